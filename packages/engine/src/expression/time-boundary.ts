import type { Instant } from '@remit/kernel'
import { compileTerm } from './compile.ts'
import type { RuleFacts, RuleScope, Value } from './environment.ts'
import type { Scope } from './scope.ts'
import { type CheckedExpression, type ClockTest, partsOf, type Term } from './term.ts'

/**
 * The next instant after `now` at which the passing of time alone may change the answer, or null if it never does.
 * It is the next change of any comparison with the clock, so the answer as a whole may well stay what it is.
 */
export function nextTimeBoundary(checked: CheckedExpression, facts: RuleFacts, now: Instant): Instant | null {
  const root: RuleScope = { identity: facts, now }
  const scope: Scope = { root, locals: [] }
  let next = Number.POSITIVE_INFINITY
  visit(checked.root)
  return Number.isFinite(next) ? (next as Instant) : null

  function visit(term: Term): void {
    if (term.is === 'call' && term.clock !== undefined)
      for (const change of changesOf(term.clock, scope)) if (change > now && change < next) next = change
    if (term.is !== 'macro') {
      for (const part of partsOf(term)) visit(part)
      return
    }
    visit(term.over)
    const list = compileTerm(term.over)(scope) as readonly Value[] | undefined
    for (const element of list ?? []) {
      scope.locals[term.slot] = element
      visit(term.body)
    }
  }
}

/** The instants at which `now` crosses the boundary: before it, at it and after it may all differ. */
function changesOf({ comparison, plus, minus }: ClockTest, scope: Scope): readonly number[] {
  let boundary = 0
  for (const [sign, terms] of [
    [1, plus],
    [-1, minus],
  ] as const)
    for (const term of terms) {
      const value = compileTerm(term)(scope)
      if (value === undefined) return []
      boundary += sign * (value as number)
    }
  switch (comparison) {
    case 'less':
    case 'at-least':
      return [boundary]
    case 'at-most':
    case 'greater':
      return [boundary + 1]
    case 'equal':
    case 'unequal':
      return [boundary, boundary + 1]
  }
}
