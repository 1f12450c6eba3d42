import type { Instant } from '@remit/kernel'
import { includes, lowestBit } from '../bitmap/index.ts'
import type { RuleScope, Scope } from '../expression/index.ts'
import { ClassIndex } from './class-index.ts'
import { ClassTree } from './class-tree.ts'
import { type StandIn, standIn } from './column.ts'
import { type BlockedPartition, blocksOf, type LateTests, type MaskBlock } from './mask-blocks.ts'
import { planMatch, type RuleToMatch } from './match-plan.ts'
import { fill, type Population } from './population.ts'

/** Identities for whom the same rules hold are one class. */
export interface Matches {
  /** By ordinal of the identity. */
  readonly classOf: Uint32Array
  /** By class: the ordinals of the rules that hold, ascending, each once. No two classes are alike. */
  readonly classes: readonly Uint32Array[]
}

/**
 * Which rules hold for whom, for everybody at once. Tests are answered for each value of an attribute instead of
 * each identity, and 32 rules that share a value of their most selective attribute are settled by one AND for each
 * further attribute: the time hardly depends on the number of rules.
 */
export function matchEveryone(population: Population, rules: readonly RuleToMatch[], now: Instant): Matches {
  const { partitions, blocks } = blocksOf(planMatch(population, rules, now))
  const classOf = new Uint32Array(population.size)
  const tree = new ClassTree()
  const late = lateTester(now)
  for (const partition of partitions) refineBy(partition, classOf, tree, late)
  return settle(classOf, (leaf) => tree.rulesOf(leaf, blocks))
}

type LateTester = (block: MaskBlock, mask: number, ordinal: number) => number

function refineBy({ key, blocks }: BlockedPartition, classOf: Uint32Array, tree: ClassTree, late: LateTester): void {
  const keys = key?.codes
  for (let ordinal = 0; ordinal < classOf.length; ordinal++) {
    const group = blocks[keys === undefined ? 0 : keys[ordinal]!]
    if (group === undefined) continue
    for (let index = 0; index < group.length; index++) {
      const block = group[index]!
      let mask = block.everyBit
      const { tables } = block
      for (let table = 0; table < tables.length; table++) {
        const { column, masks } = tables[table]!
        mask &= masks[column.codes[ordinal]!]!
      }
      if ((mask & block.lateBits) !== 0) mask = late(block, mask, ordinal)
      if (mask !== 0) classOf[ordinal] = tree.refine(classOf[ordinal]!, block.id, mask)
    }
  }
}

/** Asks the tests that no table answers, only for the clauses that are still possible. */
function lateTester(now: Instant): LateTester {
  const facts = standIn()
  const root: RuleScope = { identity: facts, now }
  const scope: Scope = { root, locals: [] }
  return (block, mask, ordinal) => {
    let left = mask
    for (let open = mask & block.lateBits; open !== 0; open &= open - 1) {
      const bit = lowestBit(open)
      if (!passes(block.late[bit]!, ordinal, facts, scope)) left &= ~(1 << bit)
    }
    return left
  }
}

function passes({ truths, opaque }: LateTests, ordinal: number, facts: StandIn, scope: Scope): boolean {
  for (const { column, passes: passing } of truths) if (!includes(passing, column.codes[ordinal]!)) return false
  for (const test of opaque) {
    fill(facts, test.columns, ordinal)
    if (test.evaluate(scope) !== test.wanted) return false
  }
  return true
}

/** Numbers the classes that are inhabited, and makes one of those that were reached on different ways. */
function settle(classOf: Uint32Array, rulesOf: (leaf: number) => Uint32Array): Matches {
  let last = 0
  for (let ordinal = 0; ordinal < classOf.length; ordinal++) last = Math.max(last, classOf[ordinal]!)
  // By leaf: its number plus one, 0 as long as nobody was met there.
  const settled = new Uint32Array(last + 1)
  const index = new ClassIndex()
  for (let ordinal = 0; ordinal < classOf.length; ordinal++) {
    const leaf = classOf[ordinal]!
    if (settled[leaf] === 0) settled[leaf] = index.numberOf(rulesOf(leaf)) + 1
    classOf[ordinal] = settled[leaf]! - 1
  }
  return { classOf, classes: index.classes }
}
