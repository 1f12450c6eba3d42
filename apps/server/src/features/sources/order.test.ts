import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { managersFirst } from './domain/apply-order.ts'
import { compare, type KnownRecord } from './domain/comparison.ts'
import type { SourceSaid } from './domain/said.ts'
import { csv, openScene, type Row } from './testing/scene.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const said = fc.record({
  displayName: fc.constantFrom('Ada', 'Ben'),
  status: fc.constantFrom<SourceSaid['status'][]>('active', 'left'),
}) as fc.Arbitrary<SourceSaid>

describe('a comparison', () => {
  it('puts every key in one place, whatever the order of the feed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, said),
        fc.dictionary(key, said),
        fc.boolean(),
        fc.func(fc.integer()),
        (feed, last, complete, shuffle) => {
          const known = new Map(
            Object.entries(last).map(([each, one]): [string, KnownRecord] => [
              each,
              { said: one, missing: false, left: one.status === 'left' },
            ]),
          )
          const sorted = compare(new Map(Object.entries(feed)), known, complete)
          const shuffled = Object.entries(feed).sort(([a], [b]) => shuffle(a) - shuffle(b))
          expect(compare(new Map(shuffled), known, complete)).toEqual(sorted)
          const { fresh, changed, unchanged, missing, dropped } = sorted
          expect(fresh.length + changed.length + unchanged).toBe(Object.keys(feed).length)
          const absent = Object.keys(last).filter((each) => feed[each] === undefined).length
          expect(missing.length + dropped.length).toBe(complete ? absent : 0)
        },
      ),
    )
  })
})

describe('the order of applying', () => {
  it('holds everybody once, and managers before their people unless they stand in a circle', () => {
    fc.assert(
      fc.property(fc.dictionary(key, key), (above) => {
        const keys = Object.keys(above)
        const order = managersFirst(keys, (each) => above[each])
        expect([...order].sort()).toEqual([...keys].sort())
        const inCircle = (start: string): boolean => {
          for (
            let next = above[start], steps = 0;
            next !== undefined && steps <= keys.length;
            next = above[next], steps++
          )
            if (next === start) return true
          return false
        }
        for (const each of keys) {
          const manager = above[each]!
          if (above[manager] !== undefined && manager !== each && !inCircle(each))
            expect(order.indexOf(manager)).toBeLessThan(order.indexOf(each))
        }
      }),
    )
  })
})

describe('the same people in any order of rows', () => {
  const people = (seed: number): readonly Row[] =>
    Array.from({ length: 12 }, (_, n) => ({
      number: `E${n}`,
      name: `Same Name${n % 4}`,
      department: `D${(seed + n) % 3}`,
      manager: `E${(n * 5 + seed) % 12}`,
    }))

  it('become the same identities, and read again nothing changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(11),
        fc.shuffledSubarray([...Array(12).keys()], { minLength: 12, maxLength: 12 }),
        async (seed, order) => {
          const outcomes: unknown[] = []
          for (const rows of [people(seed), order.map((n) => people(seed)[n]!)]) {
            const scene = await openScene()
            try {
              await scene.declare('hr')
              expect((await scene.feed('hr', csv(rows))).state).toBe('applied')
              outcomes.push((await scene.everybody()).map(({ id: _id, ...rest }) => rest))
              expect((await scene.read('hr')).state).toBe('unchanged')
            } finally {
              await scene.close()
            }
          }
          expect(outcomes[0]).toEqual(outcomes[1])
        },
      ),
      { numRuns: 8 },
    )
  })
})
