import type { ReactNode } from 'react'
import styles from './Door.module.css'

/** The page before the console. */
export function Door({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about: string
  readonly children?: ReactNode
}) {
  return (
    <main className={styles.door}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/favicon.svg" alt="" width={26} height={26} />
          Remit
        </p>
        <h1>{title}</h1>
        <p className={styles.about}>{about}</p>
        {children}
      </div>
    </main>
  )
}
