import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { LedgerEntry } from '../../lib/contract.ts'
import { exact } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { usePage } from '../../lib/page.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async } from '../../ui/Async.tsx'
import { Changes } from '../../ui/Changes.tsx'
import { LongPage } from '../../ui/PageHead.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import styles from './Ledger.module.css'
import { entry } from './queries.ts'
import { words } from './words.ts'

export function EntryPage() {
  const { id = '' } = useParams({ strict: false })
  const found = useQuery(entry(id))
  usePage({ title: words.section }, { title: words.title, href: '/audit' }, { title: found.data?.action ?? 'Entry' })
  return (
    <LongPage narrow>
      <Async of={loaded(found)}>{(one) => <EntryView entry={one} />}</Async>
    </LongPage>
  )
}

export function EntryView({ entry: one }: { readonly entry: LedgerEntry }) {
  const { before, after, ...detail } = one.detail
  const hasChange = before !== undefined || after !== undefined
  return (
    <>
      <div className={styles.entry}>
        <h1>{one.sentence}</h1>
        <p>{exact(one.at)}</p>
      </div>
      <Facts
        items={[
          {
            label: 'By',
            value: <Anchor href={`/audit?actor=${encodeURIComponent(one.actor.name)}`}>{one.actor.name}</Anchor>,
            note: one.actor.kind,
          },
          {
            label: 'Action',
            value: (
              <Anchor href={`/audit?action=${encodeURIComponent(one.action)}`}>
                <code>{one.action}</code>
              </Anchor>
            ),
          },
          {
            label: 'About',
            value: <Subject kind={one.subject.kind} id={one.subject.id} name={one.detail.name} />,
            note: one.subject.kind,
          },
          {
            label: 'Proof',
            value: one.leafIndex === null ? <Pill tone="info">{words.notSealed}</Pill> : words.leaf(one.leafIndex),
          },
        ]}
      />
      {hasChange && (
        <Panel title="What changed">
          <Changes before={before} after={after} />
        </Panel>
      )}
      {Object.keys(detail).length > 0 && (
        <Panel title="Detail">
          <pre className={styles.detail}>{JSON.stringify(detail, null, 2)}</pre>
        </Panel>
      )}
      {one.cause && (
        <p className={styles.cause}>
          Brought about by <Anchor href={`/audit/${one.cause}`}>an earlier entry</Anchor>.
        </p>
      )}
    </>
  )
}

const places: Readonly<Record<string, (id: string) => string>> = {
  identity: (id) => `/identities/${id}`,
  rule: (id) => `/rules/${id}`,
  role: (id) => `/roles/${id}`,
  application: (id) => `/applications/${id}`,
  source: (id) => `/sources/${id}`,
  plan: (id) => `/plans/${id}`,
}

function Subject({ kind, id, name }: { readonly kind: string; readonly id: string; readonly name: unknown }) {
  const title = typeof name === 'string' && name ? name : id
  const place = places[kind]?.(encodeURIComponent(id))
  return place ? <Anchor href={place}>{title}</Anchor> : title
}
