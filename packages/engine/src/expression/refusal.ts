import type { Refusal } from '@remit/kernel'
import type { Position } from './syntax.ts'

export const EXPRESSION_REFUSALS = {
  'expression.too-long': 'The expression is longer than allowed.',
  'expression.too-deep': 'The expression is nested deeper than allowed.',
  'expression.too-large': 'The expression has more parts than allowed.',
  'expression.too-costly': 'The expression could take too long to evaluate.',
  'expression.syntax': 'The text is no CEL expression.',
  'expression.unsupported': 'The expression uses a part of CEL that is not available here.',
  'expression.unknown-name': 'The expression uses a name that does not exist.',
  'expression.type': 'The expression compares or combines values of unsuited types.',
  'expression.clock': 'The expression uses "now" in a way whose next change cannot be foreseen.',
  'expression.pattern': 'The regular expression is not allowed.',
} as const

export type ExpressionRefused = keyof typeof EXPRESSION_REFUSALS

export interface Problem {
  readonly refusal: ExpressionRefused
  readonly at: Position
  /** What was wrong and what would be allowed. */
  readonly detail: string
}

/** The first problem stands in front, as everywhere; an editor underlines all of them. */
export interface ExpressionRefusal extends Refusal<ExpressionRefused>, Problem {
  readonly detail: string
  readonly problems: readonly [Problem, ...Problem[]]
}

export type ExpressionResult<Value> = { readonly ok: true; readonly value: Value } | ExpressionRefusal

export function refuseExpression(first: Problem, ...more: Problem[]): ExpressionRefusal {
  return { ok: false, ...first, problems: [first, ...more] }
}
