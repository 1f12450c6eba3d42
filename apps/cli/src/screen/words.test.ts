import { describe, expect, it } from 'vitest'
import { columns } from './columns.ts'
import { plain } from './paint.ts'
import { at, cell, count, moment } from './words.ts'

describe('words', () => {
  it('count', () => {
    expect([count(1, 'grant'), count(41, 'grant'), count(1200, 'entry', 'entries')]).toEqual([
      '1 grant',
      '41 grants',
      '1,200 entries',
    ])
  })

  it('say a moment the same everywhere', () => {
    expect(moment('2026-03-14T10:05:00+01:00')).toBe('14 Mar 2026 09:05 UTC')
  })

  it('show what a list holds: names for things, nothing for nothing', () => {
    expect([
      cell(true),
      cell(null),
      cell({ id: '1', name: 'ada' }),
      cell(['a', { displayName: 'B' }]),
      cell('2026-03-14T09:05:00.000Z'),
      cell('2026'),
    ]).toEqual(['yes', '', 'ada', 'a, B', '14 Mar 2026 09:05 UTC', '2026'])
  })

  it('find a value by its path, or nothing', () => {
    expect([at({ owner: { name: 'ada' } }, 'owner.name'), at({ owner: null }, 'owner.name'), at([], 'x')]).toEqual([
      'ada',
      undefined,
      undefined,
    ])
  })
})

describe('columns', () => {
  it('are as wide as they must be, and leave nothing behind a line', () => {
    expect(
      columns(
        ['name', 'title'],
        [
          ['controller', 'Controller'],
          ['it', ''],
        ],
        plain,
      ),
    ).toBe('name        title\ncontroller  Controller\nit')
  })
})
