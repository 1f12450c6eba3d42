import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Caller, openHttp } from '../../platform/http/server.ts'
import { TESTER } from '../../testing/test-platform.ts'
import { applicationsRoutes } from '../applications/index.ts'
import { catalogRoutes } from '../catalog/index.ts'
import { provisioningRoutes } from '../provisioning/index.ts'
import { type Scene, scene } from '../provisioning/testing/scene.ts'
import { reconciliationFeature } from './feature.ts'
import { importApplication } from './import-application.ts'
import { reconciliationRoutes } from './routes.ts'
import type { RunId } from './store.ts'

let here: Scene
let http: FastifyInstance
let caller: Caller
const allowing = (...permissions: readonly string[]): Caller => ({
  by: TESTER,
  permissions: new Set(permissions),
  owns: new Set(),
  operator: null,
  identity: null,
})
const EVERYTHING = ['applications', 'catalog', 'provisioning', 'reconciliation'].flatMap((one) => [
  `${one}.read`,
  `${one}.write`,
  `${one}.write-any`,
])

beforeEach(async () => {
  here = await scene({ accounts: { userName: '{name}' } })
  await sql`update connection set last_import_at = null`.execute(here.platform.database)
  const tools = { reaching: here.reaching, grantsOf: here.grants.grantsOf }
  reconciliationFeature(here.platform, tools)
  await here.platform.jobs.start(false)
  caller = allowing(...EVERYTHING)
  http = await openHttp({ log: here.platform.log, authenticate: async () => caller, https: false })
  for (const routes of [
    applicationsRoutes(here.platform, here.reaching),
    catalogRoutes(here.platform),
    provisioningRoutes(here.platform, here.grants.grantsOf),
    reconciliationRoutes(here.platform),
  ])
    await http.register(routes)
  await here.target.session.write.createAccount!({ userName: 'ada', attributes: {} }, 'outside')
  await here.target.session.write.addEntitlement!({ account: 'account-1', entitlement: 'g-admins' }, 'outside')
  here.grants.give(here.ada, here.editors)
})
afterEach(async () => {
  await http.close()
  await here.platform.jobs.stop()
  await here.close()
})

const get = async (url: string) => (await http.inject({ method: 'GET', url })).json()
const post = async (url: string, payload?: object) => {
  const answer = await http.inject({ method: 'POST', url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
}
const imported = async () => {
  here.platform.clock.pass(1000)
  const { status, body } = await post('/applications/crm/imports')
  expect(status).toBe(202)
  await importApplication(
    here.platform,
    { reaching: here.reaching, grantsOf: here.grants.grantsOf },
    body.run as RunId,
    async () => {},
  )
}

describe('over HTTP', () => {
  it('an application is checked, imported, shown with its counts, and its drift dealt with as shown', async () => {
    expect((await post('/applications/crm/check')).body).toEqual({ usable: true, message: '' })
    await imported()
    expect((await get('/applications')).items).toMatchObject([
      { name: 'crm', health: { state: 'healthy' }, counts: { accounts: 1, holdings: 1, unjustified: 1 } },
    ])
    expect((await get('/applications/crm/imports')).items).toMatchObject([
      { state: 'applied', counts: { accounts: 1 } },
    ])
    expect((await get('/applications/crm/accounts')).items).toMatchObject([
      { userName: 'ada', identity: { name: 'ada' }, receives: true, holdings: 1 },
    ])
    const differences = await get('/applications/crm/differences?kind=unjustified-holding')
    expect(differences).toMatchObject({
      total: 1,
      items: [{ entitlement: { name: 'crm/admins' }, identity: { name: 'ada' }, classification: 'initial' }],
    })

    const shown = (
      await post('/applications/crm/differences/preview', { deed: 'remove', ids: [differences.items[0].id] })
    ).body
    expect(shown).toMatchObject({ count: 1, people: 1, brake: { tripped: false } })
    const asked = { ids: shown.ids, justification: 'nobody needs it' }
    expect(await post('/applications/crm/differences/remove', { ...asked, hash: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'difference.list-changed' },
    })
    expect(await post('/applications/crm/differences/remove', { ...asked, hash: shown.hash })).toMatchObject({
      status: 200,
      body: { removing: 1 },
    })
    await here.settle()
    expect((await get('/findings')).items).toEqual([])
    expect((await get('/operations?application=crm&state=verified')).items).toMatchObject([
      { kind: 'removeEntitlement', cause: expect.stringContaining('removal asked') },
      { kind: 'addEntitlement' },
    ])
  })

  it('an operation tells its history, and is tried again, skipped or reported done by people', async () => {
    await imported()
    const [operation] = (await get('/operations')).items
    expect(await post(`/operations/${operation.id}/complete`, { note: 'done' })).toMatchObject({
      status: 409,
      body: { code: 'operation.not-manual' },
    })
    expect((await post(`/operations/${operation.id}/retry`)).status).toBe(200)
    expect((await post(`/operations/${operation.id}/skip`, { reason: 'not now' })).status).toBe(200)
    expect(await get(`/operations/${operation.id}`)).toMatchObject({
      state: 'superseded',
      history: [{ action: 'operation.retried' }, { action: 'operation.superseded', why: 'not now' }],
    })
    expect((await post('/operations/00000000-0000-7000-8000-000000000000/retry')).status).toBe(404)
  })

  it('an owner deals with what is theirs and nothing else', async () => {
    caller = { ...allowing('reconciliation.write', 'catalog.write', 'catalog.read'), owns: new Set(['wiki']) }
    expect((await post('/applications/crm/imports')).status).toBe(403)
    const [entitlement] = (await get('/entitlements?application=crm')).items
    const edit = async () =>
      (
        await http.inject({
          method: 'PATCH',
          url: '/entitlements',
          payload: { ids: [entitlement.id], set: { risk: 'high' } },
        })
      ).statusCode
    expect(await edit()).toBe(403)
    caller = { ...caller, owns: new Set(['crm']) }
    expect(await edit()).toBe(200)
    expect((await get(`/entitlements/${entitlement.id}`)).risk).toBe('high')
    expect((await post('/applications/crm/imports')).status).toBe(202)
    expect(await post('/applications/crm/imports')).toMatchObject({
      status: 409,
      body: { code: 'import.already-running' },
    })
  })

  it('pages of entitlements follow each other without a gap', async () => {
    const first = await get('/entitlements?limit=2')
    const second = await get(`/entitlements?limit=2&cursor=${first.next}`)
    expect([...first.items, ...second.items].map((one: { name: string }) => one.name)).toEqual([
      'crm/admins',
      'crm/editors',
      'crm/readers',
    ])
    expect(second.next).toBeNull()
  })

  it('whose account it is can be said, and keys that are none are told so', async () => {
    await imported()
    const [account] = (await get('/applications/crm/accounts')).items
    expect((await post(`/accounts/${account.id}/correlate`, { identity: null })).status).toBe(200)
    expect((await get('/applications/crm/accounts?orphan=true')).items).toHaveLength(1)
    expect(await post(`/accounts/${account.id}/receives`)).toMatchObject({
      status: 409,
      body: { code: 'account.nobody' },
    })
    expect((await post(`/accounts/${account.id}/correlate`, { identity: 'nobody-known' })).status).toBe(404)
    expect((await post(`/accounts/${account.id}/correlate`, { identity: 'ada' })).status).toBe(200)
    expect((await get(`/identities/${here.ada}/accounts`)).items).toMatchObject([{ userName: 'ada', receives: true }])
  })
})
