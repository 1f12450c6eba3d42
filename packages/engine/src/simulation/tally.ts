import type { ApplicationId, EntitlementId, RoleId, RuleId } from '@remit/kernel'
import type { Entitlement } from '../facts.ts'
import { without } from './common-ground.ts'
import type { GainsAndLosses, Impact, SharedChange } from './impact.ts'

export interface Causes {
  readonly rules: readonly RuleId[]
  readonly roles: readonly RoleId[]
}

export const NO_CHANGE = -1

interface Group extends Causes {
  readonly gained: Uint32Array
  readonly lost: Uint32Array
  readonly identities: number[]
}

/** Gathers people under the changes that befall them. */
export class Tally {
  readonly #entitlements: readonly Entitlement[]
  readonly #groups: Group[] = []
  readonly #known = new Map<string, number>()

  constructor(entitlements: readonly Entitlement[]) {
    this.#entitlements = entitlements
  }

  /** The number of the change from one set to another, or `NO_CHANGE`. */
  changeOf(before: Uint32Array, after: Uint32Array, causes: Causes): number {
    const gained = without(after, before)
    const lost = without(before, after)
    if (gained.length === 0 && lost.length === 0) return NO_CHANGE
    const key = JSON.stringify([[...gained], [...lost], causes.rules, causes.roles])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const number = this.#groups.push({ gained, lost, identities: [], rules: causes.rules, roles: causes.roles }) - 1
    this.#known.set(key, number)
    return number
  }

  add(change: number, identity: number): void {
    if (change !== NO_CHANGE) this.#groups[change]!.identities.push(identity)
  }

  impact(): Impact {
    const inhabited = this.#groups.filter(({ identities }) => identities.length > 0)
    const gained = new Uint32Array(this.#entitlements.length)
    const lost = new Uint32Array(this.#entitlements.length)
    for (const group of inhabited) {
      for (const entitlement of group.gained) gained[entitlement]! += group.identities.length
      for (const entitlement of group.lost) lost[entitlement]! += group.identities.length
    }

    let total: GainsAndLosses = { gained: 0, lost: 0 }
    const applications = new Map<ApplicationId, GainsAndLosses>()
    const entitlements = new Map<EntitlementId, GainsAndLosses>()
    for (const [ordinal, { id, application }] of this.#entitlements.entries()) {
      const here = { gained: gained[ordinal]!, lost: lost[ordinal]! }
      if (here.gained + here.lost === 0) continue
      entitlements.set(id, here)
      applications.set(application, sum(applications.get(application), here))
      total = sum(total, here)
    }
    return {
      people: inhabited.reduce((people, { identities }) => people + identities.length, 0),
      total,
      applications,
      entitlements,
      changes: inhabited.map((group) => this.#shared(group)).sort((a, b) => b.identities.length - a.identities.length),
    }
  }

  #shared({ identities, gained, lost, rules, roles }: Group): SharedChange {
    const named = (ordinals: Uint32Array) => Array.from(ordinals, (ordinal) => this.#entitlements[ordinal]!.id)
    return { identities: Uint32Array.from(identities).sort(), gained: named(gained), lost: named(lost), rules, roles }
  }
}

const sum = (a: GainsAndLosses = { gained: 0, lost: 0 }, b: GainsAndLosses): GainsAndLosses => ({
  gained: a.gained + b.gained,
  lost: a.lost + b.lost,
})
