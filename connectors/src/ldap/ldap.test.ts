import { type Collection, readAll, type Session } from '@remit/connector-sdk'
import { chaos } from '@remit/connector-sdk/chaos'
import { connectorContract } from '@remit/connector-sdk/contract-suite'
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { ldap } from './connector.ts'
import type { LdapGiven } from './settings.ts'
import { program, type Slapd, startSlapd, whyNoSlapd } from './testing/slapd.ts'

const why = whyNoSlapd()
const LIMITS = { pages: 100, items: 1000 }
const PEOPLE = 'ou=people,dc=acme,dc=test'
const GROUPS = 'ou=groups,dc=acme,dc=test'

const person = (uid: string, cn = uid): string =>
  `dn: uid=${uid},${PEOPLE}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${cn}\nsn: ${cn}\n\n`
const group = (cn: string, ...members: string[]): string =>
  `dn: cn=${cn},${GROUPS}\nobjectClass: groupOfNames\ncn: ${cn}\n${members.map((dn) => `member: ${dn}\n`).join('')}\n`
const ENTRIES = [
  ...Array.from({ length: 7 }, (_, n) => person(`extra${n}`)),
  // Written as another client would: escapes, capitals and spaces of its own.
  `dn: cn=Doe\\, Jane,${PEOPLE}\nobjectClass: inetOrgPerson\nuid: jane\ncn: Doe, Jane\nsn: Doe\n\n`,
  group('readers', 'cn=nobody'),
  group('inner', `CN=doe\\2c jane, OU=People,${'dc=acme,dc=test'}`),
  group('outer', `cn=inner,${GROUPS}`, 'cn=somebody,dc=elsewhere'),
].join('')

describe.skipIf(why !== null)(`a real OpenLDAP${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let slapd: Slapd
  beforeAll(async () => {
    slapd = await startSlapd({ ldif: ENTRIES })
  })
  afterAll(async () => {
    await slapd?.close()
  })

  const open = (settings: Partial<LdapGiven> = {}): Promise<Session> =>
    ldap.open(
      {
        url: slapd.url,
        bindDn: slapd.admin.dn,
        password: slapd.admin.password,
        accounts: { base: slapd.people },
        groups: { base: slapd.groups },
        pageSize: 3,
        ...settings,
      },
      testHost(),
    )
  async function all(session: Session, of: Collection) {
    const read = session.read[of]
    return readAll<object>(read as NonNullable<typeof read>, LIMITS)
  }
  async function keyOf(name: string): Promise<string> {
    const found = (await all(await open(), 'entitlements')).items as { name: string; nativeId: string }[]
    return found.find((entitlement) => entitlement.name === name)!.nativeId
  }
  async function members(cn: string): Promise<readonly string[]> {
    const client = new Client({ url: slapd.url })
    await client.bind(slapd.admin.dn, slapd.admin.password)
    const { searchEntries } = await client.search(`cn=${cn},${GROUPS}`, { scope: 'base' })
    await client.unbind()
    return [searchEntries[0]!.member!].flat().map(String)
  }
  async function make(session: Session, userName: string): Promise<string> {
    const made = await session.write.createAccount!({ userName, attributes: {} }, userName)
    return 'account' in made ? made.account! : ''
  }

  connectorContract({
    connector: ldap,
    open: () => open(),
    life: {
      userName: 'ada, countess+"x" ',
      attributes: { cn: 'Ada Lovelace', sn: 'Lovelace', mail: 'ada@acme.test', ou: ['Finance', 'Audit'] },
      change: { sn: 'King', title: 'Countess', ou: 'Audit' },
      entitlement: () => keyOf('readers'),
    },
  })

  it('is read in pages to the end', async () => {
    const session = await open()
    const accounts = await all(session, 'accounts')
    expect([accounts.complete, accounts.items.length >= 8]).toEqual([true, true])
  })

  it('knows a member whose name is written otherwise', async () => {
    const session = await open()
    const jane = await session.read.accountByUserName!('jane')
    const held = { account: jane!.nativeId, entitlement: await keyOf('inner') }
    expect((await all(session, 'holdings')).items).toContainEqual(held)
    expect((await session.read.account!(jane!.nativeId))?.holdings).toEqual([held.entitlement])
    expect(await session.write.addEntitlement!(held, 'key')).toEqual({ outcome: 'already' })
  })

  it('tells groups in groups as nesting, and strangers not at all', async () => {
    const nested = { holder: await keyOf('inner'), held: await keyOf('outer') }
    expect(await all(await open(), 'nesting')).toEqual({ complete: true, items: [nested] })
  })

  it('keeps a placeholder where the last member leaves, and only there', async () => {
    const session = await open()
    const entitlement = await keyOf('inner')
    const jane = (await session.read.accountByUserName!('jane'))!.nativeId
    const bob = await make(session, 'bob')
    await session.write.addEntitlement!({ account: bob, entitlement }, 'k1')
    expect((await session.write.removeEntitlement!({ account: jane, entitlement }, 'k2')).outcome).toBe('done')
    expect(await members('inner')).toEqual([`uid=bob,${PEOPLE}`])
    expect((await session.write.removeEntitlement!({ account: bob, entitlement }, 'k3')).outcome).toBe('done')
    expect(await members('inner')).toEqual(['cn=nobody'])
  })

  it('does not let the next of a name inherit the groups of the one before', async () => {
    const session = await open()
    const entitlement = await keyOf('readers')
    const before = await make(session, 'carol')
    await session.write.addEntitlement!({ account: before, entitlement }, 'k1')
    await session.write.deleteAccount!({ account: before }, 'k2')
    const after = await make(session, 'carol')
    expect(after).not.toBe(before)
    expect((await session.read.account!(after))?.holdings).toEqual([])
  })

  it('takes a name for a name, whatever filter it looks like', async () => {
    const session = await open()
    for (const hostile of ['*', '*)(uid=*', 'a)(|(uid=*', '\\2a', '\0'])
      expect(await session.read.accountByUserName!(hostile), hostile).toBeNull()
    const made = await session.write.createAccount!({ userName: '*)(uid=*', attributes: {} }, 'key')
    expect(made.outcome).toBe('done')
    expect(await session.read.accountByUserName!('*)(uid=*')).toMatchObject({ userName: '*)(uid=*' })
  })

  it('does not disable by overwriting other values', async () => {
    const session = await open({ accounts: { base: slapd.people, attributes: ['cn', 'sn', 'employeeType'] } })
    const account = await make(session, 'dora')
    await session.write.updateAccount!({ account, attributes: { employeeType: 'contractor' } }, 'k1')
    await session.write.disableAccount!({ account }, 'k2')
    expect((await session.read.account!(account))?.account).toMatchObject({
      status: 'disabled',
      attributes: { employeeType: ['contractor', 'disabled'] },
    })
    await session.write.enableAccount!({ account }, 'k3')
    expect((await session.read.account!(account))?.account.attributes.employeeType).toBe('contractor')
  })

  it('is not taken for empty when it holds back entries beyond a size limit', async () => {
    const limited = await open({ bindDn: slapd.reader.dn, password: slapd.reader.password })
    expect(await all(limited, 'accounts')).toMatchObject({
      complete: false,
      why: expect.stringContaining('size limit raised'),
    })
  })

  it('is never asked with an empty password, which many servers take for anonymous', async () => {
    expect(await (await open({ password: '' })).check()).toMatchObject({ outcome: 'declined' })
    expect(await (await open({ password: 'wrong' })).check()).toMatchObject({
      outcome: 'declined',
      reason: 'the bind DN or its password is not accepted',
    })
    expect(await (await open({ accounts: { base: 'ou=away,dc=acme,dc=test' } })).check()).toEqual({
      outcome: 'declined',
      reason: 'there is no entry ou=away,dc=acme,dc=test',
    })
  })

  it('declines an attribute outside of its settings, and a new name', async () => {
    const session = await open()
    const account = await make(session, 'erin')
    const update = (attributes: Record<string, string>) => session.write.updateAccount!({ account, attributes }, 'key')
    expect(await update({ userPassword: 'x' })).toMatchObject({ outcome: 'declined' })
    expect(await update({ objectClass: 'top' })).toMatchObject({ outcome: 'declined' })
    expect(await update({ title: 'Engineer' })).toEqual({ outcome: 'done' })
  })

  it('is read completely, or not called complete', async () => {
    expect((await all(await open(), 'accounts')).complete).toBe(true)
    for (const fault of ['unreadable', 'truncated', 'loop'] as const) {
      const bad = chaos(await open(), { schedule: ['none', fault] })
      expect((await all(bad.session, 'accounts')).complete, fault).toBe(false)
    }
  })

  it('is bound again, and not anonymous, after it was gone', async () => {
    const gone = await startSlapd({ ldif: person('fay') })
    const session = await open({ url: gone.url })
    expect(await session.check()).toEqual({ outcome: 'done' })
    await gone.close()
    expect((await all(session, 'accounts')).complete).toBe(false)
    expect((await session.write.deleteAccount!({ account: 'x' }, 'key')).outcome).toBe('later')
  })
})

describe.skipIf(why !== null || program('openssl') === null)('STARTTLS', () => {
  let slapd: Slapd
  beforeAll(async () => {
    slapd = await startSlapd({ tls: true })
  })
  afterAll(async () => {
    await slapd?.close()
  })
  const check = async (settings: Partial<LdapGiven>) => {
    const session = await ldap.open(
      {
        url: slapd.url.replace('127.0.0.1', 'localhost'),
        startTls: true,
        bindDn: slapd.admin.dn,
        password: slapd.admin.password,
        accounts: { base: slapd.people },
        ...settings,
      },
      { ...testHost(), resolve: async () => ({ address: '127.0.0.1' }) },
    )
    const outcome = await session.check()
    await session.close()
    return outcome.outcome
  }

  it('is usable with the authority it was given', async () => {
    expect(await check({ ca: slapd.ca! })).toBe('done')
  })

  it('sends no password to a certificate that nobody vouches for, or for another name', async () => {
    expect(await check({})).toBe('declined')
    expect(await check({ ca: slapd.ca!, url: slapd.url })).toBe('declined')
  })
})

describe.skipIf(why !== null)('OpenLDAP with memberof, refint and ppolicy', () => {
  let slapd: Slapd
  beforeAll(async () => {
    slapd = await startSlapd({ ldif: ENTRIES, overlays: ['memberof', 'refint', 'ppolicy'] })
  })
  afterAll(async () => {
    await slapd?.close()
  })

  connectorContract({
    connector: ldap,
    open: () =>
      ldap.open(
        {
          url: slapd.url,
          bindDn: slapd.admin.dn,
          password: slapd.admin.password,
          accounts: {
            base: slapd.people,
            disabled: { attribute: 'pwdAccountLockedTime', value: '000001010000Z' },
          },
          groups: { base: slapd.groups },
        },
        testHost(),
      ),
    life: {
      userName: 'ada',
      attributes: { cn: 'Ada Lovelace', sn: 'Lovelace' },
      change: { title: 'Countess' },
      async entitlement() {
        const client = new Client({ url: slapd.url })
        await client.bind(slapd.admin.dn, slapd.admin.password)
        const { searchEntries } = await client.search(`cn=readers,${GROUPS}`, { attributes: ['entryUUID'] })
        await client.unbind()
        return String(searchEntries[0]!.entryUUID)
      },
    },
    settlesWithin: 1000,
  })
})
