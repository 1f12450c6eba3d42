import { useEffect, useState } from 'react'
import type { DeviceRow } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { useFilters } from '../../lib/filters.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect, SearchField } from '../../ui/Field.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Ago } from '../../ui/Time.tsx'
import { TrustMark } from '../../ui/TrustMark.tsx'
import { trustLevels, words } from './words.ts'

const columns: readonly Column<DeviceRow>[] = [
  { key: 'name', title: 'Device', width: 'minmax(150px, 1.2fr)', cell: (one) => <b>{one.name}</b> },
  {
    key: 'owner',
    title: 'Owner',
    width: 'minmax(150px, 1.2fr)',
    cell: (one) =>
      one.owner ? (
        <Anchor href={`/identities/${encodeURIComponent(one.owner.name)}/devices`}>{one.owner.displayName}</Anchor>
      ) : (
        'Nobody'
      ),
  },
  { key: 'trust', title: 'Trust', width: '190px', cell: (one) => <TrustMark trust={one.trust} /> },
  { key: 'platform', title: 'Platform', width: 'minmax(120px, 1fr)', from: 620, cell: (one) => one.platform },
  { key: 'source', title: 'Source', width: '120px', from: 760, cell: (one) => one.source },
  {
    key: 'seen',
    title: 'Last seen',
    width: '110px',
    align: 'end',
    from: 520,
    cell: (one) =>
      one.stale ? (
        <Pill tone="warn">
          <Ago at={one.lastSeenAt} />
        </Pill>
      ) : (
        <Ago at={one.lastSeenAt} />
      ),
  },
]

export function DevicesPage() {
  usePage({ title: words.section }, { title: words.title })
  const [filters, setFilters] = useFilters(['q', 'trust'])
  const [q, setQ] = useState(filters.q ?? '')
  const asked = useDebounced(q, 200)
  useEffect(() => setFilters({ q: asked }, true), [asked, setFilters])
  const list = useRowWindow<DeviceRow>('/devices', filters)
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <Toolbar>
        <SearchField label={words.search} value={q} onChange={setQ} />
        <FilterSelect
          label="Trust"
          any="Any trust"
          value={filters.trust}
          options={trustLevels}
          onChange={(trust) => setFilters({ trust })}
        />
      </Toolbar>
      <DataTable
        label={words.title}
        noun="device"
        nouns="devices"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        empty={
          filters.q || filters.trust ? (
            <EmptyState title={words.none} />
          ) : (
            <EmptyState title={words.noneYet}>{words.noneYetWhy}</EmptyState>
          )
        }
      />
    </FullPage>
  )
}
