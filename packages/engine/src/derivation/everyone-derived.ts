import type { DistinctSets } from './distinct-sets.ts'

/**
 * Who holds what, of everybody, by ordinals. People who hold the same share one set, so that the size is
 * four bytes an identity and four for each member of each *different* set, however many pairs that makes.
 */
export class EveryoneDerived {
  /** identity → number of its set. */
  readonly setOf: Uint32Array
  readonly sets: DistinctSets
  readonly entitlements: number
  #holders: HoldersIndex | null = null

  constructor(setOf: Uint32Array, sets: DistinctSets, entitlements: number) {
    this.setOf = setOf
    this.sets = sets
    this.entitlements = entitlements
  }

  get identities(): number {
    return this.setOf.length
  }

  holds(identity: number, entitlement: number): boolean {
    return this.sets.has(this.setOf[identity]!, entitlement)
  }

  /** Ascending; a view, not to be written to. */
  entitlementsOf(identity: number): Uint32Array {
    return this.sets.membersOf(this.setOf[identity]!)
  }

  /** Ascending. */
  holdersOf(entitlement: number): Uint32Array {
    const { setsStart, setsOf, identitiesStart, identitiesIn } = this.#index()
    const holders = new Uint32Array(this.countHolders(entitlement))
    let filled = 0
    for (let at = setsStart[entitlement]!; at < setsStart[entitlement + 1]!; at++) {
      const set = setsOf[at]!
      const members = identitiesIn.subarray(identitiesStart[set]!, identitiesStart[set + 1]!)
      holders.set(members, filled)
      filled += members.length
    }
    return holders.sort()
  }

  countHolders(entitlement: number): number {
    const { setsStart, setsOf, identitiesStart } = this.#index()
    let count = 0
    for (let at = setsStart[entitlement]!; at < setsStart[entitlement + 1]!; at++) {
      const set = setsOf[at]!
      count += identitiesStart[set + 1]! - identitiesStart[set]!
    }
    return count
  }

  /** How many pairs of identity and entitlement there are. */
  countPairs(): number {
    let pairs = 0
    for (const set of this.setOf) pairs += this.sets.membersOf(set).length
    return pairs
  }

  /** What the sets and the identities take, without the index of holders. */
  get bytes(): number {
    return this.setOf.byteLength + this.sets.bytes
  }

  /** Both directions back, made when first asked for: most derivations are never asked who holds something. */
  #index(): HoldersIndex {
    this.#holders ??= indexHolders(this)
    return this.#holders
  }
}

interface HoldersIndex {
  readonly identitiesStart: Uint32Array
  readonly identitiesIn: Uint32Array
  readonly setsStart: Uint32Array
  readonly setsOf: Uint32Array
}

/** Two counting sorts: identities by set, and sets by entitlement. */
function indexHolders({ setOf, sets, entitlements }: EveryoneDerived): HoldersIndex {
  const identitiesStart = new Uint32Array(sets.count + 1)
  for (const set of setOf) identitiesStart[set + 1]!++
  const setsStart = new Uint32Array(entitlements + 1)
  for (let set = 0; set < sets.count; set++) {
    identitiesStart[set + 1]! += identitiesStart[set]!
    for (const entitlement of sets.membersOf(set)) setsStart[entitlement + 1]!++
  }
  for (let entitlement = 0; entitlement < entitlements; entitlement++)
    setsStart[entitlement + 1]! += setsStart[entitlement]!

  const identitiesIn = new Uint32Array(setOf.length)
  const nextIdentity = identitiesStart.slice()
  for (let identity = 0; identity < setOf.length; identity++) identitiesIn[nextIdentity[setOf[identity]!]!++] = identity
  const setsOf = new Uint32Array(sets.size)
  const nextSet = setsStart.slice()
  for (let set = 0; set < sets.count; set++)
    for (const entitlement of sets.membersOf(set)) setsOf[nextSet[entitlement]!++] = set
  return { identitiesStart, identitiesIn, setsStart, setsOf }
}
