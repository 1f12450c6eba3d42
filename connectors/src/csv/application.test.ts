import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Collection, readAll, type Session } from '@remit/connector-sdk'
import { connectorContract } from '@remit/connector-sdk/contract-suite'
import { describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { csvApplication } from './application.ts'
import { csvExport } from './export-file.ts'

const DATA = resolve(import.meta.dirname, '../../..', process.env.REMIT_TEST_DATA ?? '../shared/data', 'organisations')
const LIMITS = { pages: 100, items: 100_000 }

const openOrganisation = (name: string, application?: string): Promise<Session> =>
  csvApplication.open({ directory: `${DATA}/${name}`, ...(application ? { application } : {}) }, testHost())

async function items<Of extends Collection>(session: Session, of: Of) {
  const read = session.read[of] as NonNullable<Session['read'][Of]>
  const all = await readAll<Awaited<ReturnType<typeof read>>['items'][number]>(read, LIMITS)
  if (!all.complete) throw new Error(all.why)
  return all.items
}

async function counts(session: Session): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const of of ['identities', 'accounts', 'entitlements', 'holdings', 'nesting'] as const)
    found[of] = (await items(session, of)).length
  return found
}

describe.skipIf(!existsSync(DATA))(`real organisations (skipped where REMIT_TEST_DATA is missing)`, () => {
  it.each([
    ['rust-team', { identities: 687, accounts: 1846, entitlements: 875, holdings: 2195, nesting: 938 }],
    ['knative-org', { identities: 81, accounts: 81, entitlements: 256, holdings: 311, nesting: 227 }],
    ['cloudfoundry-wg', { identities: 267, accounts: 267, entitlements: 991, holdings: 699, nesting: 1425 }],
  ])('%s is read to the last record', async (name, expected) => {
    const session = await openOrganisation(name)
    expect(await session.check()).toEqual({ outcome: 'done' })
    expect(await counts(session)).toEqual(expected)
  })

  it('one application of several holds its own accounts and entitlements', async () => {
    const zulip = await openOrganisation('rust-team', 'zulip')
    expect((await items(zulip, 'accounts')).length).toBe(591)
    expect((await items(zulip, 'entitlements')).length).toBe(96)
    const relations = (await items(zulip, 'holdings')).map(({ relation, principal }) => `${principal} ${relation}`)
    expect(new Set(relations)).toEqual(new Set(['identity extra', 'identity excluded']))
    expect((await items(zulip, 'nesting')).length).toBe(109)
  })

  it('accounts kept elsewhere come along when they hold something here', async () => {
    const knative = await openOrganisation('knative-org', 'github:knative')
    const accounts = new Set((await items(knative, 'accounts')).map(({ nativeId }) => nativeId))
    const holdings = await items(knative, 'holdings')
    expect(holdings.length).toBe(131)
    expect(holdings.every(({ account }) => accounts.has(account))).toBe(true)
  })

  it('a grant that ended is no holding', async () => {
    const employees = await openOrganisation('employees-10k')
    const holdings = await items(employees, 'holdings')
    expect(holdings.length).toBeGreaterThan(10_000)
    expect(holdings.length).toBeLessThan(25_833)
  })
})

const FORM: Record<string, string> = {
  'o/identities.csv':
    'id,kind,display_name,status,valid_from,valid_to,manager_id,attributes\np:a,person,Ada,active,,,,\n',
  'o/accounts.csv':
    'id,identity_id,application,native_id,status,attributes\nx:a,p:a,crm,17,active,"{""tier"":{""level"":2},""tags"":[""a"",1]}"\n',
  'o/resources.csv': 'id,application,type,name,parent_id,attributes\nr,crm,module,Sales,,\n',
  'o/entitlements.csv':
    'id,application,type,name,resource_id,level,privileged,owner_ids,attributes\ne,crm,right,Read,r,read,true,p:a;p:b,\nf,crm,right,Write,,,,,\n',
  'o/grants.csv':
    'principal_type,principal_id,entitlement_id,relation,valid_from,valid_to,reason\naccount,x:a,e,member,,,\nentitlement,e,f,via-group,,,\n',
  'o/nesting.csv': 'parent_entitlement_id,child_entitlement_id,relation\nf,e,includes-members-of\n',
}
const openForm = (changed: Record<string, string> = {}): Promise<Session> =>
  csvApplication.open({ directory: 'o/' }, testHost({ ...FORM, ...changed }))

connectorContract({ connector: csvApplication, open: () => openForm() })

describe('the neutral form', () => {
  it('tells accounts with whose they are, and attributes flat', async () => {
    expect(await items(await openForm(), 'accounts')).toEqual([
      {
        nativeId: 'x:a',
        identity: 'p:a',
        application: 'crm',
        status: 'active',
        attributes: { 'tier.level': 2, tags: ['a', '1'], nativeId: '17' },
      },
    ])
  })

  it('tells entitlements with the resource they are on', async () => {
    expect((await items(await openForm(), 'entitlements'))[0]).toEqual({
      nativeId: 'e',
      name: 'Read',
      type: 'right',
      application: 'crm',
      level: 'read',
      privileged: true,
      resource: { id: 'r', type: 'module', name: 'Sales' },
      attributes: { owners: ['p:a', 'p:b'] },
    })
  })

  it('tells a grant to an entitlement, and a nesting, as holders of one who also hold the other', async () => {
    expect(await items(await openForm(), 'nesting')).toEqual([
      { holder: 'e', held: 'f', relation: 'includes-members-of' },
      { holder: 'e', held: 'f', relation: 'via-group' },
    ])
  })

  it.each([
    ['o/accounts.csv', 'id,identity_id,application,native_id,status\n', 'missing "attributes"'],
    ['o/accounts.csv', `${FORM['o/accounts.csv']}x:a,,crm,18,active,\n`, 'id "x:a" stands there twice'],
    ['o/accounts.csv', `${FORM['o/accounts.csv']}x:b,,crm,18,active,[]\n`, 'attributes are no JSON object'],
    ['o/entitlements.csv', `${FORM['o/entitlements.csv']}g,crm,right,X,away,,,,\n`, 'there is no resource "away"'],
    ['o/grants.csv', `${FORM['o/grants.csv']}robot,x,e,member,,,\n`, '"robot" holds nothing'],
    ['o/grants.csv', `${FORM['o/grants.csv']}account,x:z,e,member,,,\n`, 'line 4: there is no account "x:z"'],
    ['o/grants.csv', `${FORM['o/grants.csv']}account,x:a,z,member,,,\n`, 'line 4: there is no entitlement "z"'],
    ['o/grants.csv', `${FORM['o/grants.csv']}entitlement,z,e,via-group,,,\n`, 'there is no entitlement "z"'],
    ['o/nesting.csv', `${FORM['o/nesting.csv']}z,e,parent-of\n`, 'o/nesting.csv line 3: there is no entitlement "z"'],
    ['o/grants.csv', FORM['o/grants.csv']!.slice(0, -1), 'the file may be cut'],
  ])('is not usable when %s is wrong', async (file, content, reason) => {
    const outcome = await (await openForm({ [file]: content })).check()
    expect(outcome).toMatchObject({ outcome: 'declined', reason: expect.stringContaining(reason) })
  })
})

describe('a disconnected application', () => {
  const files = {
    'accounts.csv': 'login;mail;state;room\nada;ada@acme.test;on;12\nbob;;locked;\n',
    'rights.csv': 'login;right\nada;read\nada;write\nbob;read\n',
  }
  const settings = {
    accounts: { path: 'accounts.csv', account: 'login', email: 'mail', status: 'state', disabled: ['locked'] },
    holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
  }

  connectorContract({ connector: csvExport, open: () => csvExport.open(settings, testHost(files)) })

  it('is read from its exports and cannot be written', async () => {
    const session = await csvExport.open(settings, testHost(files))
    expect(await session.check()).toEqual({ outcome: 'done' })
    expect(session.write).toEqual({})
    expect(await items(session, 'accounts')).toEqual([
      { nativeId: 'ada', email: 'ada@acme.test', status: 'active', attributes: { room: '12' } },
      { nativeId: 'bob', status: 'disabled', attributes: { room: '' } },
    ])
    expect((await items(session, 'entitlements')).map(({ nativeId }) => nativeId)).toEqual(['read', 'write'])
    expect((await items(session, 'holdings')).length).toBe(3)
  })

  it('is not usable without a column it was said to have', async () => {
    const renamed = { ...files, 'accounts.csv': files['accounts.csv'].replace('state', 'status') }
    expect(await (await csvExport.open(settings, testHost(renamed))).check()).toEqual({
      outcome: 'declined',
      reason: 'accounts.csv: there is no column "state"',
    })
  })
})
