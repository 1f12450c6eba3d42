import type { Application } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Health } from '../../ui/Health.tsx'
import { FullPage, PageHead } from '../../ui/PageHead.tsx'
import { Ago } from '../../ui/Time.tsx'
import styles from './Applications.module.css'
import { differencesOf } from './differences-of.ts'
import { words } from './words.ts'

const columns: readonly Column<Application>[] = [
  {
    key: 'name',
    title: 'Application',
    width: 'minmax(200px, 1.4fr)',
    cell: (one) => (
      <span className={styles.name}>
        <Avatar name={one.title} square />
        <b>{one.title}</b>
        <span>{one.connector}</span>
      </span>
    ),
  },
  {
    key: 'health',
    title: 'State',
    width: '110px',
    cell: (one) => <Health {...one.health} differences={differencesOf(one)} />,
  },
  {
    key: 'message',
    title: 'Said last',
    width: 'minmax(160px, 2fr)',
    from: 1000,
    cell: (one) => <span className={styles.quiet}>{one.health.message}</span>,
  },
  {
    key: 'accounts',
    title: 'Accounts',
    width: '90px',
    align: 'end',
    from: 620,
    cell: (one) => count(one.counts.accounts),
  },
  {
    key: 'entitlements',
    title: 'Entitlements',
    width: '104px',
    align: 'end',
    from: 720,
    cell: (one) => count(one.counts.entitlements),
  },
  {
    key: 'differences',
    title: 'Differences',
    width: '100px',
    align: 'end',
    from: 520,
    cell: (one) => count(differencesOf(one)),
  },
  { key: 'import', title: 'Last import', width: '110px', align: 'end', cell: (one) => <Ago at={one.lastImportAt} /> },
]

export function ApplicationsPage() {
  usePage({ title: words.section }, { title: words.title })
  const list = useRowWindow<Application>('/applications', {})
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <DataTable
        label={words.title}
        noun="application"
        nouns="applications"
        rowHeight={44}
        columns={columns}
        list={list}
        rowKey={(one) => one.id}
        href={(one) => `/applications/${encodeURIComponent(one.name)}`}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
      />
    </FullPage>
  )
}
