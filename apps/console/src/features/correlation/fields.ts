import type { CorrelationCase, IdentityDetail } from '../../lib/contract.ts'
import { dateIn, lastDayIn } from '../../lib/format.ts'

interface Field {
  readonly name: string
  readonly value: string | null
}

/** The rows of the comparison: first what was compared, then what else the record says. */
export function fieldsOf({ said, candidates }: Pick<CorrelationCase, 'said' | 'candidates'>): readonly Field[] {
  const told = new Map(flat(said))
  const compared = new Map(
    candidates.flatMap((one) => one.evidence.map(({ field, theirs }) => [field, theirs] as const)),
  )
  const first = [...compared].map(([name, theirs]) => ({ name, value: theirs || told.get(name) || null }))
  const rest = [...told].filter(([name]) => !compared.has(name)).map(([name, value]) => ({ name, value }))
  return [...first, ...rest]
}

/** "2026-11-29", as sources write a day, and nothing else. */
const aDay = /^\d{4}-\d{2}-\d{2}$/

const flat = (said: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] =>
  Object.entries(said).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return []
    if (name === 'attributes' && typeof value === 'object') return flat(value as Record<string, unknown>)
    if (typeof value === 'string' && aDay.test(value)) return [[name, dateIn(value, 'UTC')] as const]
    return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const]
  })

/** What we know of somebody, under the names a record uses. */
export const knownOf = (one: IdentityDetail): ReadonlyMap<string, string> =>
  new Map([
    ...one.attributes.map(
      ({ name, value }) => [name, Array.isArray(value) ? value.join(', ') : String(value)] as const,
    ),
    ...[
      ['name', one.name],
      ['displayName', one.displayName],
      ['email', one.email],
      ['type', one.type],
      ['status', one.state],
      ['zone', one.lifecycle.zone],
      ['starts', one.start && dateIn(one.start, one.lifecycle.zone)],
      ['ends', one.end && lastDayIn(one.end, one.lifecycle.zone)],
      ['manager', one.manager?.name],
      ['owner', one.owner?.name],
    ].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  ])
