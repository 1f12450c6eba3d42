import type { EntitlementId, Instant, RoleId } from '@remit/kernel'
import { covers } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/**
 * The meaning of a grant in its plainest words: sets that grow until they grow no more.
 * No ordinals, no graphs, no flattened roles. Slow, and the judge of everything fast.
 */
export function deriveSlowly(identity: IdentityFacts, policies: PolicySet, now: Instant): Set<EntitlementId> {
  const { facts } = policies
  const gone = identity.state === 'left' || (identity.end !== null && now >= identity.end)
  const tooEarly = identity.state === 'pre-hire' || (identity.start !== null && now < identity.start)
  if (gone || tooEarly) return new Set()

  const excluded = identity.exclusions.filter(({ validity }) => covers(validity, now)).map(({ denies }) => denies)
  const mayRole = (id: RoleId) => !excluded.some((denied) => 'role' in denied && denied.role === id)
  const mayEntitlement = (id: EntitlementId) =>
    !excluded.some((denied) => 'entitlement' in denied && denied.entitlement === id)
  const assigned = identity.assignments.filter(({ validity }) => covers(validity, now)).map(({ gives }) => gives)

  const byRule = policies.rules.all
    .filter(({ program }) => identity.state === 'active' && program.matches(identity, now) === true)
    .flatMap(({ rule }) => rule.gives)
  const roles = grow(
    [...byRule, ...assigned.flatMap((given) => ('role' in given ? [given.role] : []))].filter(mayRole),
    (role) => facts.roles.find(({ id }) => id === role)!.roles.filter(mayRole),
  )
  const named = facts.roles.filter(({ id }) => roles.has(id)).flatMap(({ entitlements }) => entitlements)
  return grow(
    [...named, ...assigned.flatMap((given) => ('entitlement' in given ? [given.entitlement] : []))].filter(
      mayEntitlement,
    ),
    (entitlement) =>
      facts.nesting
        .filter(({ holder }) => holder === entitlement)
        .map(({ held }) => held)
        .filter(mayEntitlement),
  )
}

function grow<Id>(seeds: readonly Id[], more: (id: Id) => readonly Id[]): Set<Id> {
  const all = new Set(seeds)
  for (const id of all) for (const next of more(id)) all.add(next)
  return all
}
