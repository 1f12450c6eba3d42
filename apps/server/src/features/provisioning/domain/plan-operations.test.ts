import { type AccountId, asId, type EntitlementId, type OperationId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import type { OperationKind, OperationState } from './operation.ts'
import { type KnownOperation, planFor, type Rules, type Situation } from './plan-operations.ts'

const editors = asId<EntitlementId>('editors')
const admins = asId<EntitlementId>('admins')
const acc = asId<AccountId>('acc')
const old = asId<AccountId>('old')

const nothing: Situation = {
  state: 'active',
  wanted: new Set(),
  accounts: [],
  holdings: [],
  ended: new Set(),
  begun: new Set(),
  operations: [],
}
const account = { id: acc, receives: true, status: 'active', differs: null, disabledByRemit: false } as const
const rules: Rules = { deprovision: 'disable', isManaged: () => true, newAccount: { userName: 'ada' }, mode: 'act' }
const op = (
  kind: OperationKind,
  entitlement: EntitlementId | null,
  state: OperationState,
  more: Partial<KnownOperation> = {},
): KnownOperation => ({
  id: asId<OperationId>(`${kind}-${state}`),
  kind,
  account: acc,
  entitlement,
  state,
  attempts: 0,
  skipped: false,
  payload: {},
  ...more,
})
const kinds = (situation: Partial<Situation>, under: Partial<Rules> = {}) => {
  const planned = planFor({ ...nothing, ...situation }, { ...rules, ...under })
  return {
    does: planned.wishes.map((one) => `${one.kind}${one.entitlement ? ` ${one.entitlement}` : ''}`),
    ends: planned.supersede,
  }
}

describe('what is to be done in a target', () => {
  it('is an account and what goes into it, for whoever has none', () => {
    expect(kinds({ wanted: new Set([editors]) }).does).toEqual(['createAccount', 'addEntitlement editors'])
  })
  it('is nothing where accounts cannot be made', () => {
    expect(kinds({ wanted: new Set([editors]) }, { newAccount: null }).does).toEqual([])
  })
  it('is nothing when it is so, or on its way', () => {
    expect(
      kinds({
        wanted: new Set([editors]),
        accounts: [account],
        holdings: [{ account: acc, entitlement: editors, made: false }],
      }).does,
    ).toEqual([])
    expect(
      kinds({
        wanted: new Set([editors]),
        accounts: [account],
        operations: [op('addEntitlement', editors, 'running', { attempts: 1 })],
      }).does,
    ).toEqual([])
  })
  it('is nothing for what the application says of a person without account', () => {
    expect(
      kinds({ wanted: new Set([editors]), holdings: [{ account: null, entitlement: editors, made: false }] }).does,
    ).toEqual([])
  })
  it('is nothing outside of what is managed', () => {
    expect(
      kinds({ wanted: new Set([admins]), accounts: [account] }, { isManaged: (one) => one !== admins }).does,
    ).toEqual([])
  })

  it('is not the removal of what nobody granted: that waits for a person', () => {
    expect(
      kinds({ accounts: [account], holdings: [{ account: acc, entitlement: editors, made: false }] }).does,
    ).toEqual([])
  })
  it('is the removal of what Remit made, and of what has just ended, from every account', () => {
    const holdings = [
      { account: acc, entitlement: editors, made: true },
      { account: old, entitlement: admins, made: false },
    ]
    const accounts = [account, { ...account, id: old, receives: false }]
    expect(kinds({ accounts, holdings, ended: new Set([admins]) }).does).toEqual([
      'removeEntitlement editors',
      'removeEntitlement admins',
    ])
  })

  it('ends an addition that is not wanted any more, and undoes it if it may have happened', () => {
    expect(kinds({ accounts: [account], operations: [op('addEntitlement', editors, 'waiting')] })).toEqual({
      does: [],
      ends: ['addEntitlement-waiting'],
    })
    expect(
      kinds({ accounts: [account], operations: [op('addEntitlement', editors, 'unknown', { attempts: 1 })] }),
    ).toEqual({ does: ['removeEntitlement editors'], ends: ['addEntitlement-unknown'] })
    expect(
      kinds({ accounts: [account], operations: [op('addEntitlement', editors, 'running', { attempts: 1 })] }),
    ).toEqual({ does: ['removeEntitlement editors'], ends: [] })
  })
  it('adds again what a removal under way may have taken', () => {
    const holdings = [{ account: acc, entitlement: editors, made: true }]
    const operations = [op('removeEntitlement', editors, 'running', { attempts: 1 })]
    expect(kinds({ wanted: new Set([editors]), accounts: [account], holdings, operations }).does).toEqual([
      'addEntitlement editors',
    ])
  })

  it('is not asked again once the target said no, until a grant begins anew', () => {
    const operations = [op('addEntitlement', editors, 'declined', { attempts: 1 })]
    expect(kinds({ wanted: new Set([editors]), accounts: [account], operations }).does).toEqual([])
    expect(
      kinds({ wanted: new Set([editors]), accounts: [account], operations, begun: new Set([editors]) }).does,
    ).toEqual(['addEntitlement editors'])
  })

  it.each([
    ['disable', ['disableAccount', 'disableAccount']],
    ['delete', ['deleteAccount', 'deleteAccount']],
    ['keep', []],
  ] as const)('for somebody who left is to %s every account', (deprovision, does) => {
    expect(
      kinds({ state: 'left', accounts: [account, { ...account, id: old, receives: false }] }, { deprovision }).does,
    ).toEqual(does)
  })
  it('for somebody an import finds to have left is the same: nobody closed the account, so Remit does', () => {
    expect(kinds({ state: 'left', accounts: [account] }, { mode: 'look' }).does).toEqual(['disableAccount'])
  })
  it('is to enable again what Remit disabled, not what somebody else did', () => {
    const disabled = { ...account, status: 'disabled' } as const
    const holdings = [{ account: acc, entitlement: editors, made: true }]
    expect(
      kinds({ wanted: new Set([editors]), accounts: [{ ...disabled, disabledByRemit: true }], holdings }).does,
    ).toEqual(['enableAccount'])
    expect(kinds({ wanted: new Set([editors]), accounts: [disabled], holdings }).does).toEqual([])
  })
  it('is to bring attributes into step, the newest wish replacing the older', () => {
    const differs = { displayName: 'Ada L.' }
    const accounts = [{ ...account, differs }]
    expect(kinds({ accounts }).does).toEqual(['updateAccount'])
    expect(kinds({ accounts, operations: [op('updateAccount', null, 'later', { attempts: 1 })] })).toEqual({
      does: ['updateAccount'],
      ends: ['updateAccount-later'],
    })
    expect(
      kinds({ accounts, operations: [op('updateAccount', null, 'later', { payload: { attributes: differs } })] }),
    ).toEqual({ does: [], ends: [] })
    expect(kinds({ accounts }, { mode: 'look' }).does).toEqual([])
  })
  it('leaves alone what a person asked to be removed', () => {
    const holdings = [{ account: acc, entitlement: editors, made: false }]
    expect(kinds({ accounts: [account], holdings, operations: [op('removeEntitlement', editors, 'waiting')] })).toEqual(
      { does: [], ends: [] },
    )
  })
})
