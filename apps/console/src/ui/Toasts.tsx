import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { XIcon } from './icons.ts'
import styles from './Toasts.module.css'

export interface Toast {
  readonly id: number
  readonly text: ReactNode
  readonly undo?: () => void
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function show(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}

/** A result, and its undo where there is one. What needs action, or is visible anyway, is no toast. */
export function toast(text: ReactNode, undo?: () => void): void {
  lastId += 1
  show([...toasts.slice(-2), undo ? { id: lastId, text, undo } : { id: lastId, text }])
}

const dismiss = (id: number): void => show(toasts.filter((one) => one.id !== id))

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => toasts,
  )
  return (
    <div className={styles.toasts} role="status">
      {shown.map((one) => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </div>
  )
}

const staysFor = 8000

function ToastLine({ toast: { id, text, undo } }: { readonly toast: Toast }) {
  useEffect(() => {
    let left = staysFor
    // Counts only while nobody points at it or has the focus in it: time to read is not a race.
    const timer = setInterval(() => {
      if (document.querySelector(`.${styles.toast}:is(:hover, :focus-within)`)) return
      left -= 250
      if (left <= 0) dismiss(id)
    }, 250)
    return () => clearInterval(timer)
  }, [id])
  return (
    <div className={styles.toast}>
      <span>{text}</span>
      {undo && (
        <Button
          small
          onClick={() => {
            dismiss(id)
            undo()
          }}
        >
          Undo
        </Button>
      )}
      <Button look="quiet" small aria-label="Dismiss" icon={<XIcon size={14} />} onClick={() => dismiss(id)} />
    </div>
  )
}
