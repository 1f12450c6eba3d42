import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

export type Filters<Name extends string> = { readonly [name in Name]?: string }

/**
 * The filters of a screen live in its address, so that every view can be linked in a ticket and Back undoes a
 * filter. Names the screen does not know are dropped; setting one to `undefined` or '' takes it out.
 */
export function useFilters<const Name extends string>(
  names: readonly Name[],
): readonly [
  Filters<Name>,
  (change: Filters<Name> | { readonly [name in Name]?: string | undefined }, replace?: boolean) => void,
] {
  const router = useRouter()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const known = names.join()
  const filters = useMemo(() => {
    const params = new URLSearchParams(search)
    const found: Record<string, string> = {}
    for (const name of known.split(',')) {
      const value = params.get(name)
      if (value !== null && value !== '') found[name] = value
    }
    return found as Filters<Name>
  }, [search, known])
  const change = useCallback(
    (wanted: { readonly [name in Name]?: string | undefined }, replace = false) => {
      const params = new URLSearchParams(router.state.location.searchStr)
      for (const [name, value] of Object.entries(wanted) as [string, string | undefined][]) {
        if (value === undefined || value === '') params.delete(name)
        else params.set(name, value)
      }
      const text = params.toString()
      void router.navigate({
        href: router.state.location.pathname + (text ? `?${text}` : ''),
        replace,
        resetScroll: false,
      })
    },
    [router],
  )
  return [filters, change]
}
