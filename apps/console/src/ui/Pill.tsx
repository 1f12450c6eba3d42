import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Pill.module.css'

export type Tone = 'neutral' | 'grant' | 'revoke' | 'warn' | 'info' | 'accent' | 'role' | 'entitlement' | 'conflict'

/** An exception worth a colour. What is as it should be is a `Quiet` word with a dot. */
export function Pill({
  tone = 'neutral',
  dot,
  children,
}: {
  readonly tone?: Tone
  readonly dot?: boolean
  readonly children: ReactNode
}) {
  return (
    <span className={classes(styles.pill, styles[tone])}>
      {dot && <span className={styles.dot} aria-hidden="true" />}
      {children}
    </span>
  )
}

export function Quiet({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes(styles.quiet, styles[tone])}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word}>{children}</span>
    </span>
  )
}

/** A value of an expression, a label, a file name: something quoted from data. */
export function Chip({
  tone = 'neutral',
  struck,
  children,
}: {
  readonly tone?: Tone
  readonly struck?: boolean
  readonly children: ReactNode
}) {
  return <span className={classes(styles.chip, styles[tone], struck && styles.struck)}>{children}</span>
}
