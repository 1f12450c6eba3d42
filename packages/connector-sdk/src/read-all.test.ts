import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAll } from './read-all.ts'
import type { Page } from './records.ts'

const LIMITS = { pages: 4, items: 10 }
const reading = (...pages: Page<number>[]) =>
  readAll(async (from) => pages[Number(from ?? 0)] ?? { items: [], next: null }, LIMITS)

describe('reading page after page', () => {
  it('is complete when the last page was reached and nothing was amiss', async () => {
    expect(await reading({ items: [1, 2], next: '1', total: 3 }, { items: [3], next: null })).toEqual({
      complete: true,
      items: [1, 2, 3],
    })
  })

  it.each<[string, Page<number>[], string]>([
    ['goes on without end', [1, 2, 3, 4, 5].map((n) => ({ items: [n], next: String(n) })), 'stopped after 4 pages'],
    [
      'goes in circles',
      [
        { items: [1], next: '1' },
        { items: [2], next: '1' },
      ],
      'same page mark twice',
    ],
    ['floods', [{ items: Array.from({ length: 11 }, (_, n) => n), next: null }], 'more than 10 items'],
    ['claims more than it sends', [{ items: [1], next: null, total: 2 }], 'claims 2 items and sent 1'],
    ['claims less than it sends', [{ items: [1, 2], next: null, total: 1 }], 'claims 1 items and sent 2'],
    ['cannot read one', [{ items: [1], next: null, problems: [{ at: 'line 3', problem: 'x' }] }], 'first line 3: x'],
    ['tells only what changed', [{ items: [1], next: null, delta: true }], 'only what changed'],
  ])('proves nothing about absence when the target %s', async (_, pages, why) => {
    expect(await reading(...pages)).toMatchObject({ complete: false, why: expect.stringContaining(why) })
  })

  it('is complete with exactly what a target paged, however it cut its pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 4 }), async (cuts) => {
        const pages = cuts.map((items, n) => ({ items, next: n + 1 < cuts.length ? String(n + 1) : null }))
        expect(await reading(...pages)).toEqual({ complete: true, items: cuts.flat() })
      }),
    )
  })
})
