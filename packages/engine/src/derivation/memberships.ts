import type { Instant, RoleId } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import { type PolicySet, roleId } from '../policy/index.ts'
import { excludedFrom, givenTo, type Origin } from './standing.ts'

/** An identity holds a role, given outright by a rule or an assignment. Roles within it are the role's own business. */
export interface Membership {
  readonly role: RoleId
  readonly by: Origin
}

/** One for each rule or assignment that gives a role, rules first, without the roles excluded. */
export function memberships(identity: IdentityFacts, policies: PolicySet, now: Instant): Membership[] {
  const excluded = excludedFrom(identity, policies, now)
  return givenTo(identity, policies, now)
    .roles.filter(({ role }) => !excluded.roles.has(role))
    .map(({ role, origin }) => ({ role: roleId(policies, role), by: origin }))
}
