import { useEffect, useSyncExternalStore } from 'react'
import type { Crumb } from '../ui/Shell.tsx'

let crumbs: readonly Crumb[] = []
const listeners = new Set<() => void>()

/** Where the page stands, for the breadcrumbs and the window's title; the last is the page itself. */
export function usePage(...trail: readonly Crumb[]): void {
  const key = JSON.stringify(trail)
  useEffect(() => {
    crumbs = JSON.parse(key) as readonly Crumb[]
    document.title = `${crumbs.at(-1)?.title ?? 'Console'} · Remit`
    for (const tell of listeners) tell()
  }, [key])
}

export const useCrumbs = (): readonly Crumb[] =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => crumbs,
  )
