import { usePage } from '../lib/page.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './Frame.module.css'

export function NotFound() {
  usePage({ title: 'Not found' })
  return (
    <main className={styles.alone}>
      <h1 className="visually-hidden">Not found</h1>
      <EmptyState
        title="There is no page at this address"
        action={<ButtonLink href="/overview">Go to the overview</ButtonLink>}
      >
        The link may be old, or what it led to may be named differently now.
      </EmptyState>
    </main>
  )
}
