import type { Overview } from '../../lib/contract.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ArrowRightIcon, CheckIcon } from '../../ui/icons.ts'
import type { Step } from './steps.ts'
import styles from './Tour.module.css'
import { words } from './words.ts'

interface TourProps {
  readonly steps: readonly Step[]
  readonly overview: Overview | undefined
  readonly seen: ReadonlySet<string>
  readonly onSee: (key: string) => void
}

export function Tour({ steps, overview, seen, onSee }: TourProps) {
  return (
    <>
      <div className={styles.progress}>
        <progress max={steps.length} value={seen.size} aria-label={words.title} />
        <span>{words.progress(seen.size, steps.length)}</span>
      </div>
      <ol className={styles.tour}>
        {steps.map((step, at) => (
          <li key={step.key} className={seen.has(step.key) ? styles.seen : undefined}>
            <span className={styles.mark} aria-hidden="true">
              {seen.has(step.key) ? <CheckIcon size={14} stroke={2.4} /> : at + 1}
            </span>
            <div className={styles.step}>
              <h2>
                {step.title}
                <span>{seen.has(step.key) ? words.done : words.minutes(step.minutes)}</span>
              </h2>
              <p>{step.text}</p>
              {overview && step.now && <p className={styles.now}>{step.now(overview)}</p>}
              <div className={styles.links}>
                {step.links.map((link) => (
                  <Anchor key={link.href} href={link.href} onClick={() => onSee(step.key)}>
                    {link.title} <ArrowRightIcon size={14} />
                  </Anchor>
                ))}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
