import type { LedgerEntry } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { exact } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect } from '../../ui/Field.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import styles from './Ledger.module.css'
import { Verification } from './Verification.tsx'
import { words } from './words.ts'

const columns: readonly Column<LedgerEntry>[] = [
  {
    key: 'sentence',
    title: 'What happened',
    width: 'minmax(240px, 4fr)',
    cell: (one) => (
      <span className={styles.sentence} title={one.sentence}>
        {one.sentence}
      </span>
    ),
  },
  { key: 'action', title: 'Action', width: '190px', from: 1000, cell: (one) => <code>{one.action}</code> },
  { key: 'actor', title: 'By', width: '130px', from: 720, cell: (one) => one.actor.name },
  {
    key: 'at',
    title: 'When',
    width: '206px',
    align: 'end',
    from: 520,
    cell: (one) => <time dateTime={one.at}>{exact(one.at)}</time>,
  },
]

export function LedgerPage() {
  usePage({ title: words.section }, { title: words.title })
  const [filters, setFilters] = useFilters(['action', 'subject', 'actor', 'from', 'to'])
  const list = useRowWindow<LedgerEntry>('/ledger', { ...filters, from: startOf(filters.from), to: endOf(filters.to) })
  const isFiltered = Object.keys(filters).length > 0
  const clear = (): void => {
    setFilters({
      action: undefined,
      subject: undefined,
      actor: undefined,
      from: undefined,
      to: undefined,
    })
  }
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} actions={<Verification />} />
      <Toolbar
        end={
          isFiltered && (
            <Button look="quiet" onClick={clear}>
              Clear filters
            </Button>
          )
        }
      >
        <FilterSelect
          label="Kind of change"
          any="Any change"
          value={filters.action}
          options={families(filters.action)}
          onChange={(action) => setFilters({ action })}
        />
        <label className={styles.day}>
          From{' '}
          <input
            type="date"
            value={filters.from ?? ''}
            onChange={(event) => setFilters({ from: event.target.value })}
          />
        </label>
        <label className={styles.day}>
          To <input type="date" value={filters.to ?? ''} onChange={(event) => setFilters({ to: event.target.value })} />
        </label>
        {(['actor', 'subject'] as const).map(
          (name) =>
            filters[name] && (
              <Button key={name} small onClick={() => setFilters({ [name]: undefined } as typeof filters)}>
                {`${name} is ${filters[name]} ×`}
              </Button>
            ),
        )}
      </Toolbar>
      <DataTable
        label={words.title}
        noun="entry"
        nouns="entries"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/audit/${one.id}`}
        empty={<EmptyState title={isFiltered ? words.none : words.noneYet} />}
      />
    </FullPage>
  )
}

/** What is asked for most, and what the address asks for if it is none of these. */
const families = (asked: string | undefined) =>
  words.families.some((one) => one.value === asked) || asked === undefined
    ? words.families
    : [...words.families, { value: asked, title: asked }]

/** A day of the reader's zone as the instants it starts and ends at. */
const startOf = (day: string | undefined): string | undefined =>
  day ? new Date(`${day}T00:00:00`).toISOString() : undefined
const endOf = (day: string | undefined): string | undefined =>
  day ? new Date(`${day}T23:59:59.999`).toISOString() : undefined
