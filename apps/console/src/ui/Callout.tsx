import type { ReactNode } from 'react'
import styles from './Callout.module.css'
import { classes } from './classes.ts'
import { AlertTriangleIcon, InfoCircleIcon } from './icons.ts'

interface CalloutProps {
  readonly tone: 'revoke' | 'warn' | 'info'
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** What is wrong, what it means, and the next step, where the reader looks first. */
export function Callout({ tone, title, children, action }: CalloutProps) {
  const Icon = tone === 'info' ? InfoCircleIcon : AlertTriangleIcon
  return (
    <div className={classes(styles.callout, styles[tone])}>
      <Icon size={18} stroke={1.75} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children && <p>{children}</p>}
      </div>
      {action}
    </div>
  )
}
