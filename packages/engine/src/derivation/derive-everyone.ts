import type { Instant } from '@remit/kernel'
import type { PolicySet } from '../policy/index.ts'
import { deriveHeld } from './derive-held.ts'
import { DistinctSets } from './distinct-sets.ts'
import { type Everyone, hasBirthright, type RuleMatches } from './everyone.ts'
import { EveryoneDerived } from './everyone-derived.ts'

/**
 * What everybody holds at `now`. Not a loop over persons: what a combination of rules gives is worked
 * out once, however many people match it; only those who stand apart are derived one by one. Says the
 * same as `deriveGrants` for each, which is its oracle.
 */
export function deriveEveryone(
  everyone: Everyone,
  matches: RuleMatches,
  policies: PolicySet,
  now: Instant,
): EveryoneDerived {
  const sets = new DistinctSets()
  const setOfClass = matches.classes.map((rules) => sets.numberOf(givenByRules(rules, policies)))
  const setOf = new Uint32Array(everyone.ids.length)
  for (let ordinal = 0; ordinal < setOf.length; ordinal++)
    if (hasBirthright(everyone, ordinal, now)) setOf[ordinal] = setOfClass[matches.classOf[ordinal]!]!
  for (const [ordinal, identity] of everyone.apart) {
    const rules = matches.classes[matches.classOf[ordinal]!]!
    setOf[ordinal] = sets.numberOf(deriveHeld(identity, policies, now, rules))
  }
  return new EveryoneDerived(setOf, sets, policies.entitlements.all.length)
}

/** What these rules give together to somebody without exclusions, sorted. */
export function givenByRules(rules: Iterable<number>, policies: PolicySet): Uint32Array {
  const roles = new Set<number>()
  for (const rule of rules) for (const role of policies.rules.all[rule]!.gives) roles.add(role)
  if (roles.size === 1) for (const role of roles) return policies.givenByRole[role]!
  const held = new Set<number>()
  for (const role of roles) for (const entitlement of policies.givenByRole[role]!) held.add(entitlement)
  return Uint32Array.from(held).sort()
}
