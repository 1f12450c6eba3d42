import type { ApplicationId, EntitlementId, RoleId, RuleId } from '@remit/kernel'

export interface GainsAndLosses {
  readonly gained: number
  readonly lost: number
}

/** The same change for everybody it befalls, for the same causes. */
export interface SharedChange {
  /** Ordinals, ascending. */
  readonly identities: Uint32Array
  readonly gained: readonly EntitlementId[]
  readonly lost: readonly EntitlementId[]
  /** Rules that match them only before or only after, or that give other roles now. */
  readonly rules: readonly RuleId[]
  /** Roles they have, before or after, that come to something else. */
  readonly roles: readonly RoleId[]
}

/** What other policies would do, to everybody, at one moment. Nothing is written. */
export interface Impact {
  /** How many identities gain or lose anything. */
  readonly people: number
  /** How many pairs of identity and entitlement. */
  readonly total: GainsAndLosses
  /** Only those with changes. */
  readonly applications: ReadonlyMap<ApplicationId, GainsAndLosses>
  readonly entitlements: ReadonlyMap<EntitlementId, GainsAndLosses>
  /** The largest groups first. */
  readonly changes: readonly SharedChange[]
}
