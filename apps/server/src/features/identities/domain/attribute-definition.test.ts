import type { AttributeType } from '@remit/engine'
import { parseInstant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fits, readValue, typed } from './attribute-definition.ts'

const read = (type: AttributeType, raw: Parameters<typeof readValue>[1]) => readValue({ name: 'x', type }, raw)

describe('a value as a source writes it', () => {
  it.each([
    ['string', ' Sales ', 'Sales'],
    ['string', 42, '42'],
    ['int', '007', 7],
    ['int', '-3', -3],
    ['double', '2.5', 2.5],
    ['bool', 'Yes', true],
    ['bool', '0', false],
    ['bool', true, true],
    ['timestamp', '2026-03-31', parseInstant('2026-03-31')],
    ['list<string>', 'a; b;;c', ['a', 'b', 'c']],
    ['list<string>', ['a'], ['a']],
    ['int', '', null],
    ['string', null, null],
  ] as const)('%s %j is read as %j', (type, raw, value) => {
    expect(read(type, raw)).toEqual({ value })
  })

  it.each([
    ['int', '3.5', 'x must be a whole number, and is "3.5"'],
    ['int', '1e3', 'x must be a whole number, and is "1e3"'],
    ['int', '12345678901234567890', 'x must be a whole number, and is "12345678901234567890"'],
    ['double', 'NaN', 'x must be a number, and is "NaN"'],
    ['bool', 'maybe', 'x must be true or false, and is "maybe"'],
    ['timestamp', '2026-02-30', 'x must be a date (2026-03-31), and is "2026-02-30"'],
    ['timestamp', '31.03.2026', 'x must be a date (2026-03-31), and is "31.03.2026"'],
    ['bool', 1, 'x must be true or false, and is 1'],
  ] as const)('%s %j is not', (type, raw, problem) => {
    expect(read(type, raw)).toEqual({ problem })
  })

  it('fits its type, whatever was read', () => {
    const type = fc.constantFrom<AttributeType[]>('string', 'int', 'double', 'bool', 'timestamp', 'list<string>')
    const raw = fc.oneof(fc.string(), fc.integer().map(String), fc.double(), fc.boolean(), fc.array(fc.string()))
    fc.assert(
      fc.property(type, raw, (wanted, given) => {
        const one = read(wanted, given)
        expect('problem' in one || one.value === null || fits(wanted, one.value)).toBe(true)
      }),
    )
  })
})

describe('what is stored', () => {
  it('is told as far as the schema still knows it, in the type it knows', () => {
    const definitions = new Map([
      ['grade', { name: 'grade', type: 'int' as const }],
      ['team', { name: 'team', type: 'string' as const }],
    ])
    expect(typed(definitions, { grade: '7', team: 'Data', forgotten: 'x' })).toEqual({ team: 'Data' })
  })
})
