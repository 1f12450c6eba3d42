import { type AccountId, asId, type EntitlementId, type IdentityId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { type Compared, differencesOf, type Terms } from './compare.ts'

const editors = asId<EntitlementId>('editors')
const acc = asId<AccountId>('acc')
const old = asId<AccountId>('old')
const account = { id: acc, receives: true, active: true, differs: {} }
const ada: Compared = {
  identity: asId<IdentityId>('ada'),
  left: false,
  granted: new Set(),
  grantedItself: new Set(),
  accounts: [account],
  holdings: [],
  removing: new Set(),
  disabling: false,
  updating: false,
  lost: new Set(),
}
const terms: Terms = { isManaged: () => true, leaversKeepAccounts: false, givesBesides: () => [], first: false }
const found = (of: Partial<Compared>, under: Partial<Terms> = {}) =>
  differencesOf({ ...ada, ...of }, { ...terms, ...under }).map(
    ({ kind, classification }) => `${kind}: ${classification}`,
  )
const holding = { account: acc, entitlement: editors }
const granted = { granted: new Set([editors]), grantedItself: new Set([editors]) }

describe('drift', () => {
  it('is none when what is held is granted', () => expect(found({ ...granted, holdings: [holding] })).toEqual([]))
  it('is a holding that nobody granted: there before us, or added outside', () => {
    expect(found({ holdings: [holding] }, { first: true })).toEqual(['unjustified-holding: initial'])
    expect(found({ holdings: [holding] })).toEqual(['unjustified-holding: added-outside'])
  })
  it('is none while the removal is under way', () =>
    expect(found({ holdings: [holding], removing: new Set([editors]) })).toEqual([]))
  it('is none where it is granted by nesting and held directly: they have it either way', () => {
    expect(found({ granted: new Set([editors]), holdings: [holding] })).toEqual([])
  })
  it('is a grant that is not held: taken away outside, or not there yet', () => {
    expect(found({ ...granted, lost: new Set([editors]) })).toEqual(['missing-holding: removed-outside'])
    expect(found(granted)).toEqual(['missing-holding: not-yet-provisioned'])
  })
  it('is no missing grant where nesting gives it: the target does that', () =>
    expect(found({ granted: new Set([editors]) })).toEqual([]))
  it('is what was taken away here and comes with something they hold: said until the way there ends', () => {
    const books = asId<EntitlementId>('books')
    const nested = { givesBesides: (from: EntitlementId) => (from === editors ? [books] : []) }
    expect(found({ ...granted, holdings: [holding] }, nested)).toEqual(['access-by-nesting: added-outside'])
    expect(found({ ...granted, granted: new Set([editors, books]), holdings: [holding] }, nested)).toEqual([])
    // What is held without a reason is removed, and takes with it what comes with it.
    expect(found({ holdings: [holding] }, nested)).toEqual(['unjustified-holding: added-outside'])
    expect(found({ ...granted, holdings: [holding] }, { ...nested, isManaged: (one) => one !== books })).toEqual([])
  })
  it('is nothing outside of what is managed', () =>
    expect(found({ ...granted, holdings: [] }, { isManaged: () => false })).toEqual([]))
  it('is a holding of another account of theirs, though the grant is held by the one that receives', () => {
    const accounts = [account, { ...account, id: old, receives: false }]
    expect(found({ accounts, holdings: [{ account: old, entitlement: editors }] })).toEqual([
      'unjustified-holding: added-outside',
    ])
  })
  it('is an account that works though its owner left, unless that is the policy', () => {
    expect(found({ left: true })).toEqual(['account-of-leaver: added-outside'])
    expect(found({ left: true, disabling: true })).toEqual([])
    expect(found({ left: true }, { leaversKeepAccounts: true })).toEqual([])
  })
  it('is an attribute out of step', () =>
    expect(found({ accounts: [{ ...account, differs: { title: 'CTO' } }] })).toEqual([
      'attribute-differs: added-outside',
    ]))
})
