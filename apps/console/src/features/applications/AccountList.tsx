import type { Account, Application } from '../../lib/contract.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { Ago } from '../../ui/Time.tsx'
import { words } from './words.ts'

const columns: readonly Column<Account>[] = [
  { key: 'user', title: 'User name', width: 'minmax(160px, 1fr)', cell: (one) => <b>{one.userName}</b> },
  {
    key: 'native',
    title: 'Native id',
    width: 'minmax(160px, 1.4fr)',
    from: 720,
    cell: (one) => <code>{one.nativeId}</code>,
  },
  {
    key: 'identity',
    title: 'Identity',
    width: 'minmax(150px, 1fr)',
    cell: (one) =>
      one.identity ? (
        <Anchor href={`/identities/${encodeURIComponent(one.identity.name)}`}>{one.identity.displayName}</Anchor>
      ) : (
        <Pill tone="warn">Nobody</Pill>
      ),
  },
  {
    key: 'status',
    title: 'State',
    width: '110px',
    from: 480,
    cell: (one) => (one.status === 'active' ? <Quiet tone="grant">Enabled</Quiet> : <Pill>Disabled</Pill>),
  },
  {
    key: 'read',
    title: 'Last read',
    width: '110px',
    align: 'end',
    from: 620,
    cell: (one) => <Ago at={one.lastReadAt} />,
  },
]

export function AccountList({ application }: { readonly application: Application }) {
  const list = useRowWindow<Account>(`/applications/${encodeURIComponent(application.name)}/accounts`, {})
  return (
    <DataTable
      label={words.tabs.accounts}
      noun="account"
      nouns="accounts"
      columns={columns}
      list={list}
      rowKey={(one) => one.id}
      empty={<EmptyState title={words.noAccounts} />}
    />
  )
}
