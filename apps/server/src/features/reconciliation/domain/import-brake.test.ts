import { describe, expect, it } from 'vitest'
import { heldBy } from './import-brake.ts'

describe('an import', () => {
  it.each([
    [10, 10],
    [1000, 200],
    [0, 0],
  ])('of %i known accounts may find %i gone', (known, gone) =>
    expect(heldBy([{ what: 'accounts', known, gone }])).toBeNull(),
  )
  it.each([
    [11, 11],
    [1000, 201],
  ])('of %i known accounts is held when %i are gone', (known, gone) =>
    expect(heldBy([{ what: 'accounts', known, gone }])).toContain(`${gone} of ${known} accounts`),
  )
  it('is held for holdings alone: everybody losing one group is no hiccup', () => {
    expect(
      heldBy([
        { what: 'accounts', known: 100, gone: 0 },
        { what: 'holdings', known: 100, gone: 30 },
      ]),
    ).toContain('30 of 100 holdings')
  })
})
