import type { ReactNode } from 'react'
import { count, plural, signed } from '../lib/format.ts'
import { Anchor } from './Anchor.tsx'
import { Avatar } from './Avatar.tsx'
import { classes } from './classes.ts'
import styles from './Impact.module.css'
import { AlertTriangleIcon, ShieldCheckIcon } from './icons.ts'
import { Stats } from './Stat.tsx'

interface ImpactNumbers {
  readonly people: number
  readonly gains: number
  readonly losses: number
  readonly unchanged: number
}

/** The headline of any change: what comes, what goes, what stays, and what holds it back. Greyed while it is old. */
export function ImpactHeadline({
  impact,
  holds,
  stale,
}: {
  readonly impact: ImpactNumbers
  /** Why a second person is needed; `null`: that is no question any more. */
  readonly holds: readonly string[] | null
  readonly stale?: boolean
}) {
  // The bar is everybody; those affected share their part by how much is gained and lost.
  const touched = impact.people / Math.max(1, impact.gains + impact.losses)
  return (
    <div className={classes(styles.headline, stale && styles.stale)} aria-busy={stale || undefined}>
      <Stats
        big
        items={[
          {
            label: impact.gains === 1 ? 'grant gained' : 'grants gained',
            value: signed(impact.gains),
            ...(impact.gains > 0 ? { tone: 'grant' as const } : {}),
          },
          {
            label: impact.losses === 1 ? 'grant lost' : 'grants lost',
            value: signed(-impact.losses),
            ...(impact.losses > 0 ? { tone: 'revoke' as const } : {}),
          },
          { label: impact.unchanged === 1 ? 'person unchanged' : 'people unchanged', value: count(impact.unchanged) },
          { label: impact.people === 1 ? 'person affected' : 'people affected', value: count(impact.people) },
        ]}
      />
      <div className={styles.bar} aria-hidden="true">
        {impact.gains > 0 && <i className={styles.gain} style={{ flexGrow: touched * impact.gains }} />}
        <i className={styles.same} style={{ flexGrow: impact.unchanged }} />
        {impact.losses > 0 && <i className={styles.loss} style={{ flexGrow: touched * impact.losses }} />}
      </div>
      {holds === null ? null : holds.length > 0 ? (
        <div className={styles.brake} role="alert">
          <AlertTriangleIcon size={17} stroke={1.75} />
          <div>
            <strong>A second person is needed</strong>
            {holds.map((why) => (
              <p key={why}>{why}</p>
            ))}
          </div>
        </div>
      ) : (
        <p className={styles.safe}>
          <ShieldCheckIcon size={16} stroke={1.75} /> Below every brake. One person may apply it.
        </p>
      )}
    </div>
  )
}

export interface EffectLine {
  readonly key: string
  readonly person: string
  readonly about: string | null
  readonly what: readonly string[]
  readonly why: string
  readonly href: string
}

export function EffectSign({ direction }: { readonly direction: 'gain' | 'loss' }) {
  return (
    <span className={classes(styles.sign, direction === 'gain' ? styles.gains : styles.loses)} aria-hidden="true">
      {direction === 'gain' ? '+' : '−'}
    </span>
  )
}

/** Who gains or loses what, and the reason it changed. */
export function EffectList({
  direction,
  lines,
  total,
  whenNone,
  stale,
  more,
}: {
  readonly direction: 'gain' | 'loss'
  readonly lines: readonly EffectLine[]
  readonly total: number
  readonly whenNone: string
  readonly stale?: boolean
  readonly more?: ReactNode
}) {
  const shown = lines.reduce((sum, line) => sum + line.what.length, 0)
  if (lines.length === 0) return <p className={styles.none}>{whenNone}</p>
  return (
    <>
      <ul
        className={classes(styles.effects, stale && styles.stale)}
        aria-label={direction === 'gain' ? 'Gains' : 'Losses'}
      >
        {lines.map((line) => (
          <li key={line.key}>
            <EffectSign direction={direction} />
            <Avatar name={line.person} />
            <div>
              <Anchor href={line.href} className={styles.who}>
                {line.person}
              </Anchor>
              <p className={styles.note}>{line.about ?? ' '}</p>
            </div>
            <div>
              <p className={styles.what}>{line.what.join(', ')}</p>
              <p className={styles.note}>{line.why}</p>
            </div>
          </li>
        ))}
      </ul>
      {total > shown && (
        <p className={styles.none}>
          {count(shown)} of {plural(total, 'grant')} shown. {more}
        </p>
      )}
    </>
  )
}
