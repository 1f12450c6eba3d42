import { describe, expect, it } from 'vitest'
import { builderAttributes, typed, written } from './conditions.ts'

const attributes = builderAttributes([
  { name: 'grade', type: 'int' },
  { name: 'hired', type: 'timestamp' },
  { name: 'costCenter', type: 'string' },
])

describe('a condition in the builder', () => {
  it('gives a number to an attribute that is one', () =>
    expect(written([{ attribute: 'grade', operator: 'at-least', values: ['6'] }], attributes)).toEqual([
      { attribute: 'grade', operator: 'at-least', values: [6] },
    ]))
  it('is none while its number is half typed', () =>
    expect(written([{ attribute: 'grade', operator: 'at-least', values: ['6x'] }], attributes)).toEqual([]))
  it('is none while it has no value', () =>
    expect(written([{ attribute: 'costCenter', operator: 'is', values: [] }], attributes)).toEqual([]))
  it('needs no value to ask whether there is one', () =>
    expect(written([{ attribute: 'costCenter', operator: 'is-set', values: ['left over'] }], attributes)).toEqual([
      { attribute: 'costCenter', operator: 'is-set', values: [] },
    ]))
  it('comes back as it went', () => {
    const said = [{ attribute: 'hired', operator: 'at-least', values: [{ timestamp: '2026-03-14T00:00:00.000Z' }] }]
    expect(written(said.map(typed), attributes)).toEqual(said)
  })
})

describe('the attributes of the builder', () => {
  it('have what everybody has, besides what was declared', () =>
    expect(attributes.map(({ name }) => name)).toContain('type'))
  it('have titles that people read', () =>
    expect(attributes.find(({ name }) => name === 'costCenter')?.title).toBe('Cost center'))
  it('are told once when somebody declares what everybody has', () =>
    expect(builderAttributes([{ name: 'type', type: 'string' }]).filter(({ name }) => name === 'type')).toHaveLength(1))
})
