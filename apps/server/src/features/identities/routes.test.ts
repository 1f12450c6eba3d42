import { accept, type IdentityId } from '@remit/kernel'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttp } from '../../platform/http/server.ts'
import { newId } from '../../platform/ids.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { devicesRoutes } from '../devices/index.ts'
import { identitiesRoutes, saveClaims } from './index.ts'

let platform: TestPlatform
let http: FastifyInstance

beforeAll(async () => {
  platform = await testPlatform()
  const everything = Object.assign(new Set<string>(), { has: () => true })
  http = await openHttp({
    log: platform.log,
    https: false,
    authenticate: async () => ({
      by: TESTER,
      permissions: everything,
      owns: new Set(),
      operator: null,
      identity: null,
    }),
  })
  await http.register(identitiesRoutes(platform))
  await http.register(devicesRoutes(platform))
})
afterAll(async () => {
  await http.close()
  await platform.close()
})

const get = async (url: string) => {
  const answer = await http.inject(url)
  return { status: answer.statusCode, body: answer.json() }
}
const ask = async (method: 'POST' | 'PATCH', url: string, payload: object) => {
  const answer = await http.inject({ method, url, payload })
  return { status: answer.statusCode, body: answer.json() }
}

describe('an identity registered in the console', () => {
  it('is somebody, with where each value comes from', async () => {
    expect(
      (
        await ask('POST', '/identities', {
          displayName: 'Grace Hopper',
          type: 'contractor',
          email: 'grace@example.org',
          ends: '2026-12-31',
          attributes: { department: 'Compilers' },
        })
      ).status,
    ).toBe(201)
    expect((await get('/identities/grace.hopper')).body).toMatchObject({
      displayName: 'Grace Hopper',
      type: 'contractor',
      state: 'active',
      end: '2027-01-01T00:00:00.000Z',
      attributes: [
        { name: 'department', value: 'Compilers', source: 'remit' },
        { name: 'email', value: 'grace@example.org', source: 'remit' },
      ],
    })
  })

  it('needs a person who answers for it when it acts by itself', async () => {
    const agent = { displayName: 'Build Bot', type: 'agent', name: 'build-bot' }
    expect((await ask('POST', '/identities', agent)).body.code).toBe('identity.owner-missing')
    expect((await ask('POST', '/identities', { ...agent, owner: 'nobody' })).body.code).toBe('identity.unknown')
    expect((await ask('POST', '/identities', { ...agent, owner: 'grace.hopper' })).status).toBe(201)
    expect((await ask('POST', '/identities', { ...agent, name: 'other-bot', owner: 'build-bot' })).body.code).toBe(
      'identity.owner-unfit',
    )
    expect((await ask('POST', '/identities', { ...agent, owner: 'grace.hopper' })).body.code).toBe(
      'identity.name-taken',
    )
    expect((await get('/identities/build-bot')).body.owner.name).toBe('grace.hopper')
    expect((await get('/identities/grace.hopper')).body.reports).toBe(1)
  })

  it('can be changed here, and its history says from what to what', async () => {
    platform.clock.pass(60_000)
    expect(
      (
        await ask('PATCH', '/identities/grace.hopper', {
          attributes: { department: 'Navy', title: 'Admiral' },
          email: null,
        })
      ).status,
    ).toBe(200)
    const { items } = (await get('/identities/grace.hopper/history')).body
    expect(items[0].changes).toEqual([
      { field: 'email', before: 'grace@example.org', after: null, source: null },
      { field: 'department', before: 'Compilers', after: 'Navy', source: 'remit' },
      { field: 'title', before: null, after: 'Admiral', source: 'remit' },
    ])
    expect(items.length).toBe(2)
  })

  it('is refused what the schema does not know, and what is no date', async () => {
    expect(
      (await ask('PATCH', '/identities/grace.hopper', { attributes: { departement: 'Navy' } })).body.detail,
    ).toMatch('There are: costCenter, department')
    expect((await ask('PATCH', '/identities/grace.hopper', { starts: '2027-02-01' })).body.code).toBe(
      'identity.time-unreadable',
    )
    expect((await ask('PATCH', '/identities/grace.hopper', { nickname: 'x' })).status).toBe(400)
  })

  it('can only be changed where it comes from', async () => {
    const identity = newId<IdentityId>()
    await platform.perform(TESTER, async (work) =>
      accept(await saveClaims(work, [{ identity, source: 'hr', rank: 10, said: { displayName: 'Hugh Resource' } }])),
    )
    expect((await ask('PATCH', '/identities/hugh.resource', { displayName: 'Hacked' })).body).toMatchObject({
      code: 'identity.mastered-elsewhere',
      detail: 'hugh.resource is told of by hr.',
    })
  })
})

describe('devices', () => {
  it('find their owners and tell how far they are trusted', async () => {
    const seen = '2026-03-01T00:00:00Z'
    const report = await ask('POST', '/devices', {
      devices: [
        { key: 'A1', owner: 'grace.hopper', managed: true, compliant: true, lastSeen: seen, platform: 'macos' },
        { key: 'A2', owner: 'nobody@example.org', compliant: true },
      ],
    })
    expect(report.body).toEqual({ added: 2, changed: 0, unchanged: 0, unowned: ['A2'] })
    expect((await get('/identities/grace.hopper/devices')).body.items).toMatchObject([
      { name: 'A1', trust: 'compliant', owner: { name: 'grace.hopper' } },
    ])
    expect((await get('/devices?trust=unknown')).body.items).toMatchObject([{ name: 'A2', owner: null }])
    expect(
      (
        await ask('POST', '/devices', {
          devices: [
            { key: 'A1', owner: 'grace.hopper', managed: true, compliant: false, lastSeen: seen, platform: 'macos' },
          ],
        })
      ).body,
    ).toMatchObject({ changed: 1 })
    expect((await get('/devices?q=A1')).body.items[0]).toMatchObject({ trust: 'managed', compliant: false })
  })
})

describe('a list of very many', () => {
  const size = process.env.REMIT_PROVE_SECONDS ? 100_000 : 20_000

  beforeAll(async () => {
    await platform.perform(TESTER, async ({ tx }) => {
      await sql`
        insert into identity (id, name, type, display_name, status, starts_at, email, attributes)
        select gen_random_uuid(), 'many.' || n, case when n % 10 = 0 then 'contractor' else 'employee' end, 'Person ' || md5(n::text),
          case when n % 50 = 0 then 'left' else 'active' end, '2020-01-01'::timestamptz + n * interval '1 hour', 'many' || n || '@example.org',
          jsonb_build_object('department', 'Department ' || n % 40, 'title', 'Title ' || n % 100)
        from generate_series(1, ${size}) n`.execute(tx)
      await sql`insert into derivation (identity_id, grants, epoch, derived_at) select id, length(name) * 7 % 31, 0, now() from identity`.execute(
        tx,
      )
      return accept()
    })
    await sql`analyze`.execute(platform.database)
  })

  it.each([
    'sort=displayName',
    'sort=-displayName',
    'sort=name',
    'sort=department',
    'sort=-start',
    'sort=grants',
    'q=deadbe',
    'q=person',
    'q=many.19',
    'state=left',
    'state=pre-hire',
    'department=Department%207',
    'type=contractor&sort=name',
    'manager=grace.hopper',
    'source=hr',
    'state=active&department=Department%203&q=a',
  ])('answers ?%s within a hundred milliseconds', async (query) => {
    await get(`/identities?${query}`)
    const times: number[] = []
    for (let n = 0; n < 5; n++) {
      const began = performance.now()
      expect((await get(`/identities?${query}`)).status).toBe(200)
      times.push(performance.now() - began)
    }
    if (process.env.REMIT_PROVE_SECONDS) process.stdout.write(`${query}: ${Math.min(...times).toFixed(1)} ms\n`)
    // The fastest of five: other tests share the machine.
    expect(Math.min(...times)).toBeLessThan(100)
  })

  it.each(['displayName', '-displayName', 'department', '-start', 'grants'])(
    'in pages by %s tells of everybody once, in order',
    async (sort) => {
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const { body } = await get(`/identities?department=Department%207&sort=${sort}&limit=120${cursor}`)
        seen.push(...body.items.map(({ id }: { id: string }) => id))
        if (body.next === null) break
        cursor = `&cursor=${body.next}`
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBe(size / 40)
    },
  )

  it('says how many exactly up to ten thousand, and about how many beyond', async () => {
    expect((await get('/identities?department=Department%207')).body).toMatchObject({
      total: size / 40,
      totalIsEstimate: false,
    })
    const all = (await get('/identities')).body
    expect(all.totalIsEstimate).toBe(true)
    expect(Math.abs(all.total - size) / size).toBeLessThan(0.1)
  })
})
