import type { AssignmentId, EntitlementId, Instant, RoleId, RuleId } from '@remit/kernel'

/**
 * What holds up a grant. `path` leads from the role that was given down to the role that names
 * the entitlement; it is empty where the entitlement itself was assigned. `nesting` lists the
 * entitlements on the way from the one named to the one held, the latter not included; it is
 * empty where the one named is the one held. Of two ways that differ only in between, the
 * shorter is told.
 */
export type Reason =
  | {
      readonly via: 'rule'
      readonly rule: RuleId
      readonly path: readonly RoleId[]
      readonly nesting: readonly EntitlementId[]
    }
  | {
      readonly via: 'assignment'
      readonly assignment: AssignmentId
      readonly path: readonly RoleId[]
      readonly nesting: readonly EntitlementId[]
      readonly until: Instant | null
    }

/** The derived fact that an identity holds an entitlement. Without a reason there is none. */
export interface Grant {
  readonly entitlement: EntitlementId
  /** `suspended`: still held for its reasons, but not to be used while something else is amiss. */
  readonly state: 'active' | 'suspended'
  readonly reasons: readonly [Reason, ...Reason[]]
}

/** Entitlements whose use is suspended for one identity; the reasons stay. */
export type Suspended = ReadonlySet<EntitlementId>

export const NOTHING_SUSPENDED: Suspended = new Set()
