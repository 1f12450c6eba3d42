import type { Source } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Health } from '../../ui/Health.tsx'
import { FullPage, PageHead } from '../../ui/PageHead.tsx'
import { Ago } from '../../ui/Time.tsx'
import { healthOf } from './run-health.ts'
import styles from './Sources.module.css'
import { words } from './words.ts'

const columns: readonly Column<Source>[] = [
  {
    key: 'title',
    title: 'Source',
    width: 'minmax(180px, 1.2fr)',
    cell: (one) => (
      <span className={styles.name}>
        <b>{one.title}</b> <span>{one.connector}</span>
      </span>
    ),
  },
  { key: 'health', title: 'State', width: '120px', cell: (one) => <Health {...healthOf(one.lastRun)} /> },
  {
    key: 'message',
    title: 'Said last',
    width: 'minmax(160px, 2fr)',
    from: 860,
    cell: (one) => <span className={styles.quiet}>{healthOf(one.lastRun).message}</span>,
  },
  { key: 'records', title: 'Records', width: '90px', align: 'end', from: 480, cell: (one) => count(one.records) },
  { key: 'missing', title: 'Missing', width: '90px', align: 'end', from: 700, cell: (one) => count(one.missing) },
  { key: 'waiting', title: 'In a case', width: '90px', align: 'end', from: 780, cell: (one) => count(one.waiting) },
  {
    key: 'run',
    title: 'Last run',
    width: '110px',
    align: 'end',
    cell: (one) => <Ago at={one.lastRun?.startedAt ?? null} />,
  },
]

export function SourcesPage() {
  usePage({ title: words.section }, { title: words.title })
  const list = useRowWindow<Source>('/sources', {})
  return (
    <FullPage>
      <PageHead title={words.title} about={words.about} />
      <DataTable
        label={words.title}
        noun="source"
        nouns="sources"
        rowHeight={44}
        columns={columns}
        list={list}
        rowKey={(one) => one.name}
        href={(one) => `/sources/${encodeURIComponent(one.name)}`}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
      />
    </FullPage>
  )
}
