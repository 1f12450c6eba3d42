import type { Limit } from './source-document.ts'

/** A run in numbers. */
export interface Tally {
  readonly read: number
  /** People the source has told before and who have not left. 0: nothing to compare with. */
  readonly known: number
  readonly complete: boolean
  /** The least number of records that is declared to be a whole feed. */
  readonly atLeast: number
  readonly unreadable: readonly string[]
  readonly garbled: number
  readonly missing: number
  /** Missing people who come again under another key. */
  readonly rekeyed: number
  readonly leavers: number
  /** What earlier runs of the last day did that nobody released: a feed must not lose everybody in small bites. */
  readonly lately: { readonly missing: number; readonly leavers: number }
  /** By field: how many people have another value than before. */
  readonly changes: ReadonlyMap<string, number>
  /** Whether releasing it makes leavers of the missing. */
  readonly missingLeave: boolean
}

export type Verdict =
  | { readonly is: 'fine' }
  /** The feed itself is wrong: it must be sent again. */
  | { readonly is: 'refused'; readonly why: string }
  /** It may be what it says: a person looks, and releases exactly this. */
  | { readonly is: 'paused'; readonly why: string }

/** So few are never a mass: a firm of twenty must be able to lose two. */
const FEW = 5
const UNREADABLE: Limit = { share: 0.05, count: 100 }
/**
 * A feed that is a fifth smaller than what is known was cut, more likely than a fifth of the people was; unless the
 * source has declared that so many may be missing.
 */
const SHRUNK = 0.8

export const allowed = ({ share, count }: Limit, of: number): number =>
  Math.max(FEW, Math.min(count, Math.floor(share * of)))

/** Nothing of a run is applied before this has said so; the sentence is for people. */
export function judge(
  tally: Tally,
  limits: { readonly missing: Limit; readonly leavers: Limit; readonly changes: Limit },
): Verdict {
  const { read, known, complete, missing, rekeyed, leavers, lately } = tally
  const unread = tally.unreadable.length
  const mayMiss = allowed(limits.missing, known)
  if (complete && read + unread === 0) return refused(`The feed is empty, and ${people(known)} known from it`)
  if (complete && read + unread < tally.atLeast)
    return refused(`The feed has ${read + unread} records, and a whole one has at least ${tally.atLeast}`)
  if (unread > 0 && (read === 0 || unread > allowed(UNREADABLE, read + unread)))
    return refused(`${unread} of ${read + unread} records cannot be read, first ${tally.unreadable[0]}`)
  if (tally.garbled > 0)
    return refused(
      `The letters of ${tally.garbled === 1 ? '1 record' : `${tally.garbled} records`} are garbled: the file is UTF-8 and was declared as something else`,
    )
  if (known === 0) return { is: 'fine' }
  if (rekeyed > mayMiss)
    return refused(
      `${rekeyed} of ${known} people are missing and come again under another key: the feed has been re-keyed`,
    )
  const gone = missing - rekeyed
  if (gone > 0 && gone + lately.missing > mayMiss)
    return paused(
      `${gone} of ${known} people are missing from the feed${since(lately.missing)}, and at most ${mayMiss} may be${tally.missingLeave ? '; releasing it makes leavers of them' : ''}`,
    )
  if (complete && missing > 1 && limits.missing.share < 1 - SHRUNK && read + unread < known * SHRUNK)
    return paused(`The feed has ${read + unread} records and ${people(known)} known from it: more than a fifth is gone`)
  const mayLeave = allowed(limits.leavers, known)
  if (leavers > 0 && leavers + lately.leavers > mayLeave)
    return paused(
      `${leavers} of ${known} people would leave at once${since(lately.leavers)}, and at most ${mayLeave} may`,
    )
  const mayChange = allowed(limits.changes, known)
  for (const [field, count] of tally.changes)
    if (count > mayChange)
      return paused(`${field} would change for ${count} of ${known} people, and for at most ${mayChange} it may`)
  return { is: 'fine' }
}

const since = (lately: number): string => (lately === 0 ? '' : `, after ${lately} in the last 24 hours`)
const people = (count: number): string => (count === 1 ? '1 person is' : `${count} people are`)
const refused = (what: string): Verdict => ({ is: 'refused', why: `${what}. Nothing was changed.` })
const paused = (what: string): Verdict => ({
  is: 'paused',
  why: `${what}. Nothing was changed; look at the list, then release or discard it.`,
})
