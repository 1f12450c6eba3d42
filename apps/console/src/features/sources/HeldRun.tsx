import type { SourceRun } from '../../lib/contract.ts'
import { count } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PersonCell } from '../../ui/PersonCell.tsx'
import { Stats } from '../../ui/Stat.tsx'
import styles from './Sources.module.css'
import { words } from './words.ts'

/** A run that the brake holds: what it would do, to whom, and why it waits. */
export function HeldRun({ run, onRelease }: { readonly run: SourceRun; readonly onRelease: () => void }) {
  const { brake } = run
  if (!brake) return <Callout tone="warn" title={words.heldTitle} />
  const total = brake.effects.reduce((sum, effect) => sum + effect.count, 0)
  return (
    <Panel
      title={words.heldTitle}
      aside={
        <Button look="danger" onClick={onRelease}>
          {words.release(total)}
        </Button>
      }
    >
      <div className={styles.held}>
        <Callout tone="warn" title={brake.message}>
          {words.heldText}
        </Callout>
        <Stats
          big
          items={brake.effects.map((effect) => ({
            label: effect.title,
            value: count(effect.count),
            tone: 'revoke' as const,
          }))}
        />
        <ul className={styles.sample}>
          {brake.sample.map((one) => (
            <li key={one.name}>
              <PersonCell name={one.displayName} note={one.name} />
              <span>{one.what}</span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
