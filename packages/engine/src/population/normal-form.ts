import { type Field, partsOf, type Term, usesOf, type Value } from '../expression/index.ts'

/** `wanted: true` asks whether the term is true, `false` whether it is false. Unknown is neither. */
export interface Literal {
  readonly term: Term
  readonly wanted: boolean
  /** Columns it depends on. */
  readonly columns: readonly string[]
}

/** All of these hold. */
export type Clause = readonly Literal[]

/** More alternatives than this cost more than evaluating the rule as it stands. */
const MOST_CLAUSES = 32

/**
 * A condition as alternatives of tests, each over as few columns as possible: it is true exactly if all tests
 * of one alternative hold. CEL's `&&`, `||` and `!` are Kleene's logic over true, false and unknown, so negation
 * moves inwards until it asks a test for "is false", and unknown satisfies nothing on the way.
 */
export function alternativesOf(root: Term): readonly Clause[] {
  return alternatives(root, true) ?? [[literal(root, true)]]
}

function alternatives(term: Term, wanted: boolean): readonly Clause[] | null {
  const whole = literal(term, wanted)
  if (whole.columns.length <= 1) return [[whole]]
  if (term.is === 'choice')
    return anyOf([
      allOf([alternatives(term.when, true), alternatives(term.then, wanted)]),
      allOf([alternatives(term.when, false), alternatives(term.otherwise, wanted)]),
    ])
  if (term.is !== 'call') return [[whole]]
  if (term.operator === 'not') return alternatives(term.args[0]!, !wanted)
  if (term.operator !== 'and' && term.operator !== 'or') return [[whole]]
  const parts = term.args.map((arg) => alternatives(arg, wanted))
  return (term.operator === 'and') === wanted ? allOf(parts) : anyOf(parts)
}

function anyOf(parts: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  const clauses: Clause[] = []
  for (const part of parts) {
    if (part === null || clauses.length + part.length > MOST_CLAUSES) return null
    clauses.push(...part)
  }
  return clauses
}

function allOf(parts: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  let clauses: readonly Clause[] = [[]]
  for (const part of parts) {
    if (part === null || clauses.length * part.length > MOST_CLAUSES) return null
    clauses = clauses.flatMap((clause) => part.map((more) => [...clause, ...more]))
  }
  return clauses
}

function literal(term: Term, wanted: boolean): Literal {
  const { attributes, devices } = usesOf(term)
  const columns = attributes.map((name) => `identity.${name}`)
  return { term, wanted, columns: devices ? [...columns, 'devices'] : columns }
}

/** The values that pass a test of the form `identity.x == "value"` or `identity.x in [values]`; null for any other. */
export function namedValues({
  term,
  wanted,
}: Literal): { readonly field: Field; readonly values: readonly Value[] } | null {
  if (!wanted || term.is !== 'call' || (term.operator !== 'equal' && term.operator !== 'in')) return null
  const [tested, named] = term.args
  // Without an owner it is a variable: `now == …` is no test of an attribute.
  if (tested?.is !== 'field' || tested.of === null || tested.type.is === 'list' || named === undefined) return null
  const listed = term.operator === 'equal' ? [named] : named.is === 'list' ? named.items : []
  const values = listed.flatMap((one) => (one.is === 'literal' ? [one.value] : []))
  return values.length === listed.length && values.length > 0 ? { field: tested.field, values } : null
}

/** The same text for terms that mean the same, wherever they stand. */
export function keyOf(term: Term): string {
  const own = (): unknown => {
    switch (term.is) {
      case 'literal':
        return term.value
      case 'field':
      case 'has':
        return term.field.name
      case 'local':
        return term.slot
      case 'call':
        return term.operator
      case 'macro':
        return term.macro
      default:
        return null
    }
  }
  return `${term.is}:${JSON.stringify(own())}(${partsOf(term).map(keyOf).join()})`
}
