import type { Connector, Session } from '@remit/connector-sdk'
import { memoryTarget } from '@remit/connector-sdk/memory-target'
import { type AccountId, accept } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Document } from '../../platform/configurable.ts'
import { newId } from '../../platform/ids.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { correlateByHand, letReceive, setSecret } from './commands.ts'
import {
  type Account,
  accountsIn,
  applicationConfigurable,
  checkConnection,
  findApplication,
  openSession,
  type Reaching,
  saveAccounts,
} from './index.ts'

let platform: TestPlatform
let opened: unknown[]
const target = memoryTarget([])
const connector: Connector<never> = {
  name: 'wire',
  title: 'Wire',
  settings: {
    type: 'object',
    required: ['url', 'token'],
    additionalProperties: false,
    properties: {
      url: { type: 'string', format: 'uri' },
      token: { type: 'string', writeOnly: true },
      depth: { type: 'integer' },
    },
  },
  async open(settings): Promise<Session> {
    opened.push(settings)
    return target.session
  },
}
const connectors = new Map([['wire', connector]])
const reaching: Reaching = {
  connectors,
  environment: { WIRE_TOKEN: 'from the environment', WIRE_HOST: 'crm.example' },
  hostFor: () => ({}) as never,
}
const kind = applicationConfigurable(connectors)
const CRM: Document = {
  kind: 'application',
  name: 'crm',
  connector: 'wire',
  settings: { url: 'https://crm.example', depth: 2 },
}

beforeEach(async () => {
  platform = await testPlatform()
  opened = []
  await save(CRM)
})
afterEach(() => platform.close())

const perform = platformPerform()
function platformPerform() {
  return <Value>(deed: (work: Parameters<Parameters<TestPlatform['perform']>[1]>[0]) => Promise<Value>) =>
    platform
      .perform(TESTER, async (work) => accept(await deed(work)))
      .then(({ answer }) => (answer as { readonly value: Value }).value)
}
const save = (document: Document) => perform((work) => kind.save(work, [document], 'files'))
const crm = async () => (await findApplication(platform.database, { name: 'crm' }))!
const tell = (value: string) => perform((work) => setSecret(work, platform, reaching, 'crm', 'token', value))
const open = async () => openSession(platform, reaching, (await crm()).id)
const problems = (document: Document) =>
  kind
    .check(new Map([['application', new Map([[document.name, document]])]]))
    .filter((one) => one.severity === 'error')
    .map((one) => `${one.at}: ${one.message}`)

describe('the secret of an application', () => {
  it('reaches the connector and nothing else', async () => {
    await tell('s3cret')
    expect((await open()).ok).toBe(true)
    expect(opened).toEqual([{ url: 'https://crm.example', depth: 2, token: 's3cret' }])
    const { rows } = await sql<{
      everything: string
    }>`select coalesce(string_agg(body, ''), '') || (select string_agg(a::text, '') from application a) as everything from ledger_entry`.execute(
      platform.database,
    )
    expect(rows[0]!.everything).not.toContain('s3cret')
    expect(JSON.stringify(await kind.list(platform.database))).not.toContain('s3cret')
  })

  it('stays when something else changes, and is forgotten when the address does', async () => {
    await tell('s3cret')
    await save({ ...CRM, title: 'Customers', settings: { url: 'https://crm.example', depth: 3 } })
    expect(Object.keys((await crm()).secrets)).toEqual(['token'])
    await save({ ...CRM, settings: { url: 'https://evil.example', depth: 3 } })
    expect((await crm()).secrets).toEqual({})
  })

  it('does not open in another row', async () => {
    await tell('s3cret')
    await save({ ...CRM, name: 'other' })
    await perform((work) =>
      sql`update application set secrets = (select secrets from application where name = 'crm') where name = 'other'`.execute(
        work.tx,
      ),
    )
    const other = (await findApplication(platform.database, { name: 'other' }))!
    expect(await openSession(platform, reaching, other.id)).toMatchObject({
      ok: false,
      refusal: 'application.secret-unreadable',
    })
  })

  it('may be named in the document and then comes from the environment', async () => {
    await save({ ...CRM, settings: { url: `https://$${'{WIRE_HOST}'}`, token: { secret: 'WIRE_TOKEN' } } })
    expect((await open()).ok).toBe(true)
    expect(opened).toEqual([{ url: 'https://crm.example', token: 'from the environment' }])
    expect(await perform((work) => setSecret(work, platform, reaching, 'crm', 'token', 'x'))).toMatchObject({
      refusal: 'application.managed-by-files',
    })
  })

  it.each([
    [{ token: 'plain' }, 'a secret is never written'],
    [{ token: { secret: 'DATABASE_URL' } }, "Remit's own"],
    [{ depth: { secret: 'X' } }, 'no secret setting'],
    [{ depht: 2 }, 'must NOT have additional properties: depht'],
  ])('and settings that do not fit are told: %j', (settings, says) => {
    expect(problems({ ...CRM, settings: { url: 'https://crm.example', ...settings } }).join()).toContain(says)
  })

  it('and a mapping that is wrong is told', () => {
    expect(problems({ ...CRM, accounts: { userName: '{name|shout}' } })).toEqual([
      expect.stringContaining('accounts/userName: no filter "shout"'),
    ])
    expect(problems(CRM)).toEqual([])
  })
})

describe('a connection', () => {
  it('that answers is healthy, and the ledger tells when that changes', async () => {
    expect(await checkConnection(platform, reaching, await crm(), TESTER)).toEqual({ usable: true, message: '' })
    await checkConnection(platform, { ...reaching, connectors: new Map() }, await crm(), TESTER)
    const { rows } = await sql<{
      after: string
    }>`select body::jsonb #>> '{detail,after}' as after from ledger_entry where action = 'connection.changed' order by at, id`.execute(
      platform.database,
    )
    expect(rows.map((row) => row.after)).toEqual(['healthy', 'failing'])
  })
})

describe('accounts', () => {
  const person = async (name: string) => {
    const id = newId()
    await perform((work) =>
      sql`insert into identity (id, name, type, display_name, status, email) values (${id}, ${name}, 'employee', ${name}, 'active', ${`${name}@acme.example`})`.execute(
        work.tx,
      ),
    )
    return id
  }
  const read = async (...accounts: readonly object[]) => {
    const application = await crm()
    return perform((work) =>
      saveAccounts(work, application, accounts.map((one) => ({ status: 'active', attributes: {}, ...one })) as never, {
        complete: true,
        since: platform.clock.now(),
      }),
    )
  }
  const shown = async (): Promise<readonly string[]> =>
    (await accountsIn(platform.database, (await crm()).id)).map(
      (one: Account) => `${one.nativeId} ${one.identity === null ? 'orphan' : one.receives ? 'receives' : 'stands by'}`,
    )

  it('of one person: the active one receives, and goes on to when another appears', async () => {
    await person('ada')
    await read(
      { nativeId: '1', email: 'ada@acme.example', status: 'disabled' },
      { nativeId: '2', email: 'ADA@acme.example' },
      { nativeId: '3', email: 'ghost@acme.example' },
    )
    expect(await shown()).toEqual(['1 stands by', '2 receives', '3 orphan'])
    platform.clock.pass(1000)
    await read(
      { nativeId: '1', email: 'ada@acme.example' },
      { nativeId: '2', email: 'ada@acme.example', status: 'disabled' },
      { nativeId: '3' },
    )
    expect(await shown()).toEqual(['1 stands by', '2 receives', '3 orphan'])
  })

  it('that receives is gone: another one does', async () => {
    await person('ada')
    await read({ nativeId: '1', userName: 'ada' }, { nativeId: '2', email: 'ada@acme.example' })
    platform.clock.pass(1000)
    await read({ nativeId: '2', email: 'ada@acme.example' })
    expect(await shown()).toEqual(['2 receives'])
  })

  it('called like their owner receive where the application says so', async () => {
    await save({ ...CRM, receives: 'user-name' })
    await person('ada')
    await read({ nativeId: '1', userName: 'root-ada', email: 'ada@acme.example' }, { nativeId: '2', userName: 'ada' })
    expect(await shown()).toEqual(['1 stands by', '2 receives'])
  })

  it('belong to whom a person says, whatever the rules say later', async () => {
    await person('ada')
    await person('bob')
    await read({ nativeId: '1', userName: 'ada' })
    const [account] = await accountsIn(platform.database, (await crm()).id)
    const asked: (readonly unknown[])[] = []
    platform.events.on('accounts.changed', async (_work, { identities }) => void asked.push(identities))
    await perform((work) => correlateByHand(work, account!.id, null))
    platform.clock.pass(1000)
    await read({ nativeId: '1', userName: 'ada' })
    expect(await shown()).toEqual(['1 orphan'])
    await perform((work) => correlateByHand(work, account!.id, 'bob'))
    expect(await shown()).toEqual(['1 receives'])
    expect(asked.map((one) => one.length)).toEqual([1, 1])
  })

  it('receive by a word, one at a time, also when two are said at once', async () => {
    await person('ada')
    await read(
      { nativeId: '1', userName: 'ada' },
      { nativeId: '2', email: 'ada@acme.example' },
      { nativeId: '3', email: 'ada@acme.example' },
    )
    const [, second, third] = await accountsIn(platform.database, (await crm()).id)
    await Promise.all([second!, third!].map((one) => perform((work) => letReceive(work, one.id as AccountId))))
    expect((await shown()).filter((one) => one.endsWith('receives'))).toHaveLength(1)
  })
})
