export * as bitmaps from './bitmap/index.ts'
export * from './decision/index.ts'
export * from './derivation/index.ts'
export {
  type CheckedExpression,
  type Condition,
  type ConditionValue,
  checkExpression,
  compileClosure,
  type Environment,
  EXPRESSION_REFUSALS,
  type ExpressionRefusal,
  type ExpressionRefused,
  type ExpressionResult,
  fromConditions,
  nextTimeBoundary,
  type ParsedExpression,
  type Position,
  type Problem as ExpressionProblem,
  parseExpression,
  type RuleClosure,
  type RuleFacts,
  referenceEvaluate,
  ruleEnvironment,
  toConditions,
  type Uses,
  uses,
  type Verdict,
  type Warning as ExpressionWarning,
} from './expression/index.ts'
export type * from './facts.ts'
export * from './lifecycle/index.ts'
export * from './policy/index.ts'
export {
  admit,
  buildPopulation,
  type Matches,
  matchEveryone,
  matcherOfOne,
  type OneMatcher,
  type Population,
  type RuleToMatch,
  replace,
} from './population/index.ts'
export * from './simulation/index.ts'
