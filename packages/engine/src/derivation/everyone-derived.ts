import type { DistinctSets } from './distinct-sets.ts'
import { HoldersIndex } from './holders-index.ts'

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
    return this.#index().holders(entitlement)
  }

  countHolders(entitlement: number): number {
    return this.#index().count(entitlement)
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

  /** Made when first asked for: most derivations are never asked who holds something. */
  #index(): HoldersIndex {
    this.#holders ??= new HoldersIndex(this.setOf, this.sets, this.entitlements)
    return this.#holders
  }
}
