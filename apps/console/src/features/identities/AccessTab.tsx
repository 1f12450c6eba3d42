import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Grant, IdentityDetail } from '../../lib/contract.ts'
import { useFilters } from '../../lib/filters.ts'
import { allApplications } from '../../lib/find.ts'
import { ago, date, shortMoment } from '../../lib/format.ts'
import { loaded } from '../../lib/loaded.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Async, Bones, PageBones } from '../../ui/Async.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ArrowBackUpIcon, ClockIcon } from '../../ui/icons.ts'
import { RiskMark } from '../../ui/RiskMark.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { Explain } from './Explain.tsx'
import { inWords } from './events-in-words.ts'
import { GrantList } from './GrantList.tsx'
import styles from './Identity.module.css'
import { explanation, grantsOf, timelineOf, unjustifiedOf } from './queries.ts'
import { words } from './words.ts'

/** What one identity holds, now or on a past day, and why: the list on the left, the explanation on the right. */
export function AccessTab({ identity }: { readonly identity: IdentityDetail }) {
  const [filters, setFilters] = useFilters(['asof', 'grant'])
  const at = filters.asof
  const timeline = useQuery(timelineOf(identity.name))
  const grants = useQuery(grantsOf(identity.name, at))
  const applications = useQuery(allApplications())
  const titleOf = (application: string): string =>
    applications.data?.find((one) => one.name === application)?.title ?? application
  const held = grants.data ?? []
  const unjustified = useQuery(unjustifiedOf(identity.name))
  const chosen =
    held.find(({ entitlement }) => entitlement.id === filters.grant || entitlement.name === filters.grant) ?? held[0]
  const now = useMemo(() => Date.now(), [])
  const given = identity.displayName.split(' ')[0] ?? identity.displayName
  const events = useMemo(() => (timeline.data?.events ?? []).map(inWords), [timeline.data])
  const jump = (direction: 1 | -1) => (): void => {
    const from = at ? Date.parse(at) : now
    const times = events.map((event) => Date.parse(event.at)).toSorted((a, b) => a - b)
    const to = direction === 1 ? times.find((time) => time > from) : times.findLast((time) => time < from)
    setFilters({ asof: to === undefined ? (direction === 1 ? undefined : at) : new Date(to).toISOString() }, true)
  }
  useShortcuts({ '[': jump(-1), ']': jump(1) })
  return (
    <>
      {timeline.data && timeline.data.points.length > 0 && (
        <section className={styles.timeline} aria-label="Access over time">
          <div className={styles.timelineHead}>
            <h2>Access over time</h2>
            {at ? (
              <Button small icon={<ArrowBackUpIcon size={14} />} onClick={() => setFilters({ asof: undefined })}>
                Back to now
              </Button>
            ) : (
              <span>Drag to any date to see what {given} had then</span>
            )}
            <b>{at ? shortMoment(at) : 'Now'}</b>
          </div>
          <Timeline
            label="As of"
            now={now}
            at={at ?? null}
            points={timeline.data.points.map((point) => ({ at: point.at, value: point.grants }))}
            events={events}
            onMove={(moved) => setFilters({ asof: moved ?? undefined }, true)}
          />
        </section>
      )}
      {at && (
        <p className={styles.past} role="status">
          <ClockIcon size={15} /> {words.asOf(identity.displayName, held.length, shortMoment(at))}
        </p>
      )}
      <Async
        of={loaded(grants, (items) => items.length === 0)}
        skeleton={<PageBones />}
        whenEmpty={<EmptyState title={words.noGrants(identity.displayName)}>{words.noGrantsWhy}</EmptyState>}
      >
        {(items) => (
          <div className={styles.access}>
            <GrantList
              grants={items}
              chosen={chosen?.entitlement.id}
              past={at !== undefined}
              titleOf={titleOf}
              unjustified={at ? [] : (unjustified.data ?? [])}
              onChoose={(grant) => setFilters({ grant }, true)}
            />
            <div className={styles.explain}>
              {chosen && (
                <GrantExplained
                  key={chosen.entitlement.id}
                  identity={identity}
                  given={given}
                  entitlement={chosen.entitlement}
                  application={titleOf(chosen.entitlement.application)}
                  at={at}
                  facts={[
                    {
                      label: 'Ends',
                      value: chosen.until ? date(chosen.until) : 'No end date',
                      note: chosen.state === 'suspended' ? 'suspended now' : undefined,
                    },
                    {
                      label: `In ${titleOf(chosen.entitlement.application)}`,
                      value: words.holding[chosen.holding],
                      note: chosen.confirmedAt && !at ? `read ${ago(chosen.confirmedAt)}` : undefined,
                    },
                    {
                      label: 'Risk',
                      value: <RiskMark risk={chosen.entitlement.risk} />,
                      note: chosen.entitlement.privileged ? 'privileged' : undefined,
                    },
                  ]}
                />
              )}
            </div>
          </div>
        )}
      </Async>
    </>
  )
}

interface GrantExplainedProps {
  readonly identity: IdentityDetail
  readonly given: string
  readonly entitlement: Grant['entitlement']
  readonly application: string
  readonly at: string | undefined
  readonly facts: Parameters<typeof Explain>[0]['facts']
}

function GrantExplained({ identity, given, entitlement, application, at, facts }: GrantExplainedProps) {
  const why = useQuery(explanation(identity.id, entitlement.id, at))
  const titled = useMemo(
    () => ({ name: entitlement.name, title: entitlement.title, application }),
    [entitlement, application],
  )
  const asked = new URLSearchParams({ who: identity.name, what: entitlement.name, ...(at ? { asof: at } : {}) })
  return (
    <Async of={loaded(why)} skeleton={<Bones lines={7} />}>
      {(said) => (
        <Explain
          question={words.why(given, entitlement.title, at !== undefined, said.held)}
          given={given}
          explanation={said}
          entitlement={titled}
          facts={facts}
          permalink={`/explain?${asked.toString()}`}
        />
      )}
    </Async>
  )
}
