export { compilePolicies, type Unsound } from './compile-policies.ts'
export type { CheckName, Finding } from './finding.ts'
export { type Catalogue, entitlementId, type PolicySet, type RuleInForce, roleId } from './policy-set.ts'
export type { RuleProgram } from './rule-program.ts'
