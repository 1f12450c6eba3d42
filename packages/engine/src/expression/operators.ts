import type { Value, ValueType } from './environment.ts'
import { compilePattern } from './pattern.ts'
import type { Evaluate } from './scope.ts'
import type { Operator, Term } from './term.ts'
import { EARLIEST, LATEST, LONGEST } from './time-literal.ts'

type Compile = (term: Term) => Evaluate

/** The checker has settled the types, so a value that is there is of the kind its operator needs. */
export function compileOperator(operator: Operator, args: readonly Term[], compile: Compile): Evaluate {
  switch (operator) {
    case 'and':
      return settledChain(false, args.map(compile))
    case 'or':
      return settledChain(true, args.map(compile))
    case 'equal':
    case 'unequal':
      return equality(operator === 'equal', args[0]!, args[1]!, compile)
    case 'in':
      return membership(args[0]!, args[1]!, compile)
    case 'matches':
      return matching(args[0]!, args[1]!, compile)
    case 'not':
      return unary(compile(args[0]!), (value) => value !== true)
    case 'negate':
      return unary(compile(args[0]!), (value) => -(value as number))
    case 'size':
      return unary(compile(args[0]!), sizeOf)
    case 'lower-ascii':
      return unary(compile(args[0]!), (text) => (text as string).replace(/[A-Z]+/g, (part) => part.toLowerCase()))
    case 'upper-ascii':
      return unary(compile(args[0]!), (text) => (text as string).replace(/[a-z]+/g, (part) => part.toUpperCase()))
    case 'less':
      return binary(args, compile, (left, right) => left < right)
    case 'at-most':
      return binary(args, compile, (left, right) => left <= right)
    case 'greater':
      return binary(args, compile, (left, right) => left > right)
    case 'at-least':
      return binary(args, compile, (left, right) => left >= right)
    case 'starts-with':
      return binary(args, compile, (text, part) => (text as string).startsWith(part as string))
    case 'ends-with':
      return binary(args, compile, (text, part) => (text as string).endsWith(part as string))
    case 'contains':
      return binary(args, compile, (text, part) => (text as string).includes(part as string))
    case 'add':
    case 'subtract':
      return arithmetic(operator, args, compile)
  }
}

/** CEL's && and ||: commutative; one settling operand outweighs every error. */
function settledChain(settling: boolean, links: readonly Evaluate[]): Evaluate {
  const [first, second] = links
  if (links.length === 2 && first !== undefined && second !== undefined)
    return (scope) => {
      const left = first(scope)
      if (left === settling) return settling
      const right = second(scope)
      if (right === settling) return settling
      return left === undefined || right === undefined ? undefined : !settling
    }
  return (scope) => {
    let untold = false
    for (const link of links) {
      const value = link(scope)
      if (value === settling) return settling
      if (value === undefined) untold = true
    }
    return untold ? undefined : !settling
  }
}

function unary(arg: Evaluate, apply: (value: Value) => Value): Evaluate {
  return (scope) => {
    const value = arg(scope)
    return value === undefined ? undefined : apply(value)
  }
}

function binary(
  args: readonly Term[],
  compile: Compile,
  apply: (left: Value, right: Value) => Value | undefined,
): Evaluate {
  const left = compile(args[0]!)
  const right = compile(args[1]!)
  return (scope) => {
    const a = left(scope)
    if (a === undefined) return undefined
    const b = right(scope)
    return b === undefined ? undefined : apply(a, b)
  }
}

function equality(wanted: boolean, left: Term, right: Term, compile: Compile): Evaluate {
  if (right.is === 'literal') {
    const { value } = right
    return unary(compile(left), (found) => (found === value) === wanted)
  }
  return binary([left, right], compile, (a, b) => same(a, b) === wanted)
}

function same(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item as Value, b[index] as Value))
  return a === b
}

function membership(item: Term, list: Term, compile: Compile): Evaluate {
  if (list.is === 'list' && item.type.is !== 'list' && list.items.every((one) => one.is === 'literal')) {
    const literals = new Set(list.items.map((one) => (one.is === 'literal' ? one.value : undefined)))
    return unary(compile(item), (found) => literals.has(found))
  }
  return binary([item, list], compile, (found, values) => (values as readonly Value[]).some((one) => same(one, found)))
}

function matching(text: Term, pattern: Term, compile: Compile): Evaluate {
  const compiled = compilePattern((pattern as Term & { is: 'literal' }).value as string)
  if ('wrong' in compiled) throw new Error(`a pattern the checker accepted does not compile: ${compiled.wrong}`)
  return unary(compile(text), (found) => compiled.test(found as string))
}

/** Strings are as long as they have code points, as CEL says. */
function sizeOf(value: Value): number {
  if (typeof value !== 'string') return (value as readonly Value[]).length
  let size = 0
  for (const _ of value) size++
  return size
}

function arithmetic(operator: 'add' | 'subtract', args: readonly Term[], compile: Compile): Evaluate {
  const [left, right] = args.map((arg) => arg.type) as [ValueType, ValueType]
  if (left.is === 'string') return binary(args, compile, (a, b) => (a as string) + (b as string))
  const sign = operator === 'add' ? 1 : -1
  const inRange = rangeOf(left, right, operator)
  return binary(args, compile, (a, b) => {
    const result = (a as number) + sign * (b as number)
    return inRange(result) ? result : undefined
  })
}

function rangeOf(left: ValueType, right: ValueType, operator: 'add' | 'subtract'): (result: number) => boolean {
  if (left.is === 'int') return Number.isSafeInteger
  if (left.is === 'double') return () => true
  const yieldsTimestamp = operator === 'add' ? left.is !== right.is : right.is === 'duration' && left.is === 'timestamp'
  return yieldsTimestamp ? (result) => result >= EARLIEST && result <= LATEST : (result) => Math.abs(result) <= LONGEST
}
