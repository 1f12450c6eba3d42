import type { Instant } from '@remit/kernel'
import type { RuleFacts, RuleScope, Value } from './environment.ts'
import { LIMITS } from './limits.ts'
import { compileOperator } from './operators.ts'
import type { Evaluate, Scope } from './scope.ts'
import type { CheckedExpression, Term } from './term.ts'

/** `unknown`: something needed was missing or out of range. It never matches, negated or not. */
export type Verdict = boolean | 'unknown'

export type RuleClosure = (facts: RuleFacts, now: Instant) => Verdict

/** A closure over the facts of one identity. It is not to be entered twice at once. */
export function compileClosure({ root }: CheckedExpression): RuleClosure {
  const evaluate = compileTerm(root)
  const rule: RuleScope = { identity: NOBODY, now: 0 as Instant }
  const scope: Scope = { root: rule, locals: [] }
  return (facts, now) => {
    rule.identity = facts
    rule.now = now
    const value = evaluate(scope)
    rule.identity = NOBODY
    return typeof value === 'boolean' ? value : 'unknown'
  }
}

const NOBODY: RuleFacts = {
  type: 'employee',
  state: 'left',
  attributes: {},
  manager: null,
  start: null,
  end: null,
  devices: [],
}

export function compileTerm(term: Term): Evaluate {
  switch (term.is) {
    case 'literal': {
      const { value } = term
      return () => value
    }
    case 'local': {
      const { slot } = term
      return (scope) => scope.locals[slot]
    }
    case 'field': {
      const { read } = term.field
      if (term.of === null) return (scope) => read(scope.root)
      const of = compileTerm(term.of)
      return (scope) => {
        const owner = of(scope)
        return owner === undefined ? undefined : read(owner as object)
      }
    }
    case 'has': {
      const of = compileTerm(term.of)
      const { read } = term.field
      return (scope) => {
        const owner = of(scope)
        return owner === undefined ? undefined : read(owner as object) !== undefined
      }
    }
    case 'list':
      return compileList(term.items.map(compileTerm))
    case 'choice': {
      const when = compileTerm(term.when)
      const then = compileTerm(term.then)
      const otherwise = compileTerm(term.otherwise)
      return (scope) => {
        const chosen = when(scope)
        return chosen === undefined ? undefined : chosen ? then(scope) : otherwise(scope)
      }
    }
    case 'call':
      return compileOperator(term.operator, term.args, compileTerm)
    case 'macro':
      return compileMacro(term)
  }
}

function compileList(items: readonly Evaluate[]): Evaluate {
  return (scope) => {
    const values: Value[] = []
    for (const item of items) {
      const value = item(scope)
      if (value === undefined) return undefined
      values.push(value)
    }
    return values
  }
}

function compileMacro(term: Term & { readonly is: 'macro' }): Evaluate {
  const over = compileTerm(term.over)
  const body = compileTerm(term.body)
  const fold = FOLDS[term.macro]
  return (scope) => {
    const list = over(scope) as readonly Value[] | undefined
    if (list === undefined || list.length > LIMITS.listLength) return undefined
    return fold(list, (element) => {
      scope.locals[term.slot] = element
      return body(scope)
    })
  }
}

type Fold = (list: readonly Value[], body: (element: Value) => Value | undefined) => Value | undefined

const FOLDS: Readonly<Record<(Term & { is: 'macro' })['macro'], Fold>> = {
  // `exists` is a chain of ||, `all` one of &&: an error is outweighed by an element that settles it.
  exists: (list, body) => settledBy(true, list, body),
  all: (list, body) => settledBy(false, list, body),
  exists_one(list, body) {
    let found = 0
    for (const element of list) {
      const value = body(element)
      if (value === undefined) return undefined
      if (value === true) found++
    }
    return found === 1
  },
  filter(list, body) {
    const kept: Value[] = []
    for (const element of list) {
      const value = body(element)
      if (value === undefined) return undefined
      if (value === true) kept.push(element)
    }
    return kept
  },
  map(list, body) {
    const mapped: Value[] = []
    for (const element of list) {
      const value = body(element)
      if (value === undefined) return undefined
      mapped.push(value)
    }
    return mapped
  },
}

function settledBy(settling: boolean, list: readonly Value[], body: (element: Value) => Value | undefined) {
  let untold = false
  for (const element of list) {
    const value = body(element)
    if (value === settling) return settling
    if (value === undefined) untold = true
  }
  return untold ? undefined : !settling
}
