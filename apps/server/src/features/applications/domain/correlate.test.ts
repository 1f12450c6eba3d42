import type { AccountRecord } from '@remit/connector-sdk'
import { asId, type IdentityId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { correlate } from './correlate.ts'

const ada = asId<IdentityId>('ada')
const bob = asId<IdentityId>('bob')
const account: AccountRecord = {
  nativeId: '1',
  userName: 'al',
  email: 'ada@acme.example',
  status: 'active',
  attributes: { number: 7 },
}
const byEmail = { account: 'email', identity: 'email', certain: true }
const people = (found: Readonly<Record<string, readonly IdentityId[]>>) => (field: string, value: string) =>
  found[`${field}:${value}`] ?? []

describe('an account belongs', () => {
  it('to whom the target says', () => {
    expect(
      correlate(
        { ...account, identity: 'person:ada' },
        [byEmail],
        new Map([['person:ada', ada]]),
        people({ 'email:ada@acme.example': [bob] }),
      ),
    ).toMatchObject({ identity: ada, by: 'the target' })
  })
  it('to the one that the first rule finds', () => {
    const rules = [{ account: 'number', identity: 'employeeNumber', certain: true }, byEmail]
    expect(
      correlate(account, rules, new Map(), people({ 'employeeNumber:7': [ada], 'email:ada@acme.example': [bob] })),
    ).toMatchObject({ is: 'certain', identity: ada })
  })
  it('to nobody yet when a rule finds two, though a later one may still tell', () => {
    expect(correlate(account, [byEmail], new Map(), people({ 'email:ada@acme.example': [ada, bob] }))).toMatchObject({
      is: 'doubtful',
      candidates: [ada, bob],
    })
    const rules = [byEmail, { account: 'userName', identity: 'name', certain: true }]
    expect(
      correlate(account, rules, new Map(), people({ 'email:ada@acme.example': [ada, bob], 'name:al': [ada] })),
    ).toMatchObject({ is: 'certain', identity: ada })
  })
  it('to nobody by a rule that only proposes', () => {
    expect(
      correlate(account, [{ ...byEmail, certain: false }], new Map(), people({ 'email:ada@acme.example': [ada] })),
    ).toMatchObject({ is: 'doubtful' })
  })
  it('to nobody where a field is empty: emptiness is not in common', () => {
    expect(correlate({ ...account, email: '' }, [byEmail], new Map(), people({ 'email:': [ada] }))).toBeNull()
  })
})
