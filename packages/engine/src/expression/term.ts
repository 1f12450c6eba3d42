import type { Environment, Field, Value, ValueType } from './environment.ts'
import type { Macro, Position } from './syntax.ts'

export type Comparison = 'equal' | 'unequal' | 'less' | 'at-most' | 'greater' | 'at-least'
export type Operator =
  | Comparison
  | 'and'
  | 'or'
  | 'not'
  | 'in'
  | 'add'
  | 'subtract'
  | 'negate'
  | 'starts-with'
  | 'ends-with'
  | 'contains'
  | 'matches'
  | 'size'
  | 'lower-ascii'
  | 'upper-ascii'

/** A part of a checked expression: every name is resolved, every type known. */
export type Term = { readonly type: ValueType; readonly at: number } & (
  | { readonly is: 'literal'; readonly value: Value }
  /** `of` is null for a variable, which is read from the root. */
  | { readonly is: 'field'; readonly of: Term | null; readonly field: Field }
  | { readonly is: 'has'; readonly of: Term; readonly field: Field }
  | { readonly is: 'local'; readonly slot: number; readonly name: string }
  | { readonly is: 'call'; readonly operator: Operator; readonly args: readonly Term[]; readonly clock?: ClockTest }
  | { readonly is: 'list'; readonly items: readonly Term[] }
  | { readonly is: 'choice'; readonly when: Term; readonly then: Term; readonly otherwise: Term }
  | { readonly is: 'macro'; readonly macro: Macro; readonly over: Term; readonly slot: number; readonly body: Term }
)

/**
 * A comparison with the clock, solved for it: `now <comparison> (sum of plus − sum of minus)`,
 * in milliseconds. Neither sum contains `now`.
 */
export interface ClockTest {
  readonly comparison: Comparison
  readonly plus: readonly Term[]
  readonly minus: readonly Term[]
}

export interface Warning {
  readonly at: Position
  readonly detail: string
}

/** An expression that means something in its environment and answers yes or no. */
export interface CheckedExpression {
  readonly text: string
  readonly root: Term
  readonly environment: Environment
  readonly warnings: readonly Warning[]
  /** Steps of evaluation at most, lists taken as `LIMITS.assumedListLength` long. */
  readonly cost: number
}

export function partsOf(term: Term): readonly Term[] {
  switch (term.is) {
    case 'literal':
    case 'local':
      return []
    case 'field':
      return term.of === null ? [] : [term.of]
    case 'has':
      return [term.of]
    case 'call':
      return term.args
    case 'list':
      return term.items
    case 'choice':
      return [term.when, term.then, term.otherwise]
    case 'macro':
      return [term.over, term.body]
  }
}
