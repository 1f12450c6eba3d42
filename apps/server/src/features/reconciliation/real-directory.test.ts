import type { Connector } from '@remit/connector-sdk'
import { ldap } from '@remit/connectors'
import { type Slapd, startSlapd, whyNoSlapd } from '@remit/connectors/testing/slapd'
import { accept } from '@remit/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectorHost } from '../../platform/connector-host.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { applicationConfigurable, type Reaching } from '../applications/index.ts'
import { entitlementIds } from '../catalog/index.ts'
import { Provisioner } from '../provisioning/index.ts'
import { addIdentity, GrantBook } from '../provisioning/testing/scene.ts'
import { reconciliationFeature } from './feature.ts'
import { askForImport, importApplication } from './import-application.ts'

const why = whyNoSlapd()
const ENTRIES = `dn: uid=grace,ou=people,dc=acme,dc=test
objectClass: inetOrgPerson
uid: grace
cn: grace
sn: grace

dn: cn=editors,ou=groups,dc=acme,dc=test
objectClass: groupOfNames
cn: editors
member: uid=grace,ou=people,dc=acme,dc=test

dn: cn=readers,ou=groups,dc=acme,dc=test
objectClass: groupOfNames
cn: readers
member: cn=nobody
`

describe.skipIf(why !== null)(`a real directory${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let platform: TestPlatform
  let slapd: Slapd
  let reaching: Reaching
  const grants = new GrantBook()

  beforeAll(async () => {
    platform = await testPlatform()
    slapd = await startSlapd({ ldif: ENTRIES })
    reaching = {
      connectors: new Map([['ldap', ldap as Connector<never>]]),
      environment: { LDAP_PASSWORD: slapd.admin.password },
      hostFor: (name) =>
        connectorHost(
          { fileRoots: ['/nonexistent'], privateTargets: true, clock: platform.clock, log: platform.log },
          name,
        ),
    }
    reconciliationFeature(platform, { reaching, grantsOf: grants.grantsOf })
    await platform.jobs.start(false)
    const settings = {
      url: slapd.url,
      bindDn: slapd.admin.dn,
      password: { secret: 'LDAP_PASSWORD' },
      accounts: { base: slapd.people },
      groups: { base: slapd.groups },
    }
    const document = {
      kind: 'application',
      name: 'directory',
      connector: 'ldap',
      settings,
      accounts: { userName: '{name}', attributes: { cn: '{displayName}', sn: '{displayName}' } },
    }
    const kind = applicationConfigurable(reaching.connectors)
    expect(
      kind
        .check(new Map([['application', new Map([['directory', document]])]]))
        .filter((one) => one.severity === 'error'),
    ).toEqual([])
    await platform.perform(TESTER, async (work) => {
      await kind.save(work, [document], 'files')
      return accept()
    })
  })
  afterAll(async () => {
    await platform?.jobs.stop()
    await slapd?.close()
    await platform?.close()
  })

  const imported = async () => {
    platform.clock.pass(60_000)
    const { answer } = await platform.perform(TESTER, (work) => askForImport(work, platform, 'directory'))
    if (!answer.ok) throw new Error(answer.refusal)
    return importApplication(platform, { reaching, grantsOf: grants.grantsOf }, answer.value.run, async () => {})
  }
  const settled = async () => {
    const provisioner = new Provisioner(platform, { reaching, grantsOf: grants.grantsOf })
    for (let n = 0; n < 5; n++) {
      await provisioner.workOff()
      platform.clock.pass(60_000)
    }
  }
  const holdings = async () =>
    (
      await sql<{ held: string }>`
        select a.user_name || ' ' || e.name as held from holding h join account a on a.id = h.account_id join entitlement e on e.id = h.entitlement_id order by 1`.execute(
        platform.database,
      )
    ).rows.map((row) => row.held)

  it('is read, filled, read again without a difference, and emptied', async () => {
    await addIdentity(platform, 'grace')
    const ada = await addIdentity(platform, 'ada')
    expect(await imported()).toMatchObject({
      state: 'applied',
      counts: { accounts: 1, entitlements: 2, direct: 1, orphans: 0 },
    })
    const ids = await entitlementIds(platform.database, ['directory/editors', 'directory/readers'])
    grants.give(ada, ids.get('directory/readers')!)
    await imported()
    await settled()
    expect(await holdings()).toEqual(['ada directory/readers', 'grace directory/editors'])
    expect(await imported()).toMatchObject({ state: 'applied', counts: { accounts: 2, direct: 2, differences: 1 } })

    await platform.perform(TESTER, async (work) => {
      await sql`update identity set status = 'left' where name = 'ada'`.execute(work.tx)
      return accept()
    })
    grants.take(ada, ids.get('directory/readers')!)
    await imported()
    await settled()
    expect(await holdings()).toEqual(['grace directory/editors'])
    const { rows } = await sql<{ status: string }>`select status from account where user_name = 'ada'`.execute(
      platform.database,
    )
    expect(rows).toEqual([{ status: 'disabled' }])
  })
})
