import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BrakeSpec, BUILT_IN, brakesOn, trippedBy } from './brake.ts'

const spec: BrakeSpec = { scope: {}, gains: { count: 50, share: 0.1 }, losses: { count: 10, share: 0.05 }, hours: 24 }
const effects = { gains: 0, losses: 0, gainsBefore: 0, lossesBefore: 0, grants: 1000 }

describe('a brake', () => {
  it('lets through what stays at the limit', () => expect(trippedBy('b', spec, { ...effects, losses: 50 })).toEqual([]))
  it('holds what passes it by one', () =>
    expect(trippedBy('b', spec, { ...effects, losses: 51 })).toMatchObject([
      { direction: 'losses', effects: 51, allowed: 50 },
    ]))
  it('holds a mass grant as well', () =>
    expect(trippedBy('b', spec, { ...effects, gains: 101 })).toMatchObject([{ direction: 'gains' }]))
  it('adds up slices: ten of four per cent are forty', () =>
    expect(trippedBy('b', spec, { ...effects, losses: 20, lossesBefore: 40 })).toHaveLength(1))
  it('does not hold a gain for earlier losses', () =>
    expect(trippedBy('b', spec, { ...effects, gains: 1, lossesBefore: 400 })).toEqual([]))
  it('leaves a small organisation its absolute number', () =>
    expect(trippedBy('b', spec, { ...effects, losses: 10, grants: 20 })).toEqual([]))
  it('never lets pass more than the larger limit', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.nat(100_000), (losses, lossesBefore, grants) => {
        const held = trippedBy('b', spec, { ...effects, losses, lossesBefore, grants }).length > 0
        expect(held).toBe(losses > 0 && losses + lossesBefore > Math.max(10, Math.floor(grants * 0.05)))
      }),
    )
  })
})

describe('the brakes on what one cause does in one application', () => {
  const named = (name: string, scope: BrakeSpec['scope']) => ({ name, spec: { ...spec, scope } })
  const names = (application: string, source: string | null, ...written: ReturnType<typeof named>[]) =>
    brakesOn(application, source, written).map(({ name }) => name)

  it('are the built-in one where nobody wrote any', () => expect(brakesOn('crm', null, [])).toBe(BUILT_IN))
  it('are the built-in one where those written mean something else', () => {
    expect(
      brakesOn('crm', null, [
        named('erp', { application: 'erp' }),
        named('hr', { source: 'hr' }),
        named('r', { rule: 'r' }),
      ]),
    ).toBe(BUILT_IN)
    expect(brakesOn('crm', 'payroll', [named('hr', { source: 'hr' })])).toBe(BUILT_IN)
  })
  it('are all that mean it', () => {
    expect(
      names(
        'crm',
        'hr',
        named('all', {}),
        named('crm', { application: 'crm' }),
        named('hr', { source: 'hr' }),
        named('erp', { application: 'erp' }),
      ),
    ).toEqual(['all', 'crm', 'hr'])
  })
})
