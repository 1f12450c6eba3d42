import type { DistinctSets } from './distinct-sets.ts'

/** From an entitlement back to its holders: identities by set and sets by entitlement, each a counting sort. */
export class HoldersIndex {
  readonly #identitiesStart: Uint32Array
  readonly #identitiesIn: Uint32Array
  readonly #setsStart: Uint32Array
  readonly #setsOf: Uint32Array

  /** `setOf` is the number of the set of each identity. What is added to the sets later is not seen. */
  constructor(setOf: Uint32Array, sets: DistinctSets, entitlements: number) {
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
    for (let identity = 0; identity < setOf.length; identity++)
      identitiesIn[nextIdentity[setOf[identity]!]!++] = identity
    const setsOf = new Uint32Array(sets.size)
    const nextSet = setsStart.slice()
    for (let set = 0; set < sets.count; set++)
      for (const entitlement of sets.membersOf(set)) setsOf[nextSet[entitlement]!++] = set

    this.#identitiesStart = identitiesStart
    this.#identitiesIn = identitiesIn
    this.#setsStart = setsStart
    this.#setsOf = setsOf
  }

  count(entitlement: number): number {
    let count = 0
    for (let at = this.#setsStart[entitlement]!; at < this.#setsStart[entitlement + 1]!; at++) {
      const set = this.#setsOf[at]!
      count += this.#identitiesStart[set + 1]! - this.#identitiesStart[set]!
    }
    return count
  }

  /** Ascending. */
  holders(entitlement: number): Uint32Array {
    const holders = new Uint32Array(this.count(entitlement))
    let filled = 0
    for (let at = this.#setsStart[entitlement]!; at < this.#setsStart[entitlement + 1]!; at++) {
      const set = this.#setsOf[at]!
      const members = this.#identitiesIn.subarray(this.#identitiesStart[set]!, this.#identitiesStart[set + 1]!)
      holders.set(members, filled)
      filled += members.length
    }
    return holders.sort()
  }
}
