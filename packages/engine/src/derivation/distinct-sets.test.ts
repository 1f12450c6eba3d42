import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DistinctSets } from './distinct-sets.ts'

const anySet = fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 4 }).map((members) => Uint32Array.from(members).sort())

it('numbers each set once, and finds in it what was put in', () => {
  fc.assert(
    fc.property(fc.array(anySet, { maxLength: 60 }), fc.nat({ max: 400 }), (all, asked) => {
      const sets = new DistinctSets()
      const numbers = all.map((members) => sets.numberOf(members))
      for (const [n, members] of all.entries()) {
        expect(sets.membersOf(numbers[n]!)).toEqual(members)
        expect(sets.has(numbers[n]!, asked)).toBe(members.includes(asked))
      }
      expect(sets.count).toBe(new Set([[], ...all].map(String)).size)
    }),
  )
})

it('keeps thousands of sets of one size apart, though many begin their search at the same place', () => {
  const sets = new DistinctSets()
  const pairs = Array.from({ length: 10_000 }, (_, n) => Uint32Array.of(n % 100, 100 + Math.floor(n / 100)))
  const numbers = pairs.map((pair) => sets.numberOf(pair))
  expect(new Set(numbers).size).toBe(pairs.length)
  expect(pairs.map((pair) => sets.numberOf(pair))).toEqual(numbers)
  expect(sets.membersOf(numbers[4321]!)).toEqual(pairs[4321])
})
