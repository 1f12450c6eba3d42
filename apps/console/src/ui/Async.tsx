import { type ReactNode, useEffect, useRef, useState } from 'react'
import { timeOfDay } from '../lib/format.ts'
import styles from './Async.module.css'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import { AlertTriangleIcon, LockIcon } from './icons.ts'

export type Loadable<Value> =
  | { readonly is: 'loading' }
  | {
      readonly is: 'failed'
      readonly title: string
      readonly detail: string
      readonly reference: string | undefined
      /** Absent where asking again cannot help. */
      readonly retry: (() => void) | undefined
    }
  | { readonly is: 'empty' }
  | { readonly is: 'here'; readonly value: Value; readonly staleSince?: string }

interface AsyncProps<Value> {
  readonly of: Loadable<Value>
  /** The real layout without its content. */
  readonly skeleton?: ReactNode
  readonly whenEmpty?: ReactNode
  readonly children: (value: Value) => ReactNode
}

/** Four states, so that no screen forgets one: loading, failed, empty, here. */
export function Async<Value>({ of, skeleton = <Bones lines={5} />, whenEmpty, children }: AsyncProps<Value>) {
  const showsSkeleton = useSkeleton(of.is === 'loading')
  if (showsSkeleton) return <div aria-busy="true">{skeleton}</div>
  switch (of.is) {
    case 'loading':
      return <div aria-busy="true" className={styles.waiting} />
    case 'failed':
      return <Failure {...of} />
    case 'empty':
      return typeof whenEmpty === 'string' ? <EmptyState title={whenEmpty} /> : whenEmpty
    case 'here':
      return (
        <>
          {of.staleSince && (
            <p className={styles.stale}>
              Showing data from {timeOfDay(of.staleSince)}. The server does not answer now.
            </p>
          )}
          {children(of.value)}
        </>
      )
  }
}

const appearsAfter = 150
const staysFor = 300

/** A skeleton that would only flash is not shown; one that is shown stays long enough to be seen as one. */
export function useSkeleton(loading: boolean): boolean {
  const [shown, show] = useState(false)
  const since = useRef(0)
  useEffect(() => {
    if (loading === shown) return
    const wait = loading ? appearsAfter : Math.max(0, staysFor - (performance.now() - since.current))
    const timer = setTimeout(() => {
      since.current = performance.now()
      show(loading)
    }, wait)
    return () => clearTimeout(timer)
  }, [loading, shown])
  return shown
}

export function Failure({ title, detail, reference, retry }: Omit<Extract<Loadable<never>, { is: 'failed' }>, 'is'>) {
  const Icon = retry ? AlertTriangleIcon : LockIcon
  return (
    <div className={styles.failure} role="alert">
      <Icon size={18} stroke={1.75} />
      <div>
        <p className={styles.title}>{title}</p>
        {detail && <p className={styles.detail}>{detail}</p>}
        {reference && (
          <p className={styles.detail}>
            Reference <code>{reference}</code>
          </p>
        )}
      </div>
      {retry && (
        <Button small onClick={retry}>
          Retry
        </Button>
      )}
    </div>
  )
}

const widths = ['62%', '84%', '71%', '90%', '55%', '78%']

/** A page that is still to come: its head, and lines below. */
export function PageBones() {
  return (
    <div className={styles.page}>
      <Bones lines={2} height={30} />
      <Bones lines={7} />
    </div>
  )
}

/** Grey lines where text will be. */
export function Bones({ lines, height = 40 }: { readonly lines: number; readonly height?: number }) {
  return (
    <div className={styles.bones}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity and never move.
        <div key={line} style={{ height }}>
          <span style={{ width: widths[line % widths.length] }} />
        </div>
      ))}
    </div>
  )
}
