import type { EntitlementId, Instant, RoleId } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import { targets, type Walk, walk, wayTo } from '../policy/graph.ts'
import { entitlementId, type PolicySet, roleId } from '../policy/index.ts'
import { type Grant, NOTHING_SUSPENDED, type Reason, type Suspended } from './grant.ts'
import { type Excluded, excludedFrom, type Given, givenTo, type Origin } from './standing.ts'

/**
 * What one identity holds at `now`, with every reason, in the order of the catalogue.
 *
 * `pre-hire` and `left` hold nothing; `on-leave` keeps what was assigned but has no birthright.
 * Windows include their first instant and not their last. What is excluded is not held and gives
 * nothing on: a role cuts every path through it, an entitlement also everything nested behind it.
 */
export function deriveGrants(
  identity: IdentityFacts,
  policies: PolicySet,
  now: Instant,
  suspended: Suspended = NOTHING_SUSPENDED,
): Grant[] {
  const given = givenTo(identity, policies, now)
  const reasons = reasonsFrom(given, excludedFrom(identity, policies, now), policies)
  return [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([ordinal, held]) => {
      const entitlement = entitlementId(policies, ordinal)
      return { entitlement, state: suspended.has(entitlement) ? 'suspended' : 'active', reasons: held }
    })
}

/** By ordinal of entitlement: every way there from what was given, past what is excluded. */
export function reasonsFrom(given: Given, excluded: Excluded, policies: PolicySet): Map<number, [Reason, ...Reason[]]> {
  const reasons = new Map<number, [Reason, ...Reason[]]>()
  const spread = (named: number, origin: Origin, path: readonly RoleId[]) => {
    const held = walk(policies.nesting, named, excluded.entitlements)
    for (let index = 0; index < held.order.length; index++) {
      const reason: Reason = { ...origin, path, nesting: entitlementsBefore(policies, held, index) }
      const known = reasons.get(held.order[index]!)
      if (known) known.push(reason)
      else reasons.set(held.order[index]!, [reason])
    }
  }

  for (const { role, origin } of given.roles) {
    const reached = walk(policies.rolesInRole, role, excluded.roles)
    for (let index = 0; index < reached.order.length; index++) {
      const named = targets(policies.entitlementsOfRole, reached.order[index]!)
      if (named.length === 0) continue
      const path = wayTo(reached, index).map((ordinal) => roleId(policies, ordinal))
      for (const entitlement of named) spread(entitlement, origin, path)
    }
  }
  for (const { entitlement, origin } of given.entitlements) spread(entitlement, origin, [])
  return reasons
}

const NO_NESTING: readonly EntitlementId[] = []

function entitlementsBefore(policies: PolicySet, held: Walk, index: number): readonly EntitlementId[] {
  if (index === 0) return NO_NESTING
  return wayTo(held, index)
    .slice(0, -1)
    .map((ordinal) => entitlementId(policies, ordinal))
}
