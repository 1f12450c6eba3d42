import { useEffect, useRef } from 'react'

/** Single letters stay letters while somebody types. */
export function isTyping(target: EventTarget | null | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.role === 'combobox')
  )
}

export type Shortcuts = Readonly<Record<string, () => void>>

/**
 * Keys by name: "?" or "/" or "[" alone, "g i" for one after the other within a second, "mod+k" for the platform's
 * command key. All but "mod" are off while typing and while a dialog is open.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const held = useRef(shortcuts)
  held.current = shortcuts
  useEffect(() => {
    let first = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (event.metaKey || event.ctrlKey) {
        const act = held.current[`mod+${key}`]
        if (act) {
          event.preventDefault()
          act()
        }
        return
      }
      if (event.altKey || event.defaultPrevented || isTyping(event.composedPath()[0])) return
      if (document.querySelector('dialog[open]')) return
      const pair = event.timeStamp - first.at < 1000 ? held.current[`${first.key} ${key}`] : undefined
      first = { key, at: event.timeStamp }
      const act = pair ?? held.current[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

export const commandKey = (): string => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl ')
