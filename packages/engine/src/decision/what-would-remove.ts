import { asId, type ExclusionId, type Instant } from '@remit/kernel'
import { deriveHeld, type Grant, type Origin, type Reason, rulesMatching } from '../derivation/index.ts'
import type { Held, IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/** One way to end a grant. Each is enough by itself, and nothing in it could be left out. */
export type Removal =
  /** All of these must end: while one lasts, so does the grant. */
  | { readonly end: readonly [Origin, ...Origin[]] }
  /** This alone, excluded, cuts every way there. */
  | { readonly exclude: Held }

/** The removals of one grant: ending what it rests on, then excluding it, then excluding what all its reasons pass through. */
export function whatWouldRemove(identity: IdentityFacts, grant: Grant, policies: PolicySet, now: Instant): Removal[] {
  const matching = rulesMatching(identity, policies, now)
  const ordinal = policies.entitlements.ordinals.get(grant.entitlement)!
  const remainsWithout = (denies: Held) => {
    const exclusion = { id: asId<ExclusionId>('what-if'), denies, validity: { from: null, until: null } }
    const supposed = { ...identity, exclusions: [...identity.exclusions, exclusion] }
    return deriveHeld(supposed, policies, now, matching).includes(ordinal)
  }
  // A reason tells the shortest way of several: what all told ways share may still have a way around it.
  const shared = passedByAll(grant.reasons).filter((denies) => !remainsWithout(denies))
  return [
    { end: originsOf(grant.reasons) },
    { exclude: { entitlement: grant.entitlement } },
    ...shared.map((exclude) => ({ exclude })),
  ]
}

function originsOf([first, ...more]: Grant['reasons']): readonly [Origin, ...Origin[]] {
  const known = new Set([keyOf(first)])
  return [
    originOf(first),
    ...more.filter((reason) => !known.has(keyOf(reason)) && known.add(keyOf(reason))).map(originOf),
  ]
}

const keyOf = (reason: Reason): string =>
  reason.via === 'rule' ? `rule ${reason.rule}` : `assignment ${reason.assignment}`

const originOf = (reason: Reason): Origin =>
  reason.via === 'rule'
    ? { via: 'rule', rule: reason.rule }
    : { via: 'assignment', assignment: reason.assignment, until: reason.until }

function passedByAll([first, ...more]: Grant['reasons']): Held[] {
  return [
    ...first.path.filter((role) => more.every(({ path }) => path.includes(role))).map((role) => ({ role })),
    ...first.nesting
      .filter((entitlement) => more.every(({ nesting }) => nesting.includes(entitlement)))
      .map((entitlement) => ({ entitlement })),
  ]
}
