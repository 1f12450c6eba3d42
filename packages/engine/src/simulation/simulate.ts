import type { Instant } from '@remit/kernel'
import { Birthright } from '../derivation/birthright.ts'
import { deriveHeld } from '../derivation/derive-held.ts'
import { type Everyone, hasBirthright, type RuleMatches } from '../derivation/everyone.ts'
import type { PolicySet } from '../policy/index.ts'
import { causesByRules, causesFor, comparePolicies, meanTheSame } from './causes.ts'
import { changedRoles, commonGround } from './common-ground.ts'
import type { Impact } from './impact.ts'
import { type Causes, NO_CHANGE, Tally } from './tally.ts'

/** Policies, and which of their rules match whom, by the ordinals of identities that both sides share. */
export interface Side {
  readonly policies: PolicySet
  readonly matches: RuleMatches
}

/** What becomes of all who match certain rules before and certain rules after. */
interface Shift {
  readonly causes: Causes | null
  readonly change: number
}

const UNCHANGED: Shift = { causes: null, change: NO_CHANGE }

/**
 * Who would gain and lose what if `after` stood in the place of `before`. Says the same as deriving
 * everybody twice and comparing; but people are compared by the rules they match before and after, once
 * for all who share both, and where those mean the same nothing is derived at all.
 */
export function simulate(everyone: Everyone, before: Side, after: Side, now: Instant): Impact {
  const ground = commonGround(before.policies, after.policies)
  const roles = changedRoles(before.policies, after.policies, ground)
  const difference = comparePolicies(before.policies, after.policies, roles)
  const birthrightBefore = new Birthright(before.policies)
  const birthrightAfter = new Birthright(after.policies)
  const tally = new Tally(ground.entitlements)
  const rulesBefore = (identity: number) => before.matches.classes[before.matches.classOf[identity]!]!
  const rulesAfter = (identity: number) => after.matches.classes[after.matches.classOf[identity]!]!

  const shifts = new Map<number, Shift>()
  const shiftOf = (identity: number): Shift => {
    const [from, to] = [rulesBefore(identity), rulesAfter(identity)]
    if (meanTheSame(difference, from, to)) return UNCHANGED
    const key = before.matches.classOf[identity]! * after.matches.classes.length + after.matches.classOf[identity]!
    const known = shifts.get(key)
    if (known) return known
    const causes = causesByRules(difference, from, to)
    const held = () => ground.before(birthrightBefore.of(from))
    const holds = () => ground.after(birthrightAfter.of(to))
    const shift = { causes, change: causes === null ? NO_CHANGE : tally.changeOf(held(), holds(), causes) }
    shifts.set(key, shift)
    return shift
  }

  for (let identity = 0; identity < everyone.ids.length; identity++)
    if (hasBirthright(everyone, identity, now) && !everyone.apart.has(identity))
      tally.add(shiftOf(identity).change, identity)

  for (const [identity, facts] of everyone.apart) {
    const causes = hasBirthright(everyone, identity, now) ? shiftOf(identity).causes : null
    if (causes === null && !difference.beyondRules) continue
    const held = ground.before(deriveHeld(facts, before.policies, now, rulesBefore(identity)))
    const holds = ground.after(deriveHeld(facts, after.policies, now, rulesAfter(identity)))
    tally.add(tally.changeOf(held, holds, causesFor(facts, difference, causes)), identity)
  }
  return tally.impact()
}
