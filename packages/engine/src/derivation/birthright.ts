import type { PolicySet } from '../policy/index.ts'

/** What rules give together, worked out again and again for combination after combination, without making anything. */
export class Birthright {
  readonly #policies: PolicySet
  readonly #stamps: Uint32Array
  readonly #held: Uint32Array
  #round = 0

  constructor(policies: PolicySet) {
    this.#policies = policies
    this.#stamps = new Uint32Array(policies.entitlements.all.length)
    this.#held = new Uint32Array(policies.entitlements.all.length)
  }

  /** For somebody without exclusions; ascending. A view that is right until the next call. */
  of(rules: Uint32Array): Uint32Array {
    const { rules: known, givenByRole } = this.#policies
    const round = ++this.#round
    let size = 0
    for (const rule of rules)
      for (const role of known.all[rule]!.gives)
        for (const entitlement of givenByRole[role]!) {
          if (this.#stamps[entitlement] === round) continue
          this.#stamps[entitlement] = round
          this.#held[size++] = entitlement
        }
    return this.#held.subarray(0, size).sort()
  }
}
