import type { Instant } from '@remit/kernel'
import { type CheckedExpression, compileTerm, type Evaluate } from '../expression/index.ts'
import type { Column } from './column.ts'
import { alternativesOf, type Clause, type Literal } from './normal-form.ts'
import type { Population } from './population.ts'
import { isWorthATable, type Truth, TruthTables, truthOf } from './truth.ts'

export interface RuleToMatch {
  readonly ordinal: number
  readonly checked: CheckedExpression
}

/** A test of several columns at once, evaluated identity by identity. */
export interface OpaqueTest {
  readonly evaluate: Evaluate
  readonly wanted: boolean
  readonly columns: readonly Column[]
}

/** One alternative of one rule. */
export interface PlannedClause {
  readonly rule: number
  /** At most one for each column; the key is not among them. */
  readonly truths: readonly Truth[]
  readonly opaque: readonly OpaqueTest[]
}

/** Clauses that are tried only on the identities with certain values of the key column; null: on everybody. */
export interface Partition {
  readonly key: Column | null
  /** By code of the key (of everybody: one entry). */
  readonly clauses: ReadonlyMap<number, readonly PlannedClause[]>
}

export interface MatchPlan {
  readonly partitions: readonly Partition[]
  readonly tables: TruthTables
}

/** A key that passes more values than this would put its clause into too many groups. */
const MOST_KEY_VALUES = 512

/** Sorts the alternatives of all rules by the column that narrows each of them most. */
export function planMatch(population: Population, rules: readonly RuleToMatch[], now: Instant): MatchPlan {
  const columns = new Map(population.columns.map((column) => [column.name, column]))
  const tables = new TruthTables(now)
  const partitions = new Map<Column | null, Map<number, PlannedClause[]>>()

  for (const { ordinal, checked } of rules)
    for (const clause of alternativesOf(checked.root)) {
      const tests = testsOf(clause, columns, tables)
      if (tests === null) continue
      const key = mostSelective(tests.truths)
      const planned = { rule: ordinal, truths: tests.truths.filter((truth) => truth !== key), opaque: tests.opaque }
      const byCode = entryOf(partitions, key?.column ?? null, () => new Map<number, PlannedClause[]>())
      for (const code of key?.codes ?? [0]) entryOf(byCode, code, () => []).push(planned)
    }
  return { partitions: [...partitions].map(([key, clauses]) => ({ key, clauses })), tables }
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** One truth for each column and the opaque rest, or null if nobody can satisfy the clause. */
function testsOf(clause: Clause, columns: ReadonlyMap<string, Column>, tables: TruthTables) {
  const truths = new Map<Column, Truth>()
  const opaque: OpaqueTest[] = []
  const askTable = (literal: Literal, column: Column): void => {
    const truth = tables.of(literal, column)
    const before = truths.get(column)
    truths.set(column, before === undefined ? truth : bothOf(before, truth))
  }

  const costly: Literal[] = []
  for (const literal of clause) {
    const [column, ...more] = literal.columns.map((name) => columns.get(name)!)
    if (column === undefined) {
      if (!tables.holds(literal)) return null
    } else if (more.length === 0 && isWorthATable(literal, column, 0)) askTable(literal, column)
    else costly.push(literal)
  }
  // What the cheap tests leave over is asked one by one, if that is less than a column has values.
  const candidates = mostSelective([...truths.values()])?.weight ?? Number.POSITIVE_INFINITY
  for (const literal of costly) {
    const tested = literal.columns.map((name) => columns.get(name)!)
    const [column] = tested
    if (tested.length === 1 && column !== undefined && isWorthATable(literal, column, candidates))
      askTable(literal, column)
    else opaque.push({ evaluate: compileTerm(literal.term), wanted: literal.wanted, columns: tested })
  }
  const found = [...truths.values()]
  return found.some((truth) => truth.weight === 0) ? null : { truths: found, opaque }
}

function bothOf(a: Truth, b: Truth): Truth {
  const codes = new Set(b.codes)
  return truthOf(
    a.column,
    a.codes.filter((code) => codes.has(code)),
  )
}

function mostSelective(truths: readonly Truth[]): Truth | null {
  let best: Truth | null = null
  for (const truth of truths)
    if (truth.codes.length <= MOST_KEY_VALUES && (best === null || truth.weight < best.weight)) best = truth
  return best
}
