import type { Position } from '../expression/index.ts'

/** The checks by name: a name here is what a waiver, a report and the documentation refer to. */
export type CheckName =
  | 'id-is-unique'
  | 'name-is-unique'
  | 'no-unknown-role'
  | 'no-unknown-entitlement'
  | 'rule-is-sound'
  | 'role-is-in-no-circle'
  | 'role-gives-something'
  | 'rule-gives-something'

/**
 * What a check found. An `error` keeps the policies from coming into force: what they mean
 * could not be said. A `warning` has one meaning, but probably not the one that was wanted.
 */
export interface Finding {
  readonly check: CheckName
  readonly severity: 'error' | 'warning'
  readonly about: { readonly kind: 'role' | 'rule' | 'entitlement' | 'nesting'; readonly name: string }
  /** What is wrong here, and what was allowed. */
  readonly message: string
  /** Where in the text of a rule. */
  readonly at?: Position
}
