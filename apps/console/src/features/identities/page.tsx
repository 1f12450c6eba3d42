import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { IdentityRow } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { useFilters } from '../../lib/filters.ts'
import { count, date, spelledOut } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect, SearchField } from '../../ui/Field.tsx'
import { KeyHints } from '../../ui/Kbd.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { IdentityStateMark } from './IdentityStateMark.tsx'
import { departments } from './queries.ts'
import { words } from './words.ts'

const columns: readonly Column<IdentityRow>[] = [
  {
    key: 'name',
    title: 'Name',
    width: 'minmax(220px, 2.2fr)',
    sort: 'displayName',
    cell: (one) => <PersonCell name={one.displayName} note={one.name} />,
  },
  { key: 'state', title: 'State', width: '112px', cell: (one) => <IdentityStateMark state={one.state} /> },
  {
    key: 'department',
    title: 'Department',
    width: 'minmax(110px, 1fr)',
    sort: 'department',
    from: 640,
    cell: (one) => one.department ?? 'None',
  },
  { key: 'title', title: 'Job title', width: 'minmax(130px, 1.2fr)', from: 900, cell: (one) => one.title ?? 'None' },
  {
    key: 'manager',
    title: 'Manager',
    width: 'minmax(120px, 1fr)',
    from: 1040,
    cell: (one) => one.manager?.displayName ?? 'None',
  },
  { key: 'type', title: 'Type', width: '100px', from: 1180, cell: (one) => words.type[one.type] ?? one.type },
  {
    key: 'grants',
    title: 'Grants',
    width: '84px',
    align: 'end',
    sort: 'grants',
    from: 480,
    cell: (one) => count(one.grants),
  },
  { key: 'accounts', title: 'Accounts', width: '90px', align: 'end', from: 820, cell: (one) => count(one.accounts) },
  {
    key: 'start',
    title: 'Since',
    width: '110px',
    align: 'end',
    sort: 'start',
    from: 1120,
    cell: (one) => (one.start ? date(one.start) : 'Unknown'),
  },
]

const states = Object.entries(words.state).map(([value, title]) => ({ value, title }))
const types = Object.entries(words.type).map(([value, title]) => ({ value, title }))

export function IdentitiesPage() {
  usePage({ title: words.section }, { title: words.title })
  const [filters, setFilters] = useFilters(['q', 'state', 'type', 'department', 'source', 'manager', 'sort'])
  const [q, setQ] = useState(filters.q ?? '')
  const asked = useDebounced(q, 200)
  useEffect(() => setFilters({ q: asked }, true), [asked, setFilters])
  const known = useQuery(departments)
  const list = useRowWindow<IdentityRow>('/identities', { sort: 'displayName', ...filters })
  const { sort, ...narrowing } = filters
  const isFiltered = Object.keys(narrowing).length > 0
  const clear = (): void => {
    setQ('')
    setFilters({
      q: undefined,
      state: undefined,
      type: undefined,
      department: undefined,
      source: undefined,
      manager: undefined,
    })
  }
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <Toolbar
        end={
          isFiltered && (
            <Button look="quiet" onClick={clear}>
              Clear filters
            </Button>
          )
        }
      >
        <SearchField label={words.search} value={q} onChange={setQ} />
        <FilterSelect
          label="State"
          any="Any state"
          value={filters.state}
          options={states}
          onChange={(state) => setFilters({ state })}
        />
        <FilterSelect
          label="Type"
          any="Any type"
          value={filters.type}
          options={types}
          onChange={(type) => setFilters({ type })}
        />
        <FilterSelect
          label="Department"
          any="Any department"
          value={filters.department}
          options={(known.data ?? []).map((one) => ({ value: one.value, title: `${one.value} (${count(one.count)})` }))}
          onChange={(department) => setFilters({ department })}
        />
        {(['manager', 'source'] as const).map(
          (name) =>
            filters[name] && (
              <Button key={name} onClick={() => setFilters({ [name]: undefined } as typeof filters)}>
                {spelledOut(name)} is {filters[name]} ×
              </Button>
            ),
        )}
      </Toolbar>
      <DataTable
        label={words.title}
        noun="identity"
        nouns="identities"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/identities/${encodeURIComponent(one.name)}`}
        sort={sort ?? 'displayName'}
        onSort={(next) => setFilters({ sort: next })}
        empty={
          isFiltered ? (
            <EmptyState title={words.none} action={<Button onClick={clear}>Clear filters</Button>} />
          ) : (
            <EmptyState title={words.noneYet}>{words.noneYetWhy}</EmptyState>
          )
        }
        foot={
          <KeyHints
            hints={[
              ['↑↓', 'move'],
              ['↵', 'open'],
              ['/', 'search'],
            ]}
          />
        }
      />
    </FullPage>
  )
}
