import type { Instant } from '@remit/kernel'
import { toIso } from '@remit/kernel'
import type { CheckedExpression, Operator, Term } from './term.ts'

export type ConditionValue = string | number | boolean | { readonly timestamp: string }
type One = readonly [ConditionValue]
type OneOrMore = readonly [ConditionValue, ...ConditionValue[]]

/** A test of one attribute, as a row of the console's condition builder. Several values mean any of them. */
export type Condition = { readonly attribute: string } & (
  | { readonly operator: 'is' | 'is-not' | 'at-least' | 'at-most'; readonly values: One }
  | {
      readonly operator: 'is-any-of' | 'is-none-of' | 'starts-with' | 'ends-with' | 'contains' | 'includes'
      readonly values: OneOrMore
    }
  | { readonly operator: 'is-set' | 'is-not-set'; readonly values: readonly [] }
)

/** The rows that mean the same as the text (none: everybody), or null if only the text can say it. */
export function toConditions({ root }: CheckedExpression): readonly Condition[] | null {
  if (root.is === 'literal') return root.value === true ? [] : null
  const links = argsOf(root, 'and') ?? [root]
  const conditions: Condition[] = []
  for (const link of links) {
    const condition = conditionOf(link)
    if (condition === null) return null
    conditions.push(condition)
  }
  return conditions
}

/**
 * The text of these rows, all of which must hold.
 * @throws RangeError if an attribute's name is none that CEL could name: the builder offers declared names only.
 */
export function fromConditions(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? 'true' : conditions.map(textOf).join(' && ')
}

type Call = Term & { readonly is: 'call' }

const argsOf = (term: Term, operator: Operator): readonly Term[] | null =>
  term.is === 'call' && term.operator === operator ? term.args : null

function conditionOf(term: Term): Condition | null {
  const alternatives = argsOf(term, 'or')
  if (alternatives !== null) return anyOf(alternatives.map(conditionOf))
  const denied = argsOf(term, 'not')
  if (denied !== null) return negated(denied[0]!)
  const attribute = attributeOf(term)
  if (attribute !== null) return { attribute, operator: 'is', values: [true] }
  if (term.is === 'has') {
    const tested = attributeOf({ ...term, is: 'field' })
    return tested === null ? null : { attribute: tested, operator: 'is-set', values: [] }
  }
  return term.is === 'call' ? (comparison(term) ?? comparison(flipped(term))) : null
}

function negated(inner: Term): Condition | null {
  const condition = conditionOf(inner)
  if (condition === null) return null
  const { attribute, operator, values } = condition
  if (operator === 'is-set') return { attribute, operator: 'is-not-set', values: [] }
  if (operator === 'is-any-of') return { attribute, operator: 'is-none-of', values }
  if (operator === 'is' && inner.is === 'field') return { attribute, operator: 'is', values: [false] }
  return null
}

const ANY_OF = {
  is: 'is-any-of',
  'is-any-of': 'is-any-of',
  'starts-with': 'starts-with',
  'ends-with': 'ends-with',
  contains: 'contains',
  includes: 'includes',
} as const

/** Alternatives over one attribute by one operator are one row with several values. */
function anyOf(parts: readonly (Condition | null)[]): Condition | null {
  const [first] = parts
  if (!first || !(first.operator in ANY_OF)) return null
  const operator = ANY_OF[first.operator as keyof typeof ANY_OF]
  const values: ConditionValue[] = []
  for (const part of parts) {
    const same = part?.attribute === first.attribute && ANY_OF[part.operator as keyof typeof ANY_OF] === operator
    if (!same) return null
    values.push(...part.values)
  }
  return { attribute: first.attribute, operator, values: values as unknown as OneOrMore }
}

const BY_OPERATOR: Partial<
  Record<Operator, 'is' | 'is-not' | 'at-least' | 'at-most' | 'starts-with' | 'ends-with' | 'contains'>
> = {
  equal: 'is',
  unequal: 'is-not',
  'at-least': 'at-least',
  'at-most': 'at-most',
  'starts-with': 'starts-with',
  'ends-with': 'ends-with',
  contains: 'contains',
}

function comparison(term: Call | null): Condition | null {
  const [left, right] = term?.args ?? []
  if (!term || !left || !right) return null
  const attribute = attributeOf(left)
  if (term.operator === 'in') {
    if (attribute === null) {
      const list = attributeOf(right)
      const value = literalOf(left)
      return list === null || value === null ? null : { attribute: list, operator: 'includes', values: [value] }
    }
    const values = right.is === 'list' ? right.items.map(literalOf) : []
    if (values.length === 0 || values.includes(null)) return null
    return { attribute, operator: 'is-any-of', values: values as unknown as OneOrMore }
  }
  const operator = BY_OPERATOR[term.operator]
  const value = literalOf(right)
  return attribute === null || operator === undefined || value === null
    ? null
    : { attribute, operator, values: [value] }
}

const MIRRORED: Partial<Record<Operator, Operator>> = {
  equal: 'equal',
  unequal: 'unequal',
  'at-least': 'at-most',
  'at-most': 'at-least',
}

/** `3 <= identity.level` says what `identity.level >= 3` says. */
function flipped(term: Call): Call | null {
  const operator = MIRRORED[term.operator]
  return operator === undefined ? null : { ...term, operator, args: term.args.toReversed() }
}

function attributeOf(term: Term): string | null {
  if (term.is !== 'field' || term.of === null) return null
  return term.of.is === 'field' && term.of.of === null && term.of.field.name === 'identity' ? term.field.name : null
}

function literalOf(term: Term): ConditionValue | null {
  if (term.is !== 'literal') return null
  if (term.type.is === 'timestamp') return { timestamp: toIso(term.value as Instant) }
  return term.type.is === 'duration' ? null : (term.value as ConditionValue)
}

function textOf({ attribute, operator, values }: Condition): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(attribute)) throw new RangeError(`no attribute can be called ${attribute}`)
  const name = `identity.${attribute}`
  const texts = values.map(literalText)
  const each = (text: (value: string) => string): string => {
    const alternatives = texts.map(text)
    return alternatives.length === 1 ? alternatives[0]! : `(${alternatives.join(' || ')})`
  }
  switch (operator) {
    case 'is':
      return `${name} == ${texts[0]}`
    case 'is-not':
      return `${name} != ${texts[0]}`
    case 'at-least':
      return `${name} >= ${texts[0]}`
    case 'at-most':
      return `${name} <= ${texts[0]}`
    case 'is-any-of':
      return `${name} in [${texts.join(', ')}]`
    case 'is-none-of':
      return `!(${name} in [${texts.join(', ')}])`
    case 'starts-with':
      return each((value) => `${name}.startsWith(${value})`)
    case 'ends-with':
      return each((value) => `${name}.endsWith(${value})`)
    case 'contains':
      return each((value) => `${name}.contains(${value})`)
    case 'includes':
      return each((value) => `${value} in ${name}`)
    case 'is-set':
      return `has(${name})`
    case 'is-not-set':
      return `!has(${name})`
  }
}

const literalText = (value: ConditionValue): string =>
  typeof value === 'object' ? `timestamp(${JSON.stringify(value.timestamp)})` : JSON.stringify(value)
