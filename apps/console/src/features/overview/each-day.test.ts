import { describe, expect, it } from 'vitest'
import { eachDay } from './each-day.ts'

describe('the chart of changes', () => {
  it('has a place for the days on which nothing happened', () =>
    expect(eachDay([{ day: '2026-03-13', opened: 2, closed: 1 }], Date.parse('2026-03-14T08:00:00Z'), 3)).toEqual([
      { day: '2026-03-12', opened: 0, closed: 0 },
      { day: '2026-03-13', opened: 2, closed: 1 },
      { day: '2026-03-14', opened: 0, closed: 0 },
    ]))
})
