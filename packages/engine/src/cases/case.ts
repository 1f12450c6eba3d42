import type { Because } from '../decision/index.ts'
import type { AttributeDefinition, AttributeValue, IdentityType, LifecycleState } from '../facts.ts'

/**
 * The form of the `*.yaml` files beside this one: an organisation, and what is wanted of it. Everything is
 * called by its name, which serves as its id too. Dates are ISO 8601 and mean midnight UTC.
 */
export interface CaseFile {
  readonly about: string
  readonly policies: PoliciesWritten
  readonly cases: readonly CaseWritten[]
}

export interface PoliciesWritten {
  readonly attributes?: Readonly<Record<string, AttributeDefinition['type']>>
  /** `<application>/<entitlement>` */
  readonly entitlements: readonly string[]
  /** By name: entitlements (with `/`) and roles (without). */
  readonly roles?: Readonly<Record<string, readonly string[]>>
  readonly rules?: Readonly<Record<string, { readonly when: string; readonly gives: readonly string[] }>>
  /** holder: what its holders also hold */
  readonly nesting?: Readonly<Record<string, readonly string[]>>
}

export interface WindowWritten {
  readonly from?: string
  readonly until?: string
}

export interface CaseWritten {
  /** Reads after the name of the person: "… holds nothing". */
  readonly case: string
  readonly identity?: {
    readonly type?: IdentityType
    readonly state?: LifecycleState
    readonly attributes?: Readonly<Record<string, AttributeValue>>
    readonly start?: string
    readonly end?: string
    /** By name of the assignment. `gives` is an entitlement (with `/`) or a role. */
    readonly assignments?: Readonly<Record<string, WindowWritten & { readonly gives: string }>>
    readonly exclusions?: Readonly<Record<string, WindowWritten & { readonly denies: string }>>
    readonly suspended?: readonly string[]
  }
  readonly now: string
  /** Every entitlement held and each of its reasons: `rule <name> → <role> → … → <entitlement>`, or `<assignment> → …`. */
  readonly holds: Readonly<Record<string, readonly string[]>>
  /** Answers of the decision point, asked at `now` of a snapshot made then, or at another time of the same snapshot. */
  readonly decides?: Readonly<Record<string, Because>>
  readonly later?: Readonly<Record<string, Readonly<Record<string, Because>>>>
  /** What is in the way of what is not held: each way there, with its obstacles. */
  readonly misses?: Readonly<Record<string, readonly string[]>>
  /** The next instant at which time alone may change anything. */
  readonly next?: string | null
}
