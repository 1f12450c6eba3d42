import { useEffect, useState } from 'react'
import type { RoleRow, Rule } from '../../lib/contract.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { useFilters } from '../../lib/filters.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/Field.tsx'
import { PlusIcon } from '../../ui/icons.ts'
import { FullPage, PageHead, Toolbar } from '../../ui/PageHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import styles from './Access.module.css'
import { words } from './words.ts'

const ruleColumns: readonly Column<Rule>[] = [
  {
    key: 'name',
    title: 'Rule',
    width: 'minmax(200px, 1.2fr)',
    cell: (one) => (
      <span className={styles.twoLines}>
        <b>{one.title}</b>
        <span>gives {one.gives.join(', ')}</span>
      </span>
    ),
  },
  {
    key: 'when',
    title: 'When',
    width: 'minmax(220px, 2fr)',
    from: 720,
    cell: (one) => <code className={styles.when}>{one.when.replaceAll(/\s+/g, ' ')}</code>,
  },
  { key: 'matches', title: 'Matches', width: '90px', align: 'end', cell: (one) => count(one.matches) },
  {
    key: 'owner',
    title: 'Owner',
    width: '150px',
    from: 900,
    cell: (one) => one.owner ?? <Pill tone="warn">No owner</Pill>,
  },
  {
    key: 'managed',
    title: 'Managed',
    width: '96px',
    from: 1000,
    cell: (one) => (one.managedBy === 'files' ? 'In files' : 'Here'),
  },
]

const roleColumns: readonly Column<RoleRow>[] = [
  {
    key: 'name',
    title: 'Role',
    width: 'minmax(220px, 2fr)',
    cell: (one) => (
      <span className={styles.twoLines}>
        <b>{one.title}</b>
        <span>{one.description ?? 'No one has said what it is for.'}</span>
      </span>
    ),
  },
  {
    key: 'owner',
    title: 'Owner',
    width: '160px',
    from: 720,
    cell: (one) => one.owner?.displayName ?? <Pill tone="warn">No owner</Pill>,
  },
  { key: 'rules', title: 'Rules', width: '80px', align: 'end', from: 620, cell: (one) => count(one.rules) },
  {
    key: 'entitlements',
    title: 'Entitlements',
    width: '110px',
    align: 'end',
    from: 520,
    cell: (one) => count(one.entitlements),
  },
  {
    key: 'members',
    title: 'Members',
    width: '100px',
    align: 'end',
    cell: (one) => count(one.members),
  },
]

export function RulesPage() {
  usePage({ title: words.section }, { title: words.rules })
  const [filters, q, setQ] = useSearch()
  const list = useRowWindow<Rule>('/rules', filters)
  return (
    <FullPage>
      <PageHead
        title={words.rules}
        about={words.rulesAbout}
        actions={
          <ButtonLink look="primary" href="/rules/new" icon={<PlusIcon size={15} />}>
            {words.newRule}
          </ButtonLink>
        }
      />
      <Toolbar>
        <SearchField label="Search rules" value={q} onChange={setQ} />
      </Toolbar>
      <DataTable
        label={words.rules}
        noun="rule"
        nouns="rules"
        rowHeight={52}
        columns={ruleColumns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/rules/${encodeURIComponent(one.name)}`}
        empty={
          <EmptyState title={q ? 'No rule has this name' : 'No rule yet'}>
            A rule says who gets a role without anybody asking for it.
          </EmptyState>
        }
      />
    </FullPage>
  )
}

export function RolesPage() {
  usePage({ title: words.section }, { title: words.roles })
  const [filters, q, setQ] = useSearch()
  const list = useRowWindow<RoleRow>('/roles', filters)
  return (
    <FullPage>
      <PageHead title={words.roles} about={words.rolesAbout} />
      <Toolbar>
        <SearchField label="Search roles" value={q} onChange={setQ} />
      </Toolbar>
      <DataTable
        label={words.roles}
        noun="role"
        nouns="roles"
        rowHeight={52}
        columns={roleColumns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/roles/${encodeURIComponent(one.name)}`}
        empty={
          <EmptyState title={q ? 'No role has this name' : 'No role yet'}>
            Roles come from files or from the first rule that gives one.
          </EmptyState>
        }
      />
    </FullPage>
  )
}

function useSearch() {
  const [filters, setFilters] = useFilters(['q'])
  const [q, setQ] = useState(filters.q ?? '')
  const asked = useDebounced(q, 200)
  useEffect(() => setFilters({ q: asked }, true), [asked, setFilters])
  return [filters, q, setQ] as const
}
