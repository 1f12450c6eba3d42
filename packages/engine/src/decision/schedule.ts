import type { Instant } from '@remit/kernel'
import { deriveHeld } from '../derivation/derive-held.ts'
import { nextBoundary } from '../derivation/next-boundary.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/**
 * What an identity holds as time passes and nothing else happens: sets of entitlements, each from its
 * instant on. `null` is the part of the future that was not worked out; there the answer is not known.
 */
export interface Step {
  readonly from: Instant
  readonly held: Uint32Array | null
}

/** So many changes ahead are kept. Whoever has more is derived again long before they are used up. */
export const STEPS_AHEAD = 16

/** The changes after `now`, up to the end of the identity, where everything ends without being told. */
export function scheduleAhead(
  identity: IdentityFacts,
  policies: PolicySet,
  now: Instant,
  matching: Iterable<number>,
): Step[] {
  const steps: Step[] = []
  let at = nextBoundary(identity, policies, now)
  while (at !== null && at !== identity.end) {
    if (steps.length === STEPS_AHEAD) return [...steps, { from: at, held: null }]
    steps.push({ from: at, held: deriveHeld(identity, policies, at, matchingLater(matching, identity, policies, at)) })
    at = nextBoundary(identity, policies, at)
  }
  return steps
}

/** Of the rules only those that read the clock can have changed their answer. */
function matchingLater(
  matching: Iterable<number>,
  identity: IdentityFacts,
  policies: PolicySet,
  at: Instant,
): number[] {
  const { all } = policies.rules
  if (policies.rulesThatReadTheClock.length === 0) return [...matching]
  const timeless = [...matching].filter((rule) => !all[rule]!.program.readsTheClock)
  const timely = policies.rulesThatReadTheClock.filter(({ program }) => program.matches(identity, at) === true)
  return [...timeless, ...timely.map(({ rule }) => policies.rules.ordinals.get(rule.id)!)]
}
