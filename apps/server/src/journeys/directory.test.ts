import { type ByHand, byHand, type Slapd, startSlapd, whyNoSlapd } from '@remit/connectors/testing/slapd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, company } from './company.ts'

const why = whyNoSlapd()
const GROUPS = 'ou=groups,dc=acme,dc=test'
const group = (cn: string, member = 'cn=nobody'): string =>
  `dn: cn=${cn},${GROUPS}\nobjectClass: groupOfNames\ncn: ${cn}\nmember: ${member}\n\n`

/** finance stands within books: whoever is in finance may use the books. */
const ENTRIES = [
  group('staff'),
  group('finance'),
  group('sales'),
  group('books', `cn=finance,${GROUPS}`),
  group('signers'),
].join('')

const HEADER = 'number,login,name,mail,department,zone,start,end'
const feed = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\nEND,${rows.length}\n`
const ADA = '1,ada,Ada Lovelace,ada@acme.test,Finance,Europe/Zurich,2020-01-01,'
const BOB = '2,bob,Bob Sand,bob@acme.test,Sales,Europe/Zurich,2020-01-01,'
const EVE = '3,eve,Eve Blum,eve@acme.test,Finance,Europe/Zurich,2026-03-09,'

const SOURCE = {
  kind: 'source',
  name: 'hr',
  connector: 'csv-people',
  rank: 10,
  settings: {
    path: 'hr.csv',
    key: 'number',
    trailer: 'END',
    columns: {
      number: 'employeeNumber',
      login: 'name',
      name: 'displayName',
      mail: 'email',
      department: 'department',
      zone: 'zone',
      start: 'starts',
      end: 'ends',
    },
  },
}
const rule = (name: string, when: string) => ({ kind: 'rule', name, owner: 'ada', when, gives: [name] })
const role = (name: string) => ({ kind: 'role', name, entitlements: [`directory/${name}`] })

describe.skipIf(why !== null)(`a directory follows${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let slapd: Slapd
  let acme: Company
  let desk: ByHand

  beforeAll(async () => {
    slapd = await startSlapd({ ldif: ENTRIES })
    desk = await byHand(slapd)
    acme = await company({ environment: { DIRECTORY_PASSWORD: slapd.admin.password } })
    await acme.apply(SOURCE, {
      kind: 'application',
      name: 'directory',
      connector: 'ldap',
      settings: {
        url: slapd.url,
        bindDn: slapd.admin.dn,
        password: { secret: 'DIRECTORY_PASSWORD' },
        accounts: { base: slapd.people },
        groups: { base: slapd.groups },
      },
      accounts: {
        userName: '{name}',
        attributes: {
          cn: '{displayName}',
          displayName: '{displayName}',
          mail: '{email}',
          departmentNumber: '{department}',
        },
      },
    })
    acme.write('hr.csv', feed(ADA, BOB))
    expect(await acme.read('hr')).toMatchObject({ state: 'applied' })
    expect(await acme.import('directory')).toMatchObject({
      state: 'applied',
      counts: { accounts: 0, entitlements: 5, nesting: 1 },
    })
    const named = ['staff', 'finance', 'sales'].map(role)
    await acme.apply(
      ...named,
      rule('staff', 'true'),
      rule('finance', 'identity.department == "Finance"'),
      rule('sales', 'identity.department == "Sales"'),
    )
    await acme.idle()
  })
  afterAll(async () => {
    await acme?.close()
    await desk?.close()
    await slapd?.close()
  })

  const differ = async () =>
    (await acme.differences('directory'))
      .map((one) => `${one.kind} ${one.classification} ${one.identity?.name} ${one.entitlement?.name ?? ''}`.trim())
      .sort()
  const difference = async (who: string, what: string): Promise<string> =>
    (await acme.differences('directory')).find((one) => one.identity?.name === who && one.entitlement?.name === what)!
      .id

  it('has everybody who works there, in their groups and in no others', async () => {
    expect(await desk.person('ada')).toMatchObject({
      cn: 'Ada Lovelace',
      mail: 'ada@acme.test',
      departmentNumber: 'Finance',
    })
    expect([await desk.groupsOf('ada'), await desk.groupsOf('bob')]).toEqual([
      ['finance', 'staff'],
      ['sales', 'staff'],
    ])
    expect(await acme.held('ada')).toEqual(['directory/books', 'directory/finance', 'directory/staff'])
    expect(await acme.import('directory')).toMatchObject({ state: 'applied', counts: { accounts: 2, holdings: 4 } })
    expect(await differ()).toEqual([])
  })

  it('knows a joiner at the first instant of their first day where they work, and not before', async () => {
    acme.write('hr.csv', feed(ADA, BOB, EVE))
    await acme.read('hr')
    acme.wait('2026-03-08T22:59:59.999Z')
    await acme.idle()
    expect([await desk.person('eve'), await acme.operations('directory', 'open')]).toEqual([null, []])
    acme.wait('2026-03-08T23:00:00Z')
    await expect.poll(() => desk.groupsOf('eve'), { timeout: 15_000 }).toEqual(['finance', 'staff'])
    await acme.idle()
    expect(await desk.person('eve')).toMatchObject({ displayName: 'Eve Blum', mail: 'eve@acme.test' })
    expect(
      (await acme.operations('directory'))
        .filter((one) => one.identity?.name === 'eve')
        .map((one) => `${one.kind} ${one.state}`)
        .sort(),
    ).toEqual(['addEntitlement verified', 'addEntitlement verified', 'createAccount verified'])
  })

  it('follows a changed name and address on the account that is there', async () => {
    acme.write('hr.csv', feed(ADA, BOB, EVE.replace('Eve Blum,eve@', 'Eve Stein,eve.stein@')))
    await acme.read('hr')
    await acme.idle()
    expect(await desk.person('eve')).toMatchObject({
      uid: 'eve',
      displayName: 'Eve Stein',
      mail: 'eve.stein@acme.test',
    })
  })

  it('moves somebody: gone is what nothing justifies any more, and what was assigned stays', async () => {
    await acme.remit.ask('POST', '/assignments', {
      identity: 'bob',
      entitlement: 'directory/signers',
      justification: 'signs for the branch',
    })
    await acme.idle()
    acme.write(
      'hr.csv',
      feed(ADA, BOB.replace('Sales', 'Finance'), EVE.replace('Eve Blum,eve@', 'Eve Stein,eve.stein@')),
    )
    await acme.read('hr')
    await acme.idle()
    expect(await desk.groupsOf('bob')).toEqual(['finance', 'signers', 'staff'])
    expect(await desk.person('bob')).toMatchObject({ departmentNumber: 'Finance' })
  })

  it('tells what was done by hand apart, and puts back what is missing', async () => {
    await desk.join('signers', 'eve')
    await desk.leave('finance', 'ada')
    await acme.import('directory')
    expect(await differ()).toEqual([
      'missing-holding removed-outside ada directory/finance',
      'unjustified-holding added-outside eve directory/signers',
    ])
    await acme.idle()
    expect(await desk.groupsOf('ada')).toEqual(['finance', 'staff'])
    expect(await differ()).toEqual(['unjustified-holding added-outside eve directory/signers'])
    expect(await acme.may('eve', 'directory/signers')).toBe(false)
  })

  it('adopts what was done by hand into an assignment', async () => {
    await acme.dealWith('adopt', 'directory', [await difference('eve', 'directory/signers')])
    expect(await acme.may('eve', 'directory/signers')).toBe(true)
    await acme.import('directory')
    expect(await differ()).toEqual([])
    expect(await desk.groupsOf('eve')).toEqual(['finance', 'signers', 'staff'])
  })

  it('shows both paths that somebody was let in by, and takes both away for good', async () => {
    await desk.join('books', 'eve')
    await desk.join('books', 'bob')
    acme.write('hr.csv', feed(ADA, BOB, EVE.replace('Eve Blum,eve@', 'Eve Stein,eve.stein@')))
    await acme.read('hr')
    await acme.idle()
    await desk.join('finance', 'bob')
    await acme.import('directory')
    expect((await differ()).filter((one) => one.includes('bob'))).toEqual([
      'unjustified-holding added-outside bob directory/books',
      'unjustified-holding added-outside bob directory/finance',
    ])
    await acme.dealWith('remove', 'directory', [
      await difference('bob', 'directory/books'),
      await difference('bob', 'directory/finance'),
    ])
    await acme.idle()
    expect(await desk.groupsOf('bob')).toEqual(['sales', 'signers', 'staff'])
    await acme.import('directory')
    expect((await differ()).filter((one) => one.includes('bob'))).toEqual([])
    expect([await acme.may('bob', 'directory/books'), await acme.may('bob', 'directory/finance')]).toEqual([
      false,
      false,
    ])
  })

  it('takes everything from a leaver when their last day is over, by the clock alone', async () => {
    acme.write('hr.csv', feed(ADA, BOB, `${EVE.replace('Eve Blum,eve@', 'Eve Stein,eve.stein@')}2026-03-31`))
    await acme.read('hr')
    acme.wait('2026-03-31T21:59:59.999Z')
    await acme.idle()
    expect(await desk.groupsOf('eve')).toContain('finance')
    acme.wait('2026-03-31T22:00:00Z')
    expect(await acme.may('eve', 'directory/finance')).toBe(false)
    await expect.poll(async () => (await desk.person('eve'))?.employeeType, { timeout: 15_000 }).toBe('disabled')
    await acme.idle()
    expect(await desk.groupsOf('eve')).toEqual([])
    const after = (await acme.operations('directory')).filter(
      (one) => one.identity?.name === 'eve' && /remove|disable/.test(one.kind),
    )
    expect(after.map((one) => one.state)).toEqual(after.map(() => 'verified'))
    expect(await acme.remit.ask('POST', '/ledger/verify')).toMatchObject({ ok: true })
  })
})
