import type { RunDetail, SourceRun } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { Stats } from '../../ui/Stat.tsx'
import { changesOf } from './run-health.ts'
import styles from './Sources.module.css'
import { words } from './words.ts'

interface HeldRunProps {
  readonly run: SourceRun
  readonly detail: RunDetail | undefined
  readonly busy: boolean
  readonly onRelease: () => void
  readonly onDiscard: () => void
}

const shownAtOnce = 24

/** A run that the brake holds: what it would do, to whom, and why it waits. */
export function HeldRun({ run, detail, busy, onRelease, onDiscard }: HeldRunProps) {
  const counted = Object.entries(run.counts).filter(([name, n]) => n > 0 && words.counts[name])
  return (
    <Panel
      title={words.heldTitle}
      aside={
        <>
          <Button busy={busy} onClick={onDiscard}>
            {words.discard}
          </Button>
          <Button look="danger" onClick={onRelease}>
            {words.release(changesOf(run))}
          </Button>
        </>
      }
    >
      <div className={styles.held}>
        <Callout tone="warn" title={run.why ?? words.heldTitle}>
          {words.heldText}
        </Callout>
        <Stats
          big
          items={counted.map(([name, n]) => ({
            label: words.counts[name] ?? name,
            value: count(n),
            ...(name === 'leavers' || name === 'missing' ? { tone: 'revoke' as const } : {}),
          }))}
        />
        {detail && (
          <ul className={styles.sample}>
            {detail.sample.slice(0, shownAtOnce).map((one) => (
              <li key={one.key}>
                <PersonCell name={one.said?.displayName ?? one.key} note={one.key} />
                <span>{one.change}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  )
}
