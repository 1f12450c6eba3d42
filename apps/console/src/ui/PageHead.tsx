import type { ReactNode } from 'react'
import styles from './PageHead.module.css'

interface PageHeadProps {
  readonly title: ReactNode
  readonly about?: ReactNode
  readonly before?: ReactNode
  readonly beside?: ReactNode
  /** One primary button at most. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

export function PageHead({ title, about, before, beside, actions, children }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        {before}
        <div className={styles.words}>
          <div className={styles.title}>
            <h1>{title}</h1>
            {beside}
          </div>
          {about && <div className={styles.about}>{about}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A screen that fills the window: its list scrolls, its head stays. */
export function FullPage({ children }: { readonly children: ReactNode }) {
  return <div className={styles.full}>{children}</div>
}

/** A screen that is read from top to bottom. */
export function LongPage({ children, narrow }: { readonly children: ReactNode; readonly narrow?: boolean }) {
  return <div className={narrow ? `${styles.long} ${styles.narrow}` : styles.long}>{children}</div>
}

export function Toolbar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <search className={styles.toolbar}>
      {children}
      {end && <div className={styles.end}>{end}</div>}
    </search>
  )
}

/** Two panels beside each other where there is room. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>
}
