import type { Bitmap } from '../bitmap/index.ts'
import type { Column } from './column.ts'
import type { MatchPlan, OpaqueTest, Partition, PlannedClause } from './match-plan.ts'
import type { Truth, TruthTables } from './truth.ts'

/** A dictionary may have this many values for each clause that tests it, to be worth a table of masks. */
const VALUES_PER_CLAUSE = 64
const SMALL_DICTIONARY = 512

/**
 * Up to 32 clauses side by side, one bit each. A table gives, for a value of its column, the bits of the clauses
 * that let the value pass; the bits left after all tables are the clauses that hold.
 */
export interface MaskBlock {
  readonly id: number
  /** By bit. */
  readonly rules: readonly number[]
  readonly everyBit: number
  readonly tables: readonly { readonly column: Column; readonly masks: Uint32Array }[]
  /** Bits that need more than the tables. */
  readonly lateBits: number
  /** By bit; columns with too many values for a table, and tests of several columns. */
  readonly late: readonly LateTests[]
}

export interface LateTests {
  readonly truths: readonly { readonly column: Column; readonly passes: Bitmap }[]
  readonly opaque: readonly OpaqueTest[]
}

/** The blocks to try, by code of the key. */
export interface BlockedPartition {
  readonly key: Column | null
  readonly blocks: readonly (readonly MaskBlock[] | undefined)[]
}

/** Values of a key that select the same clauses share their blocks. */
export function blocksOf({ partitions, tables }: MatchPlan): { partitions: BlockedPartition[]; blocks: MaskBlock[] } {
  const blocks: MaskBlock[] = []
  const numbers = new Map<PlannedClause, number>()
  const numberOf = (clause: PlannedClause): number => {
    const known = numbers.get(clause)
    if (known !== undefined) return known
    numbers.set(clause, numbers.size)
    return numbers.size - 1
  }

  const block = ({ key, clauses }: Partition): BlockedPartition => {
    const made = new Map<string, MaskBlock>()
    const byCode: (readonly MaskBlock[])[] = Array(key?.values.length ?? 1)
    for (const [code, all] of clauses) {
      const group: MaskBlock[] = []
      for (let start = 0; start < all.length; start += 32) {
        const slice = all.slice(start, start + 32)
        const name = slice.map(numberOf).join()
        const shared = made.get(name) ?? blockOf(blocks.length, slice, tables)
        if (!made.has(name)) {
          made.set(name, shared)
          blocks.push(shared)
        }
        group.push(shared)
      }
      byCode[code] = group
    }
    return { key, blocks: byCode }
  }
  return { partitions: partitions.map(block), blocks }
}

function blockOf(id: number, clauses: readonly PlannedClause[], truths: TruthTables): MaskBlock {
  const testers = new Map<Column, { readonly bit: number; readonly truth: Truth }[]>()
  clauses.forEach((clause, bit) => {
    for (const truth of clause.truths) {
      const known = testers.get(truth.column)
      if (known === undefined) testers.set(truth.column, [{ bit, truth }])
      else known.push({ bit, truth })
    }
  })
  const isTabled = (column: Column): boolean =>
    column.values.length <= Math.max(SMALL_DICTIONARY, VALUES_PER_CLAUSE * (testers.get(column)?.length ?? 0))

  const everyBit = clauses.length === 32 ? 0xffffffff | 0 : (1 << clauses.length) - 1
  const tables = [...testers]
    .filter(([column]) => isTabled(column))
    .map(([column, tests]) => ({ column, masks: masksOf(column, tests, everyBit) }))
  const late = clauses.map((clause) => ({
    truths: clause.truths
      .filter((truth) => !isTabled(truth.column))
      .map((truth) => ({ column: truth.column, passes: truths.bitmap(truth) })),
    opaque: clause.opaque,
  }))
  const lateBits = late.reduce(
    (bits, { truths: more, opaque }, bit) => (more.length + opaque.length > 0 ? bits | (1 << bit) : bits),
    0,
  )
  return { id, rules: clauses.map((clause) => clause.rule), everyBit, tables, lateBits, late }
}

function masksOf(column: Column, tests: readonly { readonly bit: number; readonly truth: Truth }[], everyBit: number) {
  const testing = tests.reduce((bits, { bit }) => bits | (1 << bit), 0)
  const masks = new Uint32Array(column.values.length).fill(everyBit & ~testing)
  for (const { bit, truth } of tests) for (const code of truth.codes) masks[code]! |= 1 << bit
  return masks
}
