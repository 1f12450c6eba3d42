import { checkCall } from './check-call.ts'
import { CLOCK_ADVICE, isLoose } from './clock.ts'
import { costOf } from './cost.ts'
import { describeType, type Environment, type Field, sameType, type ValueType } from './environment.ts'
import { LIMITS } from './limits.ts'
import { type ExpressionResult, type Problem, refuseExpression } from './refusal.ts'
import type { Report } from './report.ts'
import { suggest } from './suggestion.ts'
import { type ParsedExpression, positionOf, type Syntax } from './syntax.ts'
import type { CheckedExpression, Term, Warning } from './term.ts'

interface Local {
  readonly name: string
  readonly type: ValueType
}

/**
 * Resolves every name, gives every part its type and bounds the cost, or says everything that is wrong.
 * Accepted means: yields a bool, costs at most `LIMITS.cost`, and every use of `now` has a known next change.
 */
export function checkExpression(
  parsed: ParsedExpression,
  environment: Environment,
): ExpressionResult<CheckedExpression> {
  const problems: Problem[] = []
  const warnings: Warning[] = []
  const report: Report = {
    problem(refusal, at, detail) {
      problems.push({ refusal, at: positionOf(parsed.text, at), detail })
      return { is: 'literal', at, type: { is: 'any' }, value: false }
    },
    warn: (at, detail) => warnings.push({ at: positionOf(parsed.text, at), detail }),
  }

  const root = check(parsed.root, [])
  if (problems.length === 0 && root.type.is !== 'bool')
    report.problem(
      'expression.type',
      root.at,
      `The expression yields ${describeType(root.type)}; it must be true or false.`,
    )
  const cost = costOf(root)
  if (problems.length === 0 && cost > LIMITS.cost)
    report.problem(
      'expression.too-costly',
      0,
      `It may take ${cost} steps; ${LIMITS.cost} are allowed. Nested macros multiply.`,
    )

  const [first, ...more] = problems
  if (first !== undefined) return refuseExpression(first, ...more)
  return { ok: true, value: { text: parsed.text, root, environment, warnings, cost } }

  function check(syntax: Syntax, locals: readonly Local[]): Term {
    const { at } = syntax
    switch (syntax.is) {
      case 'literal':
        return { is: 'literal', at, type: { is: syntax.type }, value: syntax.value }
      case 'name':
        return resolve(syntax.name, at, locals)
      case 'select': {
        const of = check(syntax.of, locals)
        const field = fieldOf(of, syntax.field, at)
        return 'read' in field ? { is: 'field', at, type: field.type, of, field } : field
      }
      case 'has': {
        const of = check(syntax.of, locals)
        const field = fieldOf(of, syntax.field, at)
        return 'read' in field ? { is: 'has', at, type: { is: 'bool' }, of, field } : field
      }
      case 'list':
        return checkList(
          at,
          syntax.items.map((item) => check(item, locals)),
        )
      case 'macro':
        return checkMacro(syntax, locals)
      case 'call': {
        const parts = syntax.target === null ? syntax.args : [syntax.target, ...syntax.args]
        return checkCall(
          syntax,
          parts.map((part) => check(part, locals)),
          report,
        )
      }
    }
  }

  function resolve(name: string, at: number, locals: readonly Local[]): Term {
    const slot = locals.findLastIndex((local) => local.name === name)
    const local = locals[slot]
    if (local !== undefined) return { is: 'local', at, type: local.type, slot, name }
    const variable = environment.variables.get(name)
    if (variable !== undefined) return { is: 'field', at, type: variable.type, of: null, field: variable }
    const known = [...locals.map((one) => one.name), ...environment.variables.keys()]
    return report.problem('expression.unknown-name', at, `no variable "${name}". ${suggest(name, known)}`)
  }

  function fieldOf(of: Term, name: string, at: number): Field | Term {
    if (of.type.is === 'any') return of
    if (of.type.is !== 'object')
      return report.problem('expression.type', at, `${describeType(of.type)} has no attributes, so no "${name}".`)
    return (
      of.type.fields.get(name) ??
      report.problem(
        'expression.unknown-name',
        at,
        `no attribute "${name}" on ${of.type.name}. ${suggest(name, [...of.type.fields.keys()])}`,
      )
    )
  }

  function checkList(at: number, items: readonly Term[]): Term {
    const type = items.find((item) => item.type.is !== 'any')?.type ?? { is: 'any' }
    for (const item of items) {
      if (isLoose(item)) return refuseClock(item)
      if (item.type.is === 'object') return refuseObject(item)
      if (!sameType(item.type, type))
        return report.problem(
          'expression.type',
          item.at,
          `The list holds ${describeType(type)}; this is ${describeType(item.type)}.`,
        )
    }
    return { is: 'list', at, type: { is: 'list', of: type }, items }
  }

  function checkMacro(syntax: Syntax & { readonly is: 'macro' }, locals: readonly Local[]): Term {
    const { at, macro, local } = syntax
    const over = check(syntax.over, locals)
    if (over.type.is === 'any') return over
    if (over.type.is !== 'list')
      return report.problem('expression.type', over.at, `${macro} needs a list; this is ${describeType(over.type)}.`)
    if (environment.variables.has(local))
      return report.problem(
        'expression.unsupported',
        at,
        `"${local}" has a meaning already; choose another name for the element.`,
      )
    const body = check(syntax.body, [...locals, { name: local, type: over.type.of }])
    const slot = locals.length
    if (isLoose(body)) return refuseClock(body)
    if (macro === 'map' && body.type.is === 'object') return refuseObject(body)
    if (macro === 'map') return { is: 'macro', at, macro, over, slot, body, type: { is: 'list', of: body.type } }
    if (body.type.is !== 'bool' && body.type.is !== 'any')
      return report.problem(
        'expression.type',
        body.at,
        `${macro} needs a condition; this yields ${describeType(body.type)}.`,
      )
    return { is: 'macro', at, macro, over, slot, body, type: macro === 'filter' ? over.type : { is: 'bool' } }
  }

  // What an answer depends on is read off the tree: so an identity is only ever named directly.
  function refuseObject(term: Term): Term {
    return report.problem(
      'expression.type',
      term.at,
      `A list cannot be made of ${describeType(term.type)}: name its attributes.`,
    )
  }

  function refuseClock(term: Term): Term {
    return report.problem('expression.clock', term.at, CLOCK_ADVICE)
  }
}
