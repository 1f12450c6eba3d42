import type { Application, EntitlementRow } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { RiskMark } from '../../ui/RiskMark.tsx'
import { words } from './words.ts'

const columns: readonly Column<EntitlementRow>[] = [
  { key: 'title', title: 'Entitlement', width: 'minmax(200px, 1.6fr)', cell: (one) => <b>{one.title}</b> },
  { key: 'type', title: 'Type', width: '110px', from: 620, cell: (one) => one.type },
  { key: 'risk', title: 'Risk', width: '100px', cell: (one) => <RiskMark risk={one.risk} /> },
  {
    key: 'owner',
    title: 'Owner',
    width: 'minmax(120px, 1fr)',
    from: 720,
    cell: (one) => one.owner?.displayName ?? <Pill tone="warn">No owner</Pill>,
  },
  { key: 'holders', title: 'Holders', width: '90px', align: 'end', cell: (one) => count(one.holders) },
]

export function EntitlementList({ application }: { readonly application: Application }) {
  const list = useRowWindow<EntitlementRow>('/entitlements', { application: application.name })
  return (
    <DataTable
      label={words.tabs.entitlements}
      noun="entitlement"
      nouns="entitlements"
      columns={columns}
      list={list}
      rowKey={(one) => one.id}
      href={(one) => `/entitlements/${one.id}`}
      empty={<EmptyState title={words.noEntitlements} />}
    />
  )
}
