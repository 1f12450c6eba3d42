import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Host, readAll, type Session } from '@remit/connector-sdk'
import { chaos } from '@remit/connector-sdk/chaos'
import { connectorContract } from '@remit/connector-sdk/contract-suite'
import { readJournal, type ScimService, startScimService } from '@remit/example-scim-service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { scim } from './connector.ts'

const TOKEN = 'correct-horse-battery'
const LIMITS = { pages: 100, items: 1000 }
let folder: string
let service: ScimService

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remit-scim-'))
  service = await startScimService({ port: 0, file: join(folder, 'state.json'), token: TOKEN })
  for (let n = 0; n < 7; n++) await post('/Users', { userName: `extra${n}` })
})
afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const open = (host: Host = testHost()): Promise<Session> =>
  scim.open({ url: `${service.url}/`, token: TOKEN, pageSize: 3 }, host)

async function post(path: string, body: object): Promise<string> {
  const kind = path.slice(1, -1)
  const answer = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/scim+json' },
    body: JSON.stringify({ schemas: [`urn:ietf:params:scim:schemas:core:2.0:${kind}`], ...body }),
  })
  return ((await answer.json()) as { id: string }).id
}

async function all(session: Session, of: Collection) {
  const read = session.read[of]
  return readAll<object>(read as NonNullable<typeof read>, LIMITS)
}

connectorContract({
  connector: scim,
  open: () => open(),
  life: {
    userName: 'ada@acme.test',
    attributes: { displayName: 'Ada', givenName: 'Ada', email: 'ada@acme.test', department: 'Finance' },
    change: { displayName: 'Ada Lovelace', title: 'Countess', department: 'Audit', email: 'ada@audit.test' },
    entitlement: () => post('/Groups', { displayName: 'readers' }),
  },
})

describe('a SCIM application', () => {
  it('tells groups within groups as nesting and no account of them', async () => {
    const inner = await post('/Groups', { displayName: 'inner' })
    const ada = await post('/Users', { userName: 'nested' })
    const outer = await post('/Groups', { displayName: 'outer', members: [{ value: inner }, { value: ada }] })
    const session = await open()
    expect(await all(session, 'nesting')).toEqual({ complete: true, items: [{ holder: inner, held: outer }] })
    expect((await all(session, 'holdings')).items).toContainEqual({ account: ada, entitlement: outer })
    expect((await session.read.account!(ada))?.holdings).toEqual([outer])
  })

  it('finds a user by a name in other letters, where the target compares them too strictly', async () => {
    const id = await post('/Users', { userName: 'Grace' })
    const session = await open()
    expect(await session.write.createAccount!({ userName: 'GRACE', attributes: {} }, 'key')).toEqual({
      outcome: 'already',
      account: id,
    })
  })

  it('puts quotes and brackets of a name into no filter but as a name', async () => {
    const session = await open()
    for (const userName of ['x" or userName pr or userName eq "', 'a\\"b', '%22&count=0#']) {
      expect(await session.read.accountByUserName!(userName)).toBeNull()
      const made = await session.write.createAccount!({ userName, attributes: {} }, 'key')
      expect(made.outcome).toBe('done')
      expect(await session.read.accountByUserName!(userName)).toMatchObject({ userName })
    }
  })

  it('clears an attribute set to null, and keeps the others', async () => {
    const session = await open()
    const attributes = { title: 'Countess', department: 'Finance', employeeNumber: '7' }
    const made = await session.write.createAccount!({ userName: 'cleared', attributes }, 'k1')
    const account = made.outcome === 'done' ? made.account! : ''
    const clear = { account, attributes: { title: null, department: null } }
    expect((await session.write.updateAccount!(clear, 'k2')).outcome).toBe('done')
    expect((await session.write.updateAccount!(clear, 'k3')).outcome).toBe('already')
    expect((await session.read.account!(account))?.account.attributes).toEqual({ employeeNumber: '7' })
  })

  it('has one user after a creation whose answer was lost and asked again', async () => {
    const host = testHost()
    const losing: Host = {
      ...host,
      async fetch(url, init) {
        const answer = await host.fetch(url, init)
        if (init?.method === 'POST') throw new Error('timeout')
        return answer
      },
    }
    const create = { userName: 'lost', attributes: {} }
    const first = await (await open(losing)).write.createAccount!(create, 'key')
    expect(first.outcome).toBe('unknown')
    expect((await (await open()).write.createAccount!(create, 'key')).outcome).toBe('already')
    expect(readJournal(service.journal).filter(({ name }) => name === 'lost').length).toBe(1)
  })

  it('is read completely, or not called complete', async () => {
    expect((await all(await open(), 'accounts')).complete).toBe(true)
    for (const fault of ['unreadable', 'truncated', 'loop'] as const) {
      const bad = chaos(await open(), { schedule: ['none', fault] })
      expect((await all(bad.session, 'accounts')).complete, fault).toBe(false)
    }
  })

  it('is not usable with a wrong token, and says so', async () => {
    const session = await scim.open({ url: service.url, token: 'wrong' }, testHost())
    expect(await session.check()).toMatchObject({
      outcome: 'declined',
      reason: expect.stringContaining('token is not'),
    })
  })

  it('is asked again later when nobody listens, since nothing can have happened', async () => {
    const gone = await startScimService({ port: 0, file: join(folder, 'gone.json'), token: TOKEN })
    await gone.close()
    const session = await scim.open({ url: gone.url, token: TOKEN }, testHost())
    expect((await session.write.deleteAccount!({ account: 'x' }, 'key')).outcome).toBe('later')
  })
})
