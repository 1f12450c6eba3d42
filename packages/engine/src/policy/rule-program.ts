import type { Instant } from '@remit/kernel'
import {
  type CheckedExpression,
  checkExpression,
  compileClosure,
  type Environment,
  nextTimeBoundary,
  type Position,
  parseExpression,
  type RuleClosure,
  type RuleFacts,
  uses,
} from '../expression/index.ts'

/** A rule in a form that can be asked. */
export interface RuleProgram {
  readonly checked: CheckedExpression
  /** `unknown` if something needed is missing; that is no match. */
  readonly matches: RuleClosure
  /** Whether the answer can change by the passing of time alone, for anybody. */
  readonly readsTheClock: boolean
  /** When it next may, after `now`; `null` if it never does. */
  readonly nextBoundary: (facts: RuleFacts, now: Instant) => Instant | null
}

/** What is wrong, or odd, in the text of a rule. */
export interface RuleProblem {
  readonly at: Position
  readonly detail: string
}

export type CompiledRule =
  | { readonly ok: true; readonly program: RuleProgram }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] }

export function compileRule(when: string, environment: Environment): CompiledRule {
  const parsed = parseExpression(when)
  if (!parsed.ok) return parsed
  const result = checkExpression(parsed.value, environment)
  if (!result.ok) return result
  const checked = result.value
  return {
    ok: true,
    program: {
      checked,
      matches: compileClosure(checked),
      readsTheClock: uses(checked).now,
      nextBoundary: (facts, now) => nextTimeBoundary(checked, facts, now),
    },
  }
}
