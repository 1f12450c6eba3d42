import { deriveHeld, type Held, type IdentityFacts, type Membership, type PolicySet } from '@remit/engine'
import type { AssignmentId, ExclusionId, Instant, RoleId, RuleId } from '@remit/kernel'

/** What a recomputation found stored from the one before. */
export interface Before {
  readonly memberships: readonly {
    readonly role: RoleId
    readonly rule: RuleId | null
    readonly assignment: AssignmentId | null
  }[]
  readonly direct: readonly Held[]
  readonly cut: readonly Held[]
}

const key = (role: string, rule: string | null, assignment: string | null): string =>
  `${role}/${rule ?? ''}/${assignment ?? ''}`
const keyOf = ({ role, by }: Membership): string =>
  key(role, by.via === 'rule' ? by.rule : null, by.via === 'assignment' ? by.assignment : null)

export function membershipChanges(before: Before['memberships'], after: readonly Membership[]) {
  const known = new Set(before.map((one) => key(one.role, one.rule, one.assignment)))
  const wanted = new Set(after.map(keyOf))
  return {
    opened: after.filter((one) => !known.has(keyOf(one))),
    closed: before.filter((one) => !wanted.has(key(one.role, one.rule, one.assignment))),
  }
}

const OPEN = { from: null, until: null } as const

/**
 * The entitlements that what was stored came to, sorted ordinals. Memberships and direct assignments are taken as
 * standing decisions without a window: whether they hold is what the recomputation before has decided.
 */
export function heldBefore(facts: IdentityFacts, before: Before, policies: PolicySet, now: Instant): Uint32Array {
  const given: readonly Held[] = [...before.memberships.map(({ role }) => ({ role })), ...before.direct]
  return deriveHeld(
    {
      ...facts,
      state: 'active',
      start: null,
      end: null,
      assignments: given.map((gives, index) => ({
        id: String(index) as AssignmentId,
        gives,
        validity: OPEN,
        origin: 'before',
      })),
      exclusions: before.cut.map((denies, index) => ({ id: String(index) as ExclusionId, denies, validity: OPEN })),
    },
    policies,
    now,
    [],
  )
}

/** Members of one list that are not in the other. */
export function without<Item>(some: Iterable<Item>, others: Iterable<Item>): Item[] {
  const known = new Set(others)
  return [...some].filter((one) => !known.has(one))
}
