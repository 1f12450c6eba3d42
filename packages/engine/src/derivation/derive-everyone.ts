import type { Instant } from '@remit/kernel'
import type { PolicySet } from '../policy/index.ts'
import { Birthright } from './birthright.ts'
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
  const birthright = new Birthright(policies)
  const setOfClass = Uint32Array.from(matches.classes, (rules) => sets.numberOf(birthright.of(rules)))
  const setOf = new Uint32Array(everyone.ids.length)
  for (let ordinal = 0; ordinal < setOf.length; ordinal++)
    if (hasBirthright(everyone, ordinal, now)) setOf[ordinal] = setOfClass[matches.classOf[ordinal]!]!
  for (const [ordinal, identity] of everyone.apart) {
    const rules = matches.classes[matches.classOf[ordinal]!]!
    setOf[ordinal] = sets.numberOf(deriveHeld(identity, policies, now, rules))
  }
  return new EveryoneDerived(setOf, sets, policies.entitlements.all.length)
}
