import type { Instant } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import { targets, walk } from '../policy/graph.ts'
import type { PolicySet } from '../policy/index.ts'
import { type Excluded, excludedFrom, type Given, givenTo } from './standing.ts'

/** Which entitlements one identity holds, as sorted ordinals: `deriveGrants` without saying why. */
export function deriveHeld(
  identity: IdentityFacts,
  policies: PolicySet,
  now: Instant,
  matching?: Iterable<number>,
): Uint32Array {
  const given = givenTo(identity, policies, now, matching)
  const excluded = excludedFrom(identity, policies, now)
  const held = new Set<number>()
  if (excluded.roles.size === 0 && excluded.entitlements.size === 0) gather(held, given, policies)
  else gatherAround(held, given, excluded, policies)
  return Uint32Array.from(held).sort()
}

function gather(held: Set<number>, given: Given, policies: PolicySet): void {
  for (const { role } of given.roles) for (const entitlement of policies.givenByRole[role]!) held.add(entitlement)
  for (const { entitlement } of given.entitlements)
    for (const reached of walk(policies.nesting, entitlement).order) held.add(reached)
}

/** The flattened roles know nothing of what is excluded for this one identity, so the graphs are walked. */
function gatherAround(held: Set<number>, given: Given, excluded: Excluded, policies: PolicySet): void {
  const spread = (named: number) => {
    for (const reached of walk(policies.nesting, named, excluded.entitlements).order) held.add(reached)
  }
  for (const { role } of given.roles)
    for (const reached of walk(policies.rolesInRole, role, excluded.roles).order)
      for (const named of targets(policies.entitlementsOfRole, reached)) spread(named)
  for (const { entitlement } of given.entitlements) spread(entitlement)
}
