import { useQuery } from '@tanstack/react-query'
import type { IdentityDetail } from '../../lib/contract.ts'
import { exact } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Async } from '../../ui/Async.tsx'
import { inWords } from './events-in-words.ts'
import styles from './Identity.module.css'
import { timelineOf } from './queries.ts'

export function HistoryTab({ identity }: { readonly identity: IdentityDetail }) {
  const timeline = useQuery(timelineOf(identity.name))
  return (
    <div className={styles.facts}>
      <Async
        of={loaded(timeline, (value) => value.events.length === 0)}
        whenEmpty="Nothing has happened to this identity yet."
      >
        {({ events }) => (
          <ol className={styles.history}>
            {events
              .map(inWords)
              .toReversed()
              .map((event) => (
                <li key={event.entry} data-tone={event.tone}>
                  <time dateTime={event.at}>{exact(event.at)}</time>
                  <div>
                    <p className={styles.eventTitle}>{event.title}</p>
                    <p className={styles.eventDetail}>
                      {[event.detail, `by ${event.actor}`].filter(Boolean).join(', ')}
                    </p>
                  </div>
                  <span className={styles.eventLinks}>
                    <Anchor href={`/identities/${encodeURIComponent(identity.name)}/access?asof=${event.at}`}>
                      Access then
                    </Anchor>
                    <Anchor href={`/audit/${event.entry}`}>Audit entry</Anchor>
                  </span>
                </li>
              ))}
          </ol>
        )}
      </Async>
    </div>
  )
}
