import type { ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import styles from './Tabs.module.css'

export interface Tab {
  readonly title: string
  readonly href: string
  readonly count?: ReactNode
}

/** Tabs are places with an address, so they are links in a named navigation, and Back goes through them. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly current: string
}) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <Anchor
          key={tab.href}
          href={tab.href}
          className={styles.tab}
          aria-current={tab.href === current ? 'page' : undefined}
        >
          {tab.title}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </Anchor>
      ))}
    </nav>
  )
}

interface SegmentsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly title: ReactNode; readonly label?: string }[]
  readonly onChange: (value: Value) => void
}

/** One of two or three ways to see the same thing. */
export function Segments<Value extends string>({ label, value, options, onChange }: SegmentsProps<Value>) {
  return (
    <fieldset className={styles.segments} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          aria-label={option.label}
          title={option.label}
          onClick={() => onChange(option.value)}
        >
          {option.title}
        </button>
      ))}
    </fieldset>
  )
}
