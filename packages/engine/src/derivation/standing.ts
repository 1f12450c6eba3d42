import type { AssignmentId, Instant, RuleId, Validity } from '@remit/kernel'
import { covers } from '@remit/kernel'
import type { IdentityFacts, LifecycleState } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/**
 * The lifecycle state at `now`. The dates only ever take away: after `end` nobody is active
 * although the facts still say so, but whoever is told as `pre-hire` or `left` stays that
 * until the facts say otherwise.
 */
export function stateAt(identity: IdentityFacts, now: Instant): LifecycleState {
  if (identity.state === 'left' || (identity.end !== null && identity.end <= now)) return 'left'
  if (identity.state === 'pre-hire' || (identity.start !== null && now < identity.start)) return 'pre-hire'
  return identity.state
}

/** Where a reason begins. */
export type Origin =
  | { readonly via: 'rule'; readonly rule: RuleId }
  | { readonly via: 'assignment'; readonly assignment: AssignmentId; readonly until: Instant | null }

/** What was given to an identity outright, before roles and nesting are followed; ordinals. */
export interface Given {
  readonly roles: readonly { readonly role: number; readonly origin: Origin }[]
  readonly entitlements: readonly { readonly entitlement: number; readonly origin: Origin }[]
}

/** Ordinals of what must not be held, nor passed through. */
export interface Excluded {
  readonly roles: ReadonlySet<number>
  readonly entitlements: ReadonlySet<number>
}

const NOTHING_GIVEN: Given = { roles: [], entitlements: [] }

/** Ordinals of the rules that match, in order. An answer of `unknown` is no match. */
export const rulesMatching = (identity: IdentityFacts, policies: PolicySet, now: Instant): Uint32Array =>
  policies.matchOne(identity, now)

/**
 * Rules in their order, then assignments in theirs. What the policies no longer know gives nothing.
 * Whoever knows already which rules match hands them in; otherwise all are asked.
 */
export function givenTo(
  identity: IdentityFacts,
  policies: PolicySet,
  now: Instant,
  matching?: Iterable<number>,
): Given {
  const state = stateAt(identity, now)
  if (state === 'left' || state === 'pre-hire') return NOTHING_GIVEN

  const roles: { role: number; origin: Origin }[] = []
  if (state === 'active') {
    for (const ordinal of matching ?? rulesMatching(identity, policies, now)) {
      const { rule, gives } = policies.rules.all[ordinal]!
      for (const role of gives) roles.push({ role, origin: { via: 'rule', rule: rule.id } })
    }
  }
  const assigned = assignedTo(identity, policies, (validity) => covers(validity, now))
  return { roles: [...roles, ...assigned.roles], entitlements: assigned.entitlements }
}

/** By assignments alone, of those whose window is wanted. */
export function assignedTo(
  identity: IdentityFacts,
  policies: PolicySet,
  wanted: (validity: Validity) => boolean,
): Given {
  const roles: { role: number; origin: Origin }[] = []
  const entitlements: { entitlement: number; origin: Origin }[] = []
  for (const { id, gives, validity } of identity.assignments) {
    if (!wanted(validity)) continue
    const origin: Origin = { via: 'assignment', assignment: id, until: validity.until }
    if ('role' in gives) {
      const role = policies.roles.ordinals.get(gives.role)
      if (role !== undefined) roles.push({ role, origin })
    } else {
      const entitlement = policies.entitlements.ordinals.get(gives.entitlement)
      if (entitlement !== undefined) entitlements.push({ entitlement, origin })
    }
  }
  return { roles, entitlements }
}

export function excludedFrom(identity: IdentityFacts, policies: PolicySet, now: Instant): Excluded {
  const roles = new Set<number>()
  const entitlements = new Set<number>()
  for (const { denies, validity } of identity.exclusions) {
    if (!covers(validity, now)) continue
    if ('role' in denies) {
      const role = policies.roles.ordinals.get(denies.role)
      if (role !== undefined) roles.add(role)
    } else {
      const entitlement = policies.entitlements.ordinals.get(denies.entitlement)
      if (entitlement !== undefined) entitlements.add(entitlement)
    }
  }
  return { roles, entitlements }
}
