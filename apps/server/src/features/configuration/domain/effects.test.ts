import type { Impact, PolicySet } from '@remit/engine'
import type { EntitlementId, IdentityId } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, type EffectLine, effectLines } from './effects.ts'

const line = (direction: EffectLine['direction'], identity: string, name: string, entitlement = name): EffectLine => ({
  direction,
  identity: identity as IdentityId,
  entitlement: entitlement as EntitlementId,
  name,
  why: '',
})

describe('the hash of effects', () => {
  const lines = fc.array(
    fc
      .tuple(
        fc.constantFrom('gain' as const, 'loss' as const),
        fc.constantFrom('ada', 'bob'),
        fc.constantFrom('crm/read', 'crm/pay', 'a b'),
      )
      .map(([direction, who, what]) => line(direction, who, what)),
  )

  it('does not depend on the order in which they were found', () => {
    fc.assert(fc.property(lines, (some) => void expect(digestOf([...some].reverse())).toBe(digestOf(some))))
  })
  it('depends on each of them: who, what and which way', () => {
    fc.assert(
      fc.property(
        lines,
        (some) => void expect(digestOf([...some, line('gain', 'eve', 'crm/read')])).not.toBe(digestOf(some)),
      ),
    )
    expect(digestOf([line('gain', 'ada', 'crm/read')])).not.toBe(digestOf([line('loss', 'ada', 'crm/read')]))
  })
  it('goes by names: the key of what a plan makes is another each time', () => {
    expect(digestOf([line('gain', 'ada', 'crm/read', 'one')])).toBe(
      digestOf([line('gain', 'ada', 'crm/read', 'other')]),
    )
  })
})

const set = (entitlements: readonly string[], rules: readonly string[]): PolicySet =>
  ({
    entitlements: {
      all: entitlements.map((name) => ({ id: `id:${name}`, name })),
      ordinals: new Map(entitlements.map((name, ordinal) => [`id:${name}`, ordinal])),
    },
    rules: {
      all: rules.map((name) => ({ rule: { name } })),
      ordinals: new Map(rules.map((name, ordinal) => [`id:${name}`, ordinal])),
    },
    roles: { all: [], ordinals: new Map() },
  }) as unknown as PolicySet

describe('the lines of an impact', () => {
  it('say who gains and loses what and by what, also of what is not there before or after', () => {
    const impact = {
      changes: [
        {
          identities: [0, 1],
          gained: ['id:new/read'],
          lost: ['id:old/read'],
          rules: ['id:r1', 'id:r2', 'id:r3', 'id:r4'],
          roles: [],
        },
      ],
    } as unknown as Impact
    const people = ['ada', 'bob'] as IdentityId[]
    const lines = [
      ...effectLines(
        impact,
        set(['old/read'], ['r4']),
        set(['new/read'], ['r1', 'r2', 'r3']),
        (ordinal) => people[ordinal]!,
      ),
    ]
    expect(lines.map(({ direction, identity, name }) => `${identity} ${direction} ${name}`)).toEqual([
      'ada gain new/read',
      'ada loss old/read',
      'bob gain new/read',
      'bob loss old/read',
    ])
    expect(lines[0]!.why).toBe('rules r1, r2, r3 and 1 more')
  })
})
