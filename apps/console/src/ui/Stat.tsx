import type { ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import { classes } from './classes.ts'
import styles from './Stat.module.css'

export interface StatItem {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
  /** A number is a link to the list it counts. */
  readonly href?: string
  readonly tone?: 'grant' | 'revoke' | 'warn' | 'conflict'
}

export function Stats({ items, big }: { readonly items: readonly StatItem[]; readonly big?: boolean }) {
  return (
    <dl className={classes(styles.stats, big && styles.big)}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className={classes(styles.value, item.tone && styles[item.tone])}>
            {item.href ? <Anchor href={item.href}>{item.value}</Anchor> : item.value}
          </dd>
          {item.note && <dd className={styles.note}>{item.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
