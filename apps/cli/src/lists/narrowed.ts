import { Misused } from '../answer.ts'
import type { ListKind } from './kinds.ts'

export interface Narrowed {
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
}

/** Filters as they were typed, `risk=high`, in the path and the query of a list. */
export function narrowed({ path, filters }: ListKind, typed: readonly string[]): Narrowed {
  const given = new Map<string, readonly string[]>()
  for (const each of typed) {
    const [name = '', ...value] = each.split('=')
    const allowed = filters.length === 0 ? 'There are none.' : `There are: ${filters.join(', ')}.`
    if (name === '' || value.length === 0) throw new Misused(`"${each}" is no filter; one is name=value. ${allowed}`)
    if (!filters.includes(name)) throw new Misused(`There is no filter "${name}". ${allowed}`)
    given.set(name, [...(given.get(name) ?? []), value.join('=')])
  }
  const places = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const [value] = given.get(name) ?? []
    if (value === undefined) throw new Misused(`Say which: -f ${name}=…`)
    return encodeURIComponent(value)
  })
  const rest = [...given].filter(([name]) => !places.has(name))
  return {
    path: filled,
    query: Object.fromEntries(rest.map(([name, values]) => [name, values.length === 1 ? values[0]! : values])),
  }
}
