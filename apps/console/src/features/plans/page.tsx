import type { PlanRow } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { count, signed } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect } from '../../ui/Field.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { Ago } from '../../ui/Time.tsx'
import { PlanStateMark } from './PlanStateMark.tsx'
import styles from './Plans.module.css'
import { words } from './words.ts'

const columns: readonly Column<PlanRow>[] = [
  { key: 'title', title: 'Plan', width: 'minmax(220px, 2fr)', cell: (one) => <b>{one.title}</b> },
  { key: 'state', title: 'State', width: '200px', from: 560, cell: (one) => <PlanStateMark state={one.state} /> },
  {
    key: 'author',
    title: 'By',
    width: 'minmax(120px, 1fr)',
    from: 860,
    cell: (one) => one.madeBy,
  },
  { key: 'steps', title: 'Steps', width: '70px', align: 'end', from: 760, cell: (one) => count(one.steps) },
  {
    key: 'gains',
    title: 'Gain',
    width: '80px',
    align: 'end',
    cell: (one) => <span className={styles.gain}>{signed(one.impact.gains)}</span>,
  },
  {
    key: 'losses',
    title: 'Lose',
    width: '80px',
    align: 'end',
    cell: (one) => <span className={styles.loss}>{signed(-one.impact.losses)}</span>,
  },
  { key: 'made', title: 'Made', width: '110px', align: 'end', from: 660, cell: (one) => <Ago at={one.madeAt} /> },
]

const states = Object.entries(words.state).map(([value, title]) => ({ value, title }))

export function PlansPage() {
  usePage({ title: words.section }, { title: words.title })
  const [filters, setFilters] = useFilters(['state'])
  const list = useRowWindow<PlanRow>('/plans', filters)
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
        noun="plan"
        nouns="plans"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/plans/${one.id}`}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
      />
    </FullPage>
  )
}
