import type { SourceSaid } from './said.ts'

/** What the source said last of one of its keys. */
export interface KnownRecord {
  readonly said: SourceSaid
  /** Absent from the last complete run. */
  readonly missing: boolean
  /** Has left already, by status or date: its absence says nothing new. */
  readonly left: boolean
}

export interface Comparison {
  /** Keys, in order, so that the order of the feed never shows. */
  readonly fresh: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: number
  /** Known, not in a complete feed, and not counted as having left. Those that were missing already are among them. */
  readonly missing: readonly string[]
  /** The missing who had left before: dropped from the feed in due course. */
  readonly dropped: readonly string[]
  /** Missing and fresh people who look like the same: the old key and the new one. */
  readonly rekeyed: ReadonlyMap<string, string>
}

/**
 * @param complete only a whole feed proves absence.
 * @param present keys in the feed that could not be read: there, but nothing is known of what they say.
 * @param toRetry keys that are to be told again though they say the same, such as those whose manager has become known.
 */
export function compare(
  feed: ReadonlyMap<string, SourceSaid>,
  known: ReadonlyMap<string, KnownRecord>,
  complete: boolean,
  present: ReadonlySet<string> = new Set(),
  toRetry: ReadonlySet<string> = new Set(),
): Comparison {
  const keys = [...feed.keys()].sort()
  const fresh = keys.filter((key) => !known.has(key))
  const changed = keys.filter((key) => {
    const before = known.get(key)
    return before !== undefined && (before.missing || toRetry.has(key) || !sameSaid(before.said, feed.get(key)!))
  })
  const absent = complete ? [...known.keys()].filter((key) => !feed.has(key) && !present.has(key)).sort() : []
  const missing = absent.filter((key) => !known.get(key)!.left)
  return {
    fresh,
    changed,
    unchanged: keys.length - fresh.length - changed.length,
    missing,
    dropped: absent.filter((key) => known.get(key)!.left && !known.get(key)!.missing),
    rekeyed: sameAgain(
      missing.filter((key) => !known.get(key)!.missing),
      fresh,
      (key) => known.get(key)!.said,
      (key) => feed.get(key)!,
    ),
  }
}

export const sameSaid = (one: SourceSaid, other: SourceSaid): boolean => inOrder(one) === inOrder(other)

/** The fields that had a value and have another one now. A value that was not there before is no change of mind. */
export function changedFields(before: SourceSaid, after: SourceSaid): readonly string[] {
  const flat = (said: SourceSaid): Readonly<Record<string, unknown>> => ({
    ...said,
    ...said.attributes,
    attributes: undefined,
  })
  const [was, is] = [flat(before), flat(after)]
  return Object.keys(was).filter(
    (field) => was[field] !== undefined && JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  )
}

/** Text that is the same for the same content, whatever the order of keys. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** Each missing person with the one fresh record that has the same e-mail, else employee number, else display name. */
function sameAgain(
  missing: readonly string[],
  fresh: readonly string[],
  was: (key: string) => SourceSaid,
  is: (key: string) => SourceSaid,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const taken = new Set<string>()
  for (const mark of [byEmail, byEmployeeNumber, byDisplayName]) {
    const byMark = new Map<string, string>()
    for (const key of fresh) {
      const value = mark(is(key))
      if (value !== '' && !taken.has(key) && !byMark.has(value)) byMark.set(value, key)
    }
    for (const key of missing) {
      if (pairs.has(key)) continue
      const twin = byMark.get(mark(was(key)))
      if (twin === undefined || taken.has(twin)) continue
      pairs.set(key, twin)
      taken.add(twin)
    }
  }
  return pairs
}

const byEmail = (said: SourceSaid): string => (said.email ?? '').toLowerCase()
const byEmployeeNumber = (said: SourceSaid): string => String(said.attributes?.employeeNumber ?? '').toLowerCase()
const byDisplayName = (said: SourceSaid): string => (said.displayName ?? '').toLowerCase()
