import type {
  ApplicationId,
  AssignmentId,
  DeviceId,
  EntitlementId,
  ExclusionId,
  IdentityId,
  Instant,
  RoleId,
  RuleId,
  Validity,
} from '@remit/kernel'

/** The world as the engine is told it. Plain values: no row, no class, no clock. */

export type IdentityType = 'employee' | 'contractor' | 'partner' | 'service' | 'agent'
/** Computed from dates and status before the engine is asked. Only `active` has birthright; `pre-hire` and `left` hold nothing. */
export type LifecycleState = 'pre-hire' | 'active' | 'on-leave' | 'left'

export type AttributeType = 'string' | 'int' | 'double' | 'bool' | 'timestamp' | 'list<string>'
/** `timestamp` values are Instants (ms). `int` values are whole JS numbers. A missing attribute is absent, never null. */
export type AttributeValue = string | number | boolean | readonly string[]
export type Attributes = Readonly<Record<string, AttributeValue>>

export interface AttributeDefinition {
  readonly name: string
  readonly type: AttributeType
  readonly description?: string
  /** If given, the only values a rule may compare with; others are reported as a probable typing error. */
  readonly values?: readonly string[]
}

/** unknown < registered < managed < compliant */
export type TrustLevel = 'unknown' | 'registered' | 'managed' | 'compliant'

export interface Device {
  readonly id: DeviceId
  readonly trust: TrustLevel
  readonly compliant: boolean
  readonly platform: string
  readonly lastSeen: Instant | null
}

export type Held = { readonly role: RoleId } | { readonly entitlement: EntitlementId }

/** A standing decision that somebody should hold something. */
export interface Assignment {
  readonly id: AssignmentId
  readonly gives: Held
  readonly validity: Validity
  /** 'request:…', 'adopted:…', 'direct:…' */
  readonly origin: string
}

/** A standing decision that somebody should not, whatever the rules say. */
export interface Exclusion {
  readonly id: ExclusionId
  readonly denies: Held
  readonly validity: Validity
}

export interface IdentityFacts {
  readonly id: IdentityId
  readonly type: IdentityType
  readonly state: LifecycleState
  readonly attributes: Attributes
  /** Name of the manager (for people) or owner (for services and agents). */
  readonly manager: string | null
  readonly start: Instant | null
  readonly end: Instant | null
  readonly devices: readonly Device[]
  readonly assignments: readonly Assignment[]
  readonly exclusions: readonly Exclusion[]
}

export interface Entitlement {
  readonly id: EntitlementId
  readonly application: ApplicationId
  /** `<application>/<entitlement>`, as in decisions, files and screens. */
  readonly name: string
  readonly privileged: boolean
}

export interface Role {
  readonly id: RoleId
  readonly name: string
  readonly entitlements: readonly EntitlementId[]
  readonly roles: readonly RoleId[]
}

/** Birthright: whoever matches `when` (CEL) holds the roles. */
export interface Rule {
  readonly id: RuleId
  readonly name: string
  readonly when: string
  readonly gives: readonly RoleId[]
}

/** Holders of `holder` also hold `held` (nested groups, groups that carry permissions). Cycles are legal and harmless. */
export interface Nesting {
  readonly holder: EntitlementId
  readonly held: EntitlementId
}

/** Everything people decided in general, of one policy epoch. */
export interface PolicyFacts {
  readonly epoch: number
  readonly attributes: readonly AttributeDefinition[]
  readonly entitlements: readonly Entitlement[]
  readonly roles: readonly Role[]
  readonly rules: readonly Rule[]
  readonly nesting: readonly Nesting[]
}
