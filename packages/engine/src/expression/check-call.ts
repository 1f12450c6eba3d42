import { CLOCK_ADVICE, isLoose, solveForClock } from './clock.ts'
import { describeType, type ScalarType, sameType, type ValueType } from './environment.ts'
import { compilePattern } from './pattern.ts'
import type { Report } from './report.ts'
import { suggest } from './suggestion.ts'
import type { Syntax } from './syntax.ts'
import type { Comparison, Operator, Term } from './term.ts'
import { parseDuration, parseTimestamp } from './time-literal.ts'

type Call = Syntax & { readonly is: 'call' }
const BOOL: ValueType = { is: 'bool' }

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '_==_': 'equal',
  '_!=_': 'unequal',
  '_<_': 'less',
  '_<=_': 'at-most',
  '_>_': 'greater',
  '_>=_': 'at-least',
}

interface Method {
  readonly operator: Operator
  readonly args: readonly ScalarType[]
  readonly yields: ValueType
}

/** Methods of strings. */
const METHODS: Readonly<Record<string, Method>> = {
  startsWith: { operator: 'starts-with', args: ['string'], yields: BOOL },
  endsWith: { operator: 'ends-with', args: ['string'], yields: BOOL },
  contains: { operator: 'contains', args: ['string'], yields: BOOL },
  matches: { operator: 'matches', args: ['string'], yields: BOOL },
  lowerAscii: { operator: 'lower-ascii', args: [], yields: { is: 'string' } },
  upperAscii: { operator: 'upper-ascii', args: [], yields: { is: 'string' } },
}

const FUNCTIONS = [
  'has',
  'size',
  'timestamp',
  'duration',
  ...Object.keys(METHODS),
  'exists',
  'all',
  'exists_one',
  'filter',
  'map',
]

const SUMS: readonly (readonly [
  operator: 'add' | 'subtract',
  left: ScalarType,
  right: ScalarType,
  yields: ScalarType,
])[] = [
  ['add', 'int', 'int', 'int'],
  ['add', 'double', 'double', 'double'],
  ['add', 'string', 'string', 'string'],
  ['add', 'duration', 'duration', 'duration'],
  ['add', 'timestamp', 'duration', 'timestamp'],
  ['add', 'duration', 'timestamp', 'timestamp'],
  ['subtract', 'int', 'int', 'int'],
  ['subtract', 'double', 'double', 'double'],
  ['subtract', 'duration', 'duration', 'duration'],
  ['subtract', 'timestamp', 'duration', 'timestamp'],
  ['subtract', 'timestamp', 'timestamp', 'duration'],
]

/** The type of a call whose parts (receiver first) are checked already. */
export function checkCall(call: Call, parts: readonly Term[], report: Report): Term {
  const { at, name } = call
  const [first, second] = parts
  const comparison = COMPARISONS[name]
  if (comparison !== undefined) return checkComparison(at, comparison, first!, second!, report)
  if (name === '_+_' || name === '_-_')
    return checkSum(at, name === '_+_' ? 'add' : 'subtract', first!, second!, report)

  const loose = parts.find(isLoose)
  if (loose !== undefined) return report.problem('expression.clock', loose.at, CLOCK_ADVICE)

  switch (name) {
    case '_&&_':
    case '_||_':
    case '!_': {
      const wrong = parts.find((part) => !sameType(part.type, BOOL))
      if (wrong !== undefined)
        return report.problem(
          'expression.type',
          wrong.at,
          `A condition is needed here; this is ${describeType(wrong.type)}.`,
        )
      return {
        is: 'call',
        at,
        type: BOOL,
        operator: name === '_&&_' ? 'and' : name === '_||_' ? 'or' : 'not',
        args: parts,
      }
    }
    case '_?_:_':
      return checkChoice(at, parts as [Term, Term, Term], report)
    case '-_':
      if (first!.type.is === 'int' || first!.type.is === 'double')
        return { is: 'call', at, type: first!.type, operator: 'negate', args: parts }
      return first!.type.is === 'any'
        ? first!
        : report.problem(
            'expression.type',
            at,
            `A number is needed after the minus sign; this is ${describeType(first!.type)}.`,
          )
    case '@in':
      return checkIn(at, first!, second!, report)
    case 'size':
      if (parts.length === 1 && (first!.type.is === 'list' || first!.type.is === 'string'))
        return { is: 'call', at, type: { is: 'int' }, operator: 'size', args: parts }
      return report.problem('expression.type', at, 'size needs one list or string.')
    case 'timestamp':
    case 'duration':
      return checkTimeLiteral(at, name, parts, report)
    default:
      return checkMethod(call, parts, report)
  }
}

function checkComparison(at: number, operator: Comparison, left: Term, right: Term, report: Report): Term {
  const ordered = operator !== 'equal' && operator !== 'unequal'
  const term = { is: 'call', at, type: BOOL, operator, args: [left, right] } as const
  if (left.type.is === 'any' || right.type.is === 'any') return term
  if (!comparable(left.type, right.type))
    return report.problem(
      'expression.type',
      at,
      `${describeType(left.type)} cannot be compared with ${describeType(right.type)}.`,
    )
  if (ordered && ['bool', 'list'].includes(left.type.is))
    return report.problem(
      'expression.type',
      at,
      `${describeType(left.type)} has no order: only == and != are possible.`,
    )
  warnOfValue(left, right, report)
  warnOfValue(right, left, report)
  if (!isLoose(left) && !isLoose(right)) return term
  const clock = solveForClock(operator, left, right)
  return clock === null ? report.problem('expression.clock', at, CLOCK_ADVICE) : { ...term, clock }
}

const isNumber = (type: ValueType) => type.is === 'int' || type.is === 'double'

function comparable(left: ValueType, right: ValueType): boolean {
  if (left.is === 'object' || right.is === 'object') return false
  if (left.is === 'list' && right.is === 'list') return comparable(left.of, right.of)
  return sameType(left, right) || (isNumber(left) && isNumber(right))
}

/** A declared attribute compared with a text it never has. */
function warnOfValue(tested: Term, literal: Term, report: Report): void {
  const values = valuesOf(tested)
  if (values === undefined) return
  const literals = literal.is === 'list' ? literal.items : [literal]
  for (const one of literals)
    if (one.is === 'literal' && typeof one.value === 'string' && !values.includes(one.value))
      report.warn(
        one.at,
        `"${one.value}" is not a declared value of ${tested.is === 'field' ? tested.field.name : 'it'}. ${suggest(one.value, values)}`,
      )
}

const valuesOf = (term: Term): readonly string[] | undefined => (term.is === 'field' ? term.field.values : undefined)

function checkSum(at: number, operator: 'add' | 'subtract', left: Term, right: Term, report: Report): Term {
  if (left.type.is === 'any' || right.type.is === 'any') return left.type.is === 'any' ? left : right
  const found = SUMS.find(([op, l, r]) => op === operator && l === left.type.is && r === right.type.is)
  if (found === undefined)
    return report.problem(
      'expression.type',
      at,
      `${describeType(left.type)} ${operator === 'add' ? '+' : '-'} ${describeType(right.type)} is not possible.`,
    )
  return { is: 'call', at, type: { is: found[3] }, operator, args: [left, right] }
}

function checkChoice(at: number, [when, then, otherwise]: readonly [Term, Term, Term], report: Report): Term {
  if (!sameType(when.type, BOOL))
    return report.problem(
      'expression.type',
      when.at,
      `A condition is needed before "?"; this is ${describeType(when.type)}.`,
    )
  if (then.type.is === 'object' || otherwise.type.is === 'object')
    return report.problem('expression.type', at, 'An outcome must be a plain value: name an attribute.')
  if (!sameType(then.type, otherwise.type))
    return report.problem(
      'expression.type',
      at,
      `Both outcomes must be of one type: here ${describeType(then.type)} and ${describeType(otherwise.type)}.`,
    )
  return { is: 'choice', at, type: then.type.is === 'any' ? otherwise.type : then.type, when, then, otherwise }
}

function checkIn(at: number, item: Term, list: Term, report: Report): Term {
  if (item.type.is === 'any' || list.type.is === 'any')
    return { is: 'call', at, type: BOOL, operator: 'in', args: [item, list] }
  if (list.type.is !== 'list')
    return report.problem(
      'expression.type',
      list.at,
      `"in" needs a list on its right; this is ${describeType(list.type)}.`,
    )
  if (!comparable(item.type, list.type.of))
    return report.problem(
      'expression.type',
      at,
      `A list of ${describeType(list.type.of)} cannot hold ${describeType(item.type)}.`,
    )
  warnOfValue(item, list, report)
  warnOfValue(list, item, report)
  return { is: 'call', at, type: BOOL, operator: 'in', args: [item, list] }
}

function checkTimeLiteral(at: number, name: 'timestamp' | 'duration', parts: readonly Term[], report: Report): Term {
  const [text] = parts
  const value =
    parts.length === 1 && text?.is === 'literal' && typeof text.value === 'string'
      ? name === 'timestamp'
        ? parseTimestamp(text.value)
        : parseDuration(text.value)
      : null
  if (value !== null) return { is: 'literal', at, type: { is: name }, value }
  const example = name === 'timestamp' ? 'timestamp("2026-01-31T00:00:00Z")' : 'duration("36h"), of h, m, s and ms'
  return report.problem(
    'expression.type',
    at,
    `${name} needs a written-out text in whole milliseconds, such as ${example}.`,
  )
}

function checkMethod(call: Call, parts: readonly Term[], report: Report): Term {
  const { at, name } = call
  const method = call.target !== null && Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (method === undefined) {
    const shown = name.replaceAll('_', ' ').trim()
    return report.problem('expression.unsupported', at, `"${shown}" is not available here. ${suggest(name, FUNCTIONS)}`)
  }
  const wanted: readonly ScalarType[] = ['string', ...method.args]
  const wrong = parts.find((part, index) => part.type.is !== 'any' && part.type.is !== wanted[index])
  if (parts.length !== wanted.length || wrong !== undefined)
    return report.problem(
      'expression.type',
      wrong?.at ?? at,
      `${name} is a method of strings with ${method.args.length === 0 ? 'nothing' : 'one string'} in brackets.`,
    )
  if (method.operator === 'matches') {
    const pattern = parts[1]!
    if (pattern.is !== 'literal' || typeof pattern.value !== 'string')
      return report.problem('expression.pattern', pattern.at, 'matches needs a written-out regular expression.')
    const compiled = compilePattern(pattern.value)
    if ('wrong' in compiled) return report.problem('expression.pattern', pattern.at, compiled.wrong)
  }
  return { is: 'call', at, type: method.yields, operator: method.operator, args: parts }
}
