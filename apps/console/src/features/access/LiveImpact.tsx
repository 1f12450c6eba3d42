import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlanChange } from '../../lib/contract.ts'
import { effectLines } from '../../lib/effect-lines.ts'
import { count, timeOfDay } from '../../lib/format.ts'
import { failed } from '../../lib/loaded.ts'
import { Bones, Failure } from '../../ui/Async.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { EffectList, ImpactHeadline } from '../../ui/Impact.tsx'
import { Segments } from '../../ui/Tabs.tsx'
import styles from './Access.module.css'
import { preview } from './queries.ts'
import { words } from './words.ts'

interface LiveImpactProps {
  /** `null`: there is nothing to preview, and `why` says so. */
  readonly change: PlanChange | null
  readonly settled: boolean
  readonly why: string
}

/** What the change would do, asked again when typing rests. Numbers that are not of the text beside them are grey. */
export function LiveImpact({ change, settled, why }: LiveImpactProps) {
  const [direction, setDirection] = useState<'gain' | 'loss'>('gain')
  const made = useQuery({
    ...preview(change ?? { kind: 'rule', name: '', document: null }),
    enabled: change !== null && settled,
  })
  const plan = change ? made.data : undefined
  const stale = !settled || made.isPlaceholderData || made.isFetching
  return (
    <section className={styles.impact} aria-label={words.effect}>
      <div className={styles.impactHead}>
        <h2>{words.effect}</h2>
        {plan && (
          <span role="status">
            {stale ? 'Computing…' : `Computed on live data at ${timeOfDay(new Date(made.dataUpdatedAt).toISOString())}`}
          </span>
        )}
      </div>
      {change === null ? (
        <EmptyState title={why} />
      ) : made.isError ? (
        <div className={styles.inset}>
          <Failure {...failed(made.error, () => void made.refetch())} />
        </div>
      ) : plan === undefined ? (
        <div className={styles.inset}>
          <Bones lines={6} />
        </div>
      ) : (
        <>
          <div className={styles.inset}>
            <ImpactHeadline impact={plan.impact} holds={plan.needs} stale={stale} />
            {plan.findings.map((finding) => (
              <p
                key={finding.check + finding.message}
                className={finding.severity === 'error' ? styles.problem : styles.warning}
              >
                {finding.message}
              </p>
            ))}
            <Segments
              label="Direction"
              value={direction}
              onChange={setDirection}
              options={[
                { value: 'gain', title: `Gain ${count(plan.impact.gains)}` },
                { value: 'loss', title: `Lose ${count(plan.impact.losses)}` },
              ]}
            />
          </div>
          <EffectList
            direction={direction}
            stale={stale}
            lines={effectLines(direction === 'gain' ? plan.impact.sample.gains : plan.impact.sample.losses)}
            total={direction === 'gain' ? plan.impact.gains : plan.impact.losses}
            whenNone={direction === 'gain' ? words.noGains : words.noLosses}
            more="The plan lists them all."
          />
        </>
      )}
    </section>
  )
}
