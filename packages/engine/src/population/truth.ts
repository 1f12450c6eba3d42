import type { Instant } from '@remit/kernel'
import { type Bitmap, bitmapOf } from '../bitmap/index.ts'
import { compileTerm, LIMITS, type RuleScope, type Scope, type Term, type Value } from '../expression/index.ts'
import { type Column, standIn } from './column.ts'
import { keyOf, type Literal, namedValues } from './normal-form.ts'

/** Which values of a column pass a test: asked once for each value, not for each identity. */
export interface Truth {
  readonly column: Column
  /** Ascending. */
  readonly codes: readonly number[]
  /** How many identities pass. */
  readonly weight: number
}

/** Evaluates tests at `now`, each only once however many rules contain it. */
export class TruthTables {
  readonly #root: RuleScope
  readonly #scope: Scope
  readonly #facts = standIn()
  readonly #known = new Map<string, Truth>()
  readonly #bitmaps = new Map<Truth, Bitmap>()

  constructor(now: Instant) {
    this.#root = { identity: this.#facts, now }
    this.#scope = { root: this.#root, locals: [] }
  }

  /** For a test that looks at no column. */
  holds({ term, wanted }: Literal): boolean {
    return compileTerm(term)(this.#scope) === wanted
  }

  /** For a test that looks at this column only. */
  of(literal: Literal, column: Column): Truth {
    const key = `${literal.wanted} ${keyOf(literal.term)}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const codes = codesNamed(literal, column) ?? this.#codesThatPass(literal, column)
    const truth = truthOf(column, codes)
    this.#known.set(key, truth)
    return truth
  }

  bitmap(truth: Truth): Bitmap {
    const made = this.#bitmaps.get(truth)
    if (made !== undefined) return made
    const bitmap = bitmapOf(truth.column.values.length, truth.codes)
    this.#bitmaps.set(truth, bitmap)
    return bitmap
  }

  #codesThatPass({ term, wanted }: Literal, column: Column): number[] {
    const inSlot = withValueInSlot(term, column)
    const evaluate = compileTerm(inSlot ?? term)
    const { locals } = this.#scope
    const codes: number[] = []
    for (let code = 0; code < column.values.length; code++) {
      const value = column.values[code]
      if (inSlot === null) column.place(this.#facts, value)
      else locals[VALUE_SLOT] = value as Value
      if (evaluate(this.#scope) === wanted) codes.push(code)
    }
    column.place(this.#facts, undefined)
    return codes
  }
}

/** Beyond the slots that nested macros can use. */
const VALUE_SLOT = LIMITS.depth + 1

/**
 * The test of an attribute as a test of a value that is at hand, which saves finding it in the facts for each of
 * perhaps a million values; null where the term asks more of the attribute than its value.
 */
function withValueInSlot(term: Term, column: Column): Term | null {
  if (term.is === 'field')
    return `identity.${term.field.name}` === column.name && term.of?.is === 'field'
      ? { is: 'local', at: term.at, type: term.type, slot: VALUE_SLOT, name: column.name }
      : null
  if (term.is === 'literal') return term
  if (term.is !== 'call') return null
  const args = term.args.map((arg) => withValueInSlot(arg, column))
  return args.includes(null) ? null : { ...term, args: args as Term[] }
}

/** A dictionary so small that asking all of it costs nothing. */
const SMALL_DICTIONARY = 4096

/** Whether the truth of a test is had for less than asking it of `candidates` identities. */
export function isWorthATable(literal: Literal, column: Column, candidates: number): boolean {
  return column.values.length <= Math.max(SMALL_DICTIONARY, candidates) || codesNamed(literal, column) !== null
}

export function truthOf(column: Column, codes: readonly number[]): Truth {
  return { column, codes, weight: codes.reduce((sum, code) => sum + column.counts[code]!, 0) }
}

/** Named values pass without asking. */
function codesNamed(literal: Literal, column: Column): number[] | null {
  const named = namedValues(literal)
  if (named === null) return null
  const codes = new Set(named.values.map(column.knownCodeOf).filter((code) => code > 0))
  return [...codes].sort((a, b) => a - b)
}
