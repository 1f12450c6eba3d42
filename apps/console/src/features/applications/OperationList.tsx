import type { Application, Operation } from '../../lib/contract.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { OperationMark, operationTitle } from '../../ui/OperationMark.tsx'
import { Ago } from '../../ui/Time.tsx'
import { words } from './words.ts'

const columns: readonly Column<Operation>[] = [
  {
    key: 'what',
    title: 'Operation',
    width: 'minmax(200px, 1.4fr)',
    cell: (one) => <b>{operationTitle(one.kind, one.entitlement?.title ?? null)}</b>,
  },
  {
    key: 'who',
    title: 'Identity',
    width: 'minmax(150px, 1fr)',
    cell: (one) =>
      one.identity ? (
        <Anchor href={`/identities/${encodeURIComponent(one.identity.name)}`}>{one.identity.displayName}</Anchor>
      ) : (
        'Nobody'
      ),
  },
  { key: 'state', title: 'State', width: '150px', cell: (one) => <OperationMark state={one.state} /> },
  {
    key: 'outcome',
    title: 'Last answer',
    width: 'minmax(140px, 1.4fr)',
    from: 860,
    cell: (one) => one.lastOutcome ?? 'Not tried yet',
  },
  { key: 'made', title: 'Made', width: '100px', align: 'end', from: 560, cell: (one) => <Ago at={one.createdAt} /> },
]

export function OperationList({ application }: { readonly application: Application }) {
  const list = useRowWindow<Operation>('/operations', { application: application.name })
  return (
    <DataTable
      label={words.tabs.operations}
      noun="operation"
      nouns="operations"
      columns={columns}
      list={list}
      rowKey={(one) => one.id}
      href={(one) => `/provisioning?application=${encodeURIComponent(application.name)}&open=${one.id}`}
      empty={<EmptyState title={words.noOperations} />}
    />
  )
}
