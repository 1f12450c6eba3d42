import type { Instant } from '@remit/kernel'
import { type Bitmap, bitmapOf } from '../bitmap/index.ts'
import { compileTerm, type RuleScope, type Scope, type Term } from '../expression/index.ts'
import { type Column, standIn } from './column.ts'
import { keyOf, type Literal } from './normal-form.ts'

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
    const evaluate = compileTerm(term)
    const codes: number[] = []
    for (let code = 0; code < column.values.length; code++) {
      column.place(this.#facts, column.values[code])
      if (evaluate(this.#scope) === wanted) codes.push(code)
    }
    column.place(this.#facts, undefined)
    return codes
  }
}

export function truthOf(column: Column, codes: readonly number[]): Truth {
  return { column, codes, weight: codes.reduce((sum, code) => sum + column.counts[code]!, 0) }
}

/** `field == "value"` and `field in [values]` name the values that pass: nothing to evaluate. */
function codesNamed({ term, wanted }: Literal, column: Column): number[] | null {
  if (!wanted || term.is !== 'call' || (term.operator !== 'equal' && term.operator !== 'in')) return null
  const [field, named] = term.args
  if (field?.is !== 'field' || field.type.is === 'list' || named === undefined) return null
  const values = term.operator === 'equal' ? [named] : named.is === 'list' ? named.items : null
  if (values === null || !values.every(isLiteral)) return null
  const codes = new Set(values.map((one) => column.knownCodeOf(one.value)).filter((code) => code > 0))
  return [...codes].sort((a, b) => a - b)
}

const isLiteral = (term: Term): term is Term & { readonly is: 'literal' } => term.is === 'literal'
