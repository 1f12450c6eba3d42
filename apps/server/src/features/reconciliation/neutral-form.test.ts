import fs from 'node:fs'
import path from 'node:path'
import type { Session } from '@remit/connector-sdk'
import { csvApplication } from '@remit/connectors'
import { accept, type Result } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectorHost } from '../../platform/connector-host.ts'
import { newId } from '../../platform/ids.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { applicationConfigurable, findApplication, type Reaching } from '../applications/index.ts'
import { nestingFacts } from '../catalog/index.ts'
import { GrantBook } from '../provisioning/testing/scene.ts'
import { askForImport, IMPORT_JOB, importApplication } from './import-application.ts'
import { openFindings } from './store.ts'

const DATA = path.join(
  process.env.REMIT_TEST_DATA ?? path.join(import.meta.dirname, '../../../../../../shared/data'),
  'organisations',
)
const there = fs.existsSync(DATA)

let platform: TestPlatform
beforeEach(async () => {
  platform = await testPlatform()
  platform.jobs.define(IMPORT_JOB, async () => null)
  await platform.jobs.start(false)
})
afterEach(async () => {
  await platform.jobs.stop()
  await platform.close()
})

/** Everybody the files tell of, known as a source would know them. */
async function knowEverybody(session: Session): Promise<void> {
  const { items } = await session.read.identities!(null)
  await platform.perform(TESTER, async (work) => {
    const source = newId()
    await sql`insert into source (id, name, title, connector, spec, managed_by) values (${source}, 'organisation', 'o', 'csv', '{}', 'files')`.execute(
      work.tx,
    )
    for (const { key } of items) {
      const id = newId()
      const name = key
        .replace(/^[a-z]+:/, '')
        .toLowerCase()
        .replace(/[^a-z0-9._-]/g, '-')
      await sql`insert into identity (id, name, type, display_name, status) values (${id}, ${`${name}-${id.slice(-4)}`}, 'employee', ${key}, 'active')`.execute(
        work.tx,
      )
      await sql`insert into source_record (source_id, key, identity_id, said, last_run_id) values (${source}, ${key}, ${id}, '{}', ${newId()})`.execute(
        work.tx,
      )
    }
    return accept()
  })
}

async function load(organisation: string, more: object = {}) {
  const host = connectorHost(
    { fileRoots: [DATA], privateTargets: false, clock: platform.clock, log: platform.log },
    'test',
  )
  const reaching: Reaching = {
    connectors: new Map([['csv-application', csvApplication as never]]),
    environment: {},
    hostFor: () => host,
  }
  await platform.perform(TESTER, async (work) => {
    await applicationConfigurable(reaching.connectors).save(
      work,
      [
        {
          kind: 'application',
          name: organisation,
          connector: 'csv-application',
          settings: { directory: organisation },
          ...more,
        },
      ],
      'files',
    )
    return accept()
  })
  const session = await csvApplication.open({ directory: organisation }, host)
  if (organisation !== 'moj-modernisation-platform') await knowEverybody(session)
  const { answer } = (await platform.perform(TESTER, (work) => askForImport(work, platform, organisation))) as {
    answer: Result<{ run: never }, string>
  }
  if (!answer.ok) throw new Error(answer.refusal)
  const told = await importApplication(
    platform,
    { reaching, grantsOf: new GrantBook().grantsOf },
    answer.value.run,
    async () => {},
  )
  return {
    told: told as { state: string; problem?: string; counts: Record<string, number> },
    id: (await findApplication(platform.database, { name: organisation }))!.id,
  }
}
const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(platform.database)).rows[0]!.n

describe.skipIf(!there)(`organisations in the neutral form (skipped where ${DATA} is missing)`, () => {
  it('rust-team loads with exactly its counts; a tree of teams passes nothing on, and an alumnus has no access', async () => {
    const { told, id } = await load('rust-team')
    expect(told).toMatchObject({
      state: 'applied',
      counts: { accounts: 1846, entitlements: 875, dangling: 0, orphans: 0, unknownPeople: 0 },
    })
    // 3,012 direct grants: of people themselves, and of one entitlement to the holders of another; 121 nestings besides.
    expect(told.counts.holdings! + (told.counts.nesting! - 121)).toBe(3012)
    expect(await count('nesting')).toBe(told.counts.nesting)
    expect((await nestingFacts(platform.database)).length).toBe(told.counts.nesting! - 118)
    expect(told.counts).toMatchObject({ ties: 1339, notAccess: 856 })
    expect(await count('tie')).toBe(2195)
    expect((await openFindings(platform.database, id, { kinds: ['unjustified-holding'] })).length).toBe(
      new Set(
        (
          await sql<{ k: string }>`select identity_id || '|' || entitlement_id as k from tie where access`.execute(
            platform.database,
          )
        ).rows.map((row) => row.k),
      ).size,
    )
  })

  it('knative-org: teams of a GitHub organisation inherit', async () => {
    const { told } = await load('knative-org')
    expect(told).toMatchObject({
      state: 'applied',
      counts: { accounts: 81, entitlements: 256, direct: 311, nesting: 227, dangling: 0, orphans: 0 },
    })
    expect(await nestingFacts(platform.database)).toHaveLength(227)
  })

  it('cloudfoundry-wg: working groups contain, and pass nothing on', async () => {
    const { told } = await load('cloudfoundry-wg')
    expect(told).toMatchObject({
      state: 'applied',
      counts: { accounts: 267, entitlements: 991, holdings: 699, dangling: 0 },
    })
    // Nine are told twice, as member and as bot: one holding each.
    expect(told.counts.direct).toBe(690)
    expect(await nestingFacts(platform.database)).toHaveLength(told.counts.nesting! - 156)
  })

  it('moj-modernisation-platform has no people, and loads all the same', async () => {
    const { told } = await load('moj-modernisation-platform')
    expect(told).toMatchObject({
      state: 'applied',
      counts: { accounts: 0, entitlements: 776, nesting: 1045, holdings: 0 },
    })
  })
})
