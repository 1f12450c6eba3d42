import type { Source } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { usePage } from '../../lib/page.ts'
import { useRowWindow } from '../../lib/row-window.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Health } from '../../ui/Health.tsx'
import { FullPage, PageHead } from '../../ui/PageHead.tsx'
import { Ago } from '../../ui/Time.tsx'
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
  { key: 'health', title: 'State', width: '104px', cell: (one) => <Health {...one.health} /> },
  {
    key: 'message',
    title: '',
    width: 'minmax(160px, 2fr)',
    from: 860,
    cell: (one) => <span className={styles.quiet}>{one.health.message}</span>,
  },
  { key: 'kind', title: 'Brings', width: '100px', from: 620, cell: (one) => one.kind },
  { key: 'records', title: 'Records', width: '90px', align: 'end', from: 480, cell: (one) => count(one.records) },
  { key: 'run', title: 'Last run', width: '110px', align: 'end', cell: (one) => <Ago at={one.lastRunAt} /> },
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
        rowKey={(one) => one.id}
        href={(one) => `/sources/${encodeURIComponent(one.name)}`}
        empty={<EmptyState title={words.none}>{words.noneWhy}</EmptyState>}
      />
    </FullPage>
  )
}
