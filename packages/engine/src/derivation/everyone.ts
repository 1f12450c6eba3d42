import type { IdentityId, Instant } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'

/** Which rules match whom: identities that match the same rules share a class. By ordinal of identity; rules sorted. */
export interface RuleMatches {
  readonly classOf: Uint32Array
  readonly classes: readonly Uint32Array[]
}

/**
 * Everybody, as far as it matters beyond the rules. Most people hold what the rules give them and
 * no more: of those only four numbers are kept. Whoever has assignments or exclusions stands apart,
 * with all facts.
 */
export interface Everyone {
  readonly ids: readonly IdentityId[]
  /** 1 if rules apply (state `active`). */
  readonly active: Uint8Array
  /** Milliseconds; -Infinity if there is no start. */
  readonly start: Float64Array
  /** Milliseconds; Infinity if there is no end. */
  readonly end: Float64Array
  readonly apart: ReadonlyMap<number, IdentityFacts>
}

export const standsApart = (identity: IdentityFacts): boolean =>
  identity.assignments.length > 0 || identity.exclusions.length > 0

/** Identities are numbered in the order given: the order in which the rules were matched. */
export function gatherEveryone(identities: readonly IdentityFacts[]): Everyone {
  const size = identities.length
  const active = new Uint8Array(size)
  const start = new Float64Array(size).fill(-Infinity)
  const end = new Float64Array(size).fill(Infinity)
  const apart = new Map<number, IdentityFacts>()
  for (let ordinal = 0; ordinal < size; ordinal++) {
    const identity = identities[ordinal]!
    if (identity.state === 'active') active[ordinal] = 1
    if (identity.start !== null) start[ordinal] = identity.start
    if (identity.end !== null) end[ordinal] = identity.end
    if (standsApart(identity)) apart.set(ordinal, identity)
  }
  return { ids: identities.map((identity) => identity.id), active, start, end, apart }
}

/** Whether what the rules give holds for this identity at `now`. */
export const hasBirthright = (everyone: Everyone, ordinal: number, now: Instant): boolean =>
  everyone.active[ordinal] === 1 && everyone.start[ordinal]! <= now && now < everyone.end[ordinal]!
