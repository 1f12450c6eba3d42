export { checkExpression } from './check.ts'
export { compileClosure, type RuleClosure, type Verdict } from './compile.ts'
export { type Environment, type RuleFacts, ruleEnvironment } from './environment.ts'
export { parseExpression } from './parse.ts'
export { referenceEvaluate } from './reference.ts'
export {
  EXPRESSION_REFUSALS,
  type ExpressionRefusal,
  type ExpressionRefused,
  type ExpressionResult,
  type Problem,
} from './refusal.ts'
export type { ParsedExpression, Position } from './syntax.ts'
export type { CheckedExpression, Warning } from './term.ts'
export { nextTimeBoundary } from './time-boundary.ts'
export { type Uses, uses } from './uses.ts'
