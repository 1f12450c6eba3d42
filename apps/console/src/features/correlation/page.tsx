import type { CorrelationCase } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect } from '../../ui/Field.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { Pill, Quiet } from '../../ui/Pill.tsx'
import { Ago } from '../../ui/Time.tsx'
import { words } from './words.ts'

const columns: readonly Column<CorrelationCase>[] = [
  {
    key: 'record',
    title: 'Record',
    width: 'minmax(220px, 1.6fr)',
    cell: (one) => <PersonCell name={one.displayName} note={one.key} />,
  },
  { key: 'source', title: 'Source', width: 'minmax(110px, 1fr)', from: 560, cell: (one) => one.source },
  {
    key: 'best',
    title: 'May be',
    width: 'minmax(160px, 1.2fr)',
    from: 700,
    cell: (one) => one.candidates[0]?.displayName ?? 'Nobody we know',
  },
  { key: 'why', title: 'Because', width: 'minmax(180px, 2fr)', from: 900, cell: (one) => one.why },
  {
    key: 'candidates',
    title: 'Candidates',
    width: '100px',
    align: 'end',
    from: 480,
    cell: (one) => count(one.candidates.length),
  },
  {
    key: 'state',
    title: 'State',
    width: '130px',
    cell: (one) =>
      one.state === 'open' ? (
        <Pill tone="warn" dot>
          {words.state.open}
        </Pill>
      ) : (
        <Quiet>{words.state[one.state]}</Quiet>
      ),
  },
  { key: 'opened', title: 'Opened', width: '100px', align: 'end', cell: (one) => <Ago at={one.openedAt} /> },
]

const states = Object.entries(words.state).map(([value, title]) => ({ value, title }))

export function CorrelationPage() {
  usePage({ title: words.section }, { title: words.title })
  const [filters, setFilters] = useFilters(['state'])
  const list = useRowWindow<CorrelationCase>('/correlation-cases', filters)
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <Toolbar>
        <FilterSelect
          label="State"
          any="Any state"
          value={filters.state}
          options={states}
          onChange={(state) => setFilters({ state })}
        />
      </Toolbar>
      <DataTable
        label={words.title}
        noun="case"
        nouns="cases"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/cases/${one.id}`}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
      />
    </FullPage>
  )
}
