import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { and, andNot, bitmapOf, countOf, countOfBoth, exclude, include, includes, membersOf, or } from './bitmap.ts'

const CAPACITY = 100
const ordinals = fc.uniqueArray(fc.nat(CAPACITY - 1))
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)

describe('a bitmap', () => {
  it('is the same algebra as plain sets', () => {
    fc.assert(
      fc.property(ordinals, ordinals, (left, right) => {
        const [a, b] = [bitmapOf(CAPACITY, left), bitmapOf(CAPACITY, right)]
        const both = left.filter((ordinal) => right.includes(ordinal))
        const onlyLeft = left.filter((ordinal) => !right.includes(ordinal))
        expect([...membersOf(and(a, b))]).toEqual(sorted(both))
        expect([...membersOf(or(a, b))]).toEqual(sorted([...onlyLeft, ...right]))
        expect([...membersOf(andNot(a, b))]).toEqual(sorted(onlyLeft))
        expect(countOf(a)).toBe(left.length)
        expect(countOfBoth(a, b)).toBe(both.length)
      }),
    )
  })

  it('forgets an ordinal that was excluded again, and only that one', () => {
    const bitmap = bitmapOf(CAPACITY, [31, 32])
    include(bitmap, 63)
    exclude(bitmap, 32)
    expect([...membersOf(bitmap)]).toEqual([31, 63])
    expect(includes(bitmap, 32)).toBe(false)
    expect(includes(bitmap, 10_000)).toBe(false)
  })
})
