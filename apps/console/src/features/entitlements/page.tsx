import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { EntitlementRow } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { useFilters } from '../../lib/filters.ts'
import { allApplications } from '../../lib/find.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterSelect, SearchField } from '../../ui/Field.tsx'
import { KeyHints } from '../../ui/Kbd.tsx'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { Chip, Pill } from '../../ui/Pill.tsx'
import { RiskMark } from '../../ui/RiskMark.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { BulkEdit } from './BulkEdit.tsx'
import styles from './Entitlements.module.css'
import { changeEntitlements, type EntitlementChange } from './queries.ts'
import { risks, words } from './words.ts'

const columns: readonly Column<EntitlementRow>[] = [
  {
    key: 'title',
    title: 'Entitlement',
    width: 'minmax(220px, 2fr)',
    cell: (one) => (
      <span className={styles.title}>
        <b>{one.title}</b>
        {one.privileged && <Pill>Privileged</Pill>}
        {one.labels.map((label) => (
          <Chip key={label} tone="info">
            {label}
          </Chip>
        ))}
      </span>
    ),
  },
  {
    key: 'application',
    title: 'Application',
    width: 'minmax(110px, 1fr)',
    from: 560,
    cell: (one) => one.application.title,
  },
  { key: 'type', title: 'Type', width: '90px', from: 1000, cell: (one) => one.type },
  { key: 'risk', title: 'Risk', width: '96px', cell: (one) => <RiskMark risk={one.risk} /> },
  {
    key: 'owner',
    title: 'Owner',
    width: 'minmax(120px, 1fr)',
    from: 760,
    cell: (one) => one.owner?.displayName ?? <Pill tone="warn">No owner</Pill>,
  },
  {
    key: 'description',
    title: 'Meaning',
    width: 'minmax(140px, 1.6fr)',
    from: 1120,
    cell: (one) => one.description ?? <span className={styles.unsaid}>No one has said</span>,
  },
  {
    key: 'holders',
    title: 'Holders',
    width: '86px',
    align: 'end',
    from: 440,
    cell: (one) => count(one.holders),
  },
]

export function EntitlementsPage() {
  usePage({ title: words.section }, { title: words.title })
  const queries = useQueryClient()
  const [filters, setFilters] = useFilters(['q', 'application', 'risk', 'privileged', 'owner', 'label', 'type'])
  const [q, setQ] = useState(filters.q ?? '')
  const asked = useDebounced(q, 200)
  useEffect(() => setFilters({ q: asked }, true), [asked, setFilters])
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  const [edits, setEdits] = useState(false)
  const applications = useQuery(allApplications())
  const list = useRowWindow<EntitlementRow>('/entitlements', filters)
  const change = useMutation({
    mutationFn: (set: EntitlementChange) => changeEntitlements([...selected], set),
    onSuccess: async () => {
      toast(words.changed(selected.size))
      setEdits(false)
      select(new Set())
      await queries.invalidateQueries({ queryKey: ['/entitlements'] })
    },
  })
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <Toolbar
        end={
          selected.size > 0 && (
            <>
              <Button look="quiet" onClick={() => select(new Set())}>
                Clear selection
              </Button>
              <Button look="primary" onClick={() => setEdits(true)}>
                {words.edit(selected.size)}
              </Button>
            </>
          )
        }
      >
        <SearchField label={words.search} value={q} onChange={setQ} />
        <FilterSelect
          label="Application"
          any="Any application"
          value={filters.application}
          options={(applications.data ?? []).map((one) => ({ value: one.name, title: one.title }))}
          onChange={(application) => setFilters({ application })}
        />
        <FilterSelect
          label="Risk"
          any="Any risk"
          value={filters.risk}
          options={risks}
          onChange={(risk) => setFilters({ risk })}
        />
        <FilterSelect
          label="Privileged"
          any="Privileged or not"
          value={filters.privileged}
          options={[
            { value: 'true', title: 'Privileged' },
            { value: 'false', title: 'Not privileged' },
          ]}
          onChange={(privileged) => setFilters({ privileged })}
        />
      </Toolbar>
      <DataTable
        label={words.title}
        noun="entitlement"
        nouns="entitlements"
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/entitlements/${one.id}`}
        selected={selected}
        onSelect={select}
        empty={
          Object.keys(filters).length > 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <EmptyState title={words.noneYet}>{words.noneYetWhy}</EmptyState>
          )
        }
        foot={
          <KeyHints
            hints={[
              ['↑↓', 'move'],
              ['X', 'select'],
              ['↵', 'open'],
            ]}
          />
        }
      />
      <BulkEdit
        open={edits}
        count={selected.size}
        busy={change.isPending}
        error={change.error?.message}
        onClose={() => setEdits(false)}
        onSave={(set) => change.mutate(set)}
      />
    </FullPage>
  )
}
