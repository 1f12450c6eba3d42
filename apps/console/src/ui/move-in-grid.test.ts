import { describe, expect, it } from 'vitest'
import { moveInGrid } from './move-in-grid.ts'

describe('a key in a list', () => {
  it('moves one row', () => expect(moveInGrid('ArrowDown', 3, 10, 5)).toBe(4))
  it('stops at the last row', () => expect(moveInGrid('PageDown', 8, 10, 5)).toBe(9))
  it('stops at the first row', () => expect(moveInGrid('ArrowUp', 0, 10, 5)).toBe(0))
  it('begins at the first row from nowhere', () => expect(moveInGrid('ArrowDown', -1, 10, 5)).toBe(0))
  it('goes to the end from nowhere when asked to', () => expect(moveInGrid('End', -1, 10, 5)).toBe(9))
  it('moves nothing when it is a letter', () => expect(moveInGrid('k', 3, 10, 5)).toBeNull())
  it('moves nothing in an empty list', () => expect(moveInGrid('ArrowDown', -1, 0, 5)).toBeNull())
})
