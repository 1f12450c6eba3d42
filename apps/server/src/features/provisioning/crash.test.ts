import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { randomFrom } from '@remit/connector-sdk/chaos'
import { scim } from '@remit/connectors'
import { readJournal, type ScimService, startScimService } from '@remit/example-scim-service'
import { accept, type IdentityId, seconds } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseClock } from '../../platform/clock.ts'
import { connectorHost } from '../../platform/connector-host.ts'
import { performer } from '../../platform/unit-of-work.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import {
  applicationConfigurable,
  findApplication,
  noteImport,
  openSession,
  type Reaching,
} from '../applications/index.ts'
import { saveEntitlements } from '../catalog/index.ts'
import { Provisioner, planOperations } from './index.ts'
import { everythingIn } from './testing/everything.ts'
import { addIdentity } from './testing/scene.ts'

const TOKEN = 'a-token-of-a-throw-away-service'
const PEOPLE = 16
const MOST_KILLS = 5
const GROUPS = ['editors', 'readers']

let folder: string
let target: ScimService
let platform: TestPlatform
let reaching: Reaching

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'remit-crash-'))
  target = await startScimService({ port: 0, file: path.join(folder, 'scim.json'), token: TOKEN })
  const stopped = await testPlatform()
  // Leases are measured by the clock that the workers to be killed have.
  const clock = new DatabaseClock()
  platform = { ...stopped, clock: clock as never, perform: performer(stopped.database, clock, stopped.events.emitter) }
  reaching = {
    connectors: new Map([['scim', scim as never]]),
    environment: { SCIM_TOKEN: TOKEN },
    hostFor: (name) =>
      connectorHost({ fileRoots: [folder], privateTargets: true, clock, log: platform.log, deadline: 800 }, name),
  }
  for (const displayName of GROUPS)
    await fetch(`${target.url}/Groups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName }),
    })
})
afterEach(async () => {
  await platform.close()
  await target.close()
  await fs.rm(folder, { recursive: true })
})

/** Everybody is to have an account and every group. */
async function plan(accountsOnly: boolean): Promise<void> {
  const ids: IdentityId[] = []
  for (let n = 0; n < PEOPLE; n++) ids.push(await addIdentity(platform, `person${n}`))
  const document = {
    kind: 'application',
    name: 'wiki',
    connector: 'scim',
    settings: { url: target.url, token: { secret: 'SCIM_TOKEN' } },
    accounts: { userName: '{name}' },
  }
  await platform.perform(TESTER, async (work) => {
    await applicationConfigurable(reaching.connectors).save(work, [document], 'files')
    return accept()
  })
  const application = (await findApplication(platform.database, { name: 'wiki' }))!
  const opened = await openSession(platform, reaching, application.id)
  if (!opened.ok) throw new Error(opened.refusal)
  const { items } = await opened.value.read.entitlements!(null)
  await platform.perform(TESTER, async (work) => {
    await saveEntitlements(work, application, {
      entitlements: items,
      nesting: [],
      complete: { entitlements: true, nesting: true },
    })
    await noteImport(work.tx, application.id, work.now)
    return accept()
  })
  await platform.perform(TESTER, async (work) => {
    await planOperations(
      work,
      everythingIn(platform.database),
      ids.map((identity) => ({ identity, opened: [], closed: [], entry: null })),
      'act',
    )
    if (accountsOnly) await sql`delete from operation where kind <> 'createAccount'`.execute(work.tx)
    return accept()
  })
}

/** A worker in a process of its own, killed after so many milliseconds of work, or as soon as it has noted something as done. */
async function workAndDie(manner: 'careful' | 'mark-first', after: number | 'noted'): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      path.join(import.meta.dirname, 'testing/crash-child.ts'),
      JSON.stringify({ connection: platform.connection, manner }),
    ],
    {
      env: { ...process.env, SCIM_TOKEN: TOKEN },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise<void>((working, failed) => {
    child.stdout.once('data', () => working())
    child.once('exit', (code) => failed(new Error(`the worker ended by itself (${code})`)))
  })
  if (after === 'noted') await new Promise((noted) => child.stdout.once('data', noted))
  else await new Promise((resume) => setTimeout(resume, after))
  const dead = new Promise((gone) => child.once('exit', gone))
  child.kill('SIGKILL')
  await dead
}
const openOperations = async (): Promise<number> =>
  (
    await sql<{
      n: number
    }>`select count(*) as n from operation where state in ('waiting', 'running', 'later', 'unknown', 'done')`.execute(
      platform.database,
    )
  ).rows[0]!.n
const journal = () => readJournal(target.journal).filter((line) => !(line.did === 'group.created'))

describe('a worker killed again and again', () => {
  it('loses nothing and does nothing twice', async () => {
    await plan(false)
    const random = randomFrom(7)
    let kills = 0
    while ((await openOperations()) > PEOPLE / 2 && kills < MOST_KILLS) {
      await workAndDie('careful', 50 + random() * 200)
      kills++
    }
    expect(kills).toBeGreaterThan(1)
    const survivor = new Provisioner(platform, {
      reaching,
      grantsOf: everythingIn(platform.database),
      lease: seconds(2),
    })
    for (let n = 0; n < 100 && (await openOperations()) > 0; n++) {
      await survivor.workOff()
      await new Promise((resume) => setTimeout(resume, 200))
    }
    const states = await sql<{
      state: string
      n: number
    }>`select state, count(*) as n from operation group by 1`.execute(platform.database)
    expect(states.rows).toEqual([{ state: 'verified', n: PEOPLE * 3 }])
    const created = journal()
      .filter((line) => line.did === 'user.created')
      .map((line) => line.name)
    expect([...created].sort()).toEqual(Array.from({ length: PEOPLE }, (_, n) => `person${n}`).sort())
    const added = journal().flatMap((line) => (line.added ?? []).map((user) => `${line.name} ${user}`))
    expect(new Set(added).size).toBe(PEOPLE * GROUPS.length)
    expect(added).toHaveLength(PEOPLE * GROUPS.length)
  }, 120_000)

  it('would lose some if it noted them as done first (the control)', async () => {
    await plan(true)
    const lost = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from operation where state = 'verified'`.execute(
        platform.database,
      )
      return rows[0]!.n - journal().filter((line) => line.did === 'user.created').length
    }
    for (let kills = 0; (await lost()) === 0 && (await openOperations()) > 0 && kills < 3 * MOST_KILLS; kills++)
      await workAndDie('mark-first', 'noted')
    expect(await lost()).toBeGreaterThan(0)
  }, 120_000)
})
