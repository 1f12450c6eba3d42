export { checkExpression } from './check.ts'
export { compileClosure, compileTerm, type RuleClosure, type Verdict } from './compile.ts'
export { type Condition, type ConditionValue, fromConditions, toConditions } from './conditions.ts'
export {
  BUILT_IN_FIELDS,
  type Environment,
  type Field,
  type RuleFacts,
  type RuleScope,
  ruleEnvironment,
  type Value,
} from './environment.ts'
export { LIMITS } from './limits.ts'
export { parseExpression } from './parse.ts'
export { referenceEvaluate } from './reference.ts'
export {
  EXPRESSION_REFUSALS,
  type ExpressionRefusal,
  type ExpressionRefused,
  type ExpressionResult,
  type Problem,
} from './refusal.ts'
export type { Evaluate, Scope } from './scope.ts'
export type { ParsedExpression, Position } from './syntax.ts'
export { type CheckedExpression, partsOf, type Term, type Warning } from './term.ts'
export { nextTimeBoundary } from './time-boundary.ts'
export { type Uses, uses, usesOf } from './uses.ts'
