import type { EntitlementId, RoleId, RuleId } from '@remit/kernel'
import type { Entitlement, PolicyFacts, Role, Rule } from '../facts.ts'
import type { OneMatcher } from '../population/index.ts'
import type { Finding } from './finding.ts'
import type { Graph } from './graph.ts'
import type { RuleProgram } from './rule-program.ts'

/** Things that carry an id and a name, numbered in the order they were given. */
export interface Catalogue<Id extends string, Thing> {
  readonly all: readonly Thing[]
  readonly ordinals: ReadonlyMap<Id, number>
  readonly ordinalsByName: ReadonlyMap<string, number>
}

export interface RuleInForce {
  readonly rule: Rule
  readonly program: RuleProgram
  /** Ordinals of roles. */
  readonly gives: readonly number[]
}

/**
 * The policies of one epoch, ready to be asked. A value: a changed policy is another set.
 * Inside the engine roles, entitlements and rules are ordinals, their places in `all`.
 */
export interface PolicySet {
  readonly epoch: number
  readonly facts: PolicyFacts
  readonly entitlements: Catalogue<EntitlementId, Entitlement>
  readonly roles: Catalogue<RoleId, Role>
  readonly rules: Catalogue<RuleId, RuleInForce>
  /** The ordinals of the rules that hold for one identity, asking only those that are possible. */
  readonly matchOne: OneMatcher
  /** role → the roles it contains. */
  readonly rolesInRole: Graph
  /** role → the entitlements it names itself (from roles to entitlements: walked one step only). */
  readonly entitlementsOfRole: Graph
  /** entitlement → the entitlements its holders also hold. */
  readonly nesting: Graph
  /** By role: every entitlement it comes to, through roles and nesting, sorted; right only where nothing is excluded. */
  readonly givenByRole: readonly Uint32Array[]
  /** Rules whose answer may change by the passing of time alone. */
  readonly rulesThatReadTheClock: readonly RuleInForce[]
  /** What the checks had to say that did not keep the policies out of force. */
  readonly warnings: readonly Finding[]
}

export const entitlementId = (policies: PolicySet, ordinal: number): EntitlementId =>
  policies.entitlements.all[ordinal]!.id

export const roleId = (policies: PolicySet, ordinal: number): RoleId => policies.roles.all[ordinal]!.id
