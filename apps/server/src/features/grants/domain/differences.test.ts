import type { Membership } from '@remit/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { membershipChanges, without } from './differences.ts'

const after = (role: string, by: { rule?: string; assignment?: string }): Membership =>
  ({
    role,
    by: by.rule ? { via: 'rule', rule: by.rule } : { via: 'assignment', assignment: by.assignment },
  }) as unknown as Membership
const before = (role: string, by: { rule?: string; assignment?: string }) =>
  ({ role, rule: by.rule ?? null, assignment: by.assignment ?? null }) as never

describe('changes of memberships', () => {
  it('are none where reasons are the same', () => {
    expect(membershipChanges([before('r', { rule: 'a' })], [after('r', { rule: 'a' })])).toEqual({
      opened: [],
      closed: [],
    })
  })
  it('close one reason and open another, though the role is held all the while', () => {
    const { opened, closed } = membershipChanges([before('r', { rule: 'a' })], [after('r', { assignment: 'a' })])
    expect([opened.length, closed.length]).toEqual([1, 1])
  })
  it('keep the reason that stays when a second one goes', () => {
    expect(
      membershipChanges([before('r', { rule: 'a' }), before('r', { rule: 'b' })], [after('r', { rule: 'a' })]),
    ).toEqual({ opened: [], closed: [before('r', { rule: 'b' })] })
  })
  it('applied to what was give what is', () => {
    const reason = fc.tuple(fc.constantFrom('r', 's'), fc.constantFrom('a', 'b', 'c'))
    const reasons = fc.uniqueArray(reason, { selector: (one) => one.join() })
    fc.assert(
      fc.property(reasons, reasons, (was, is) => {
        const { opened, closed } = membershipChanges(
          was.map(([role, rule]) => before(role, { rule })),
          is.map(([role, rule]) => after(role, { rule })),
        )
        const gone = new Set(closed.map((one) => `${one.role},${one.rule}`))
        const now = [
          ...was.map(String).filter((one) => !gone.has(one)),
          ...opened.map((one) => `${one.role},${(one.by as { rule: string }).rule}`),
        ]
        expect(now.sort()).toEqual(is.map(String).sort())
      }),
    )
  })
})

describe('members of one list without those of another', () => {
  it('keep their order', () => expect(without([3, 1, 2], [1])).toEqual([3, 2]))
})
