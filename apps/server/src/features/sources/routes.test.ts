import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { csvDevices } from '@remit/connectors'
import { accept } from '@remit/kernel'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Document } from '../../platform/configurable.ts'
import { openHttp } from '../../platform/http/server.ts'
import { TESTER } from '../../testing/test-platform.ts'
import { devicesOf } from '../devices/index.ts'
import { asSource, sourceConfigurable } from './configurable.ts'
import { sourcesRoutes } from './index.ts'
import { csv, firm, openScene, type Scene } from './testing/scene.ts'

const ACME = path.resolve(import.meta.dirname, '../../../../../examples/acme')

let scene: Scene
let http: FastifyInstance

beforeAll(async () => {
  scene = await openScene([csvDevices as never])
  const { platform, tools } = scene
  await platform.jobs.start(true)
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
  await http.register(sourcesRoutes(platform, tools))
  await scene.declare('hr')
})
afterAll(async () => {
  await http.close()
  await scene.platform.jobs.stop()
  await scene.close()
})

const get = async (url: string) => (await http.inject(url)).json()
const post = async (url: string, payload?: object) => {
  const answer = await http.inject({ method: 'POST', url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const upload = async (content: string) => {
  const answer = await http.inject({
    method: 'POST',
    url: '/sources/hr/files',
    headers: { 'content-type': 'text/csv' },
    payload: content,
  })
  return answer.json().file as string
}
async function settled(run: string) {
  for (let tries = 0; tries < 200; tries++) {
    const found = await get(`/runs/${run}`)
    if (!['reading', 'applying'].includes(found.state)) return found
    await new Promise((resume) => setTimeout(resume, 50))
  }
  throw new Error('the run does not settle')
}

describe('a source over HTTP', () => {
  it('takes a file, reads it by a job, and shows how it went', async () => {
    const file = await upload(csv(firm(30)))
    const asked = await post('/sources/hr/runs', { file })
    expect(asked.status).toBe(202)
    expect(await settled(asked.body.run)).toMatchObject({
      state: 'applied',
      source: 'hr',
      file,
      counts: { new: 30 },
      sample: [],
    })
    expect((await get('/sources')).items).toMatchObject([
      { name: 'hr', records: 30, missing: 0, waiting: 0, lastRun: { state: 'applied' } },
    ])
    expect((await get('/sources/hr/runs')).items.length).toBe(1)
    expect(await get('/sources/hr')).toMatchObject({ title: 'hr', document: { absence: 'report' } })
  })

  it('refuses a file that nobody brought', async () => {
    expect((await post('/sources/hr/runs', { file: 'a'.repeat(64) })).body.code).toBe('source.file-unknown')
    expect((await post('/sources/hr/runs', { file: '../../etc/passwd' })).status).toBe(400)
  })

  it('pauses what looks like a mistake, shows it, and lets exactly that happen', async () => {
    const asked = await post('/sources/hr/runs', { file: await upload(csv(firm(18))) })
    const run = await settled(asked.body.run)
    expect(run).toMatchObject({
      state: 'paused',
      why: expect.stringContaining('12 of 30 people are missing'),
      sample: expect.arrayContaining([expect.objectContaining({ key: 'E29', change: 'missing' })]),
    })
    expect((await post('/sources/hr/runs')).body).toMatchObject({ code: 'source.run-open', detail: run.why })
    expect((await post(`/runs/${run.id}/release`, { listHash: '0'.repeat(64) })).status).toBe(412)
    expect((await post(`/runs/${run.id}/release`, { listHash: run.listHash })).status).toBe(202)
    expect((await settled(run.id)).state).toBe('applied')
    expect((await get('/sources/hr')).missing).toBe(12)
    expect((await post(`/runs/${run.id}/discard`)).body.code).toBe('run.not-paused')
  })

  it('asks who somebody is, and takes the answer back', async () => {
    const [first, ...rest] = firm(18)
    const asked = await post('/sources/hr/runs', { file: await upload(csv([{ ...first!, number: 'NEW' }, ...rest])) })
    expect((await settled(asked.body.run)).counts.cases).toBe(1)
    const { items } = await get('/correlation-cases?state=open')
    expect(items).toMatchObject([{ key: 'NEW', displayName: 'Ada Number0', candidates: [{ name: 'ada.number0' }] }])
    expect((await post(`/correlation-cases/${items[0].id}/resolve`, { decision: 'merge' })).body.code).toBe(
      'case.identity-needed',
    )
    expect(
      (await post(`/correlation-cases/${items[0].id}/resolve`, { decision: 'merge', identity: 'ben.number1' })).body
        .code,
    ).toBe('case.identity-taken')
    expect(
      (await post(`/correlation-cases/${items[0].id}/resolve`, { decision: 'merge', identity: 'ada.number0' })).status,
    ).toBe(200)
    expect((await get(`/correlation-cases/${items[0].id}`)).decision).toMatchObject({ as: 'merge', by: 'test' })
    expect((await post(`/correlation-cases/${items[0].id}/undo`)).status).toBe(200)
    expect((await get('/correlation-cases?state=open')).items.length).toBe(1)
  })
})

describe('documents', () => {
  const documentsOf = async (file: string) =>
    parseAllDocuments(await readFile(path.join(ACME, 'policies', file), 'utf8')).map(
      (document) => document.toJS() as Document,
    )
  const byName = (documents: readonly Document[]) => new Map(documents.map((document) => [document.name, document]))

  it('of Acme are sound, and saved as they are written', async () => {
    const [sources, attributes] = [await documentsOf('sources.yaml'), await documentsOf('attributes.yaml')]
    const kind = sourceConfigurable(scene.tools.connectors)
    expect(
      kind.check(
        new Map([
          ['source', byName(sources)],
          ['attribute', byName(attributes)],
        ]),
      ),
    ).toEqual([])
    await scene.platform.perform(TESTER, async (work) =>
      accept(
        await kind.save(
          work,
          sources.filter(({ name }) => name !== 'hr'),
          'files',
        ),
      ),
    )
    const listed = byName((await kind.list(scene.platform.database)).map(({ document }) => document))
    for (const document of sources.filter(({ name }) => name !== 'hr'))
      expect(listed.get(document.name)).toEqual(asSource(document))
  })

  it('are told what is wrong with them, and what would be right', () => {
    const wrong: Document = {
      kind: 'source',
      name: 'x',
      connector: 'csv-people',
      settings: { path: 'x.csv', columns: {}, kye: 'id' },
      mapping: { departement: 'dept' },
      correlation: [{ match: ['starts'], certain: true }],
    }
    const findings = sourceConfigurable(scene.tools.connectors).check(new Map([['source', byName([wrong])]]))
    expect(findings.map(({ check, at }) => `${check} ${at}`)).toEqual([
      'settings-fit-the-connector settings',
      'settings-fit-the-connector settings',
      'settings-fit-the-connector settings/columns',
      'mapping-is-declared mapping/departement',
      'correlation-begins-with-a-mark correlation/0/match',
    ])
  })

  it('of a device manager bring devices to their owners', async () => {
    await scene.declare('uem', { connector: 'csv-devices', settings: { path: 'uem.csv' } })
    const header = (await readFile(path.join(ACME, 'devices.csv'), 'utf8')).split('\n')[0]!
    const row = {
      serial: 'LT-1',
      owner: 'person1@example.org',
      platform: 'macos',
      model: 'M',
      managed: 'true',
      compliant: 'true',
      last_seen: '2026-03-01T00:00:00Z',
    } as Record<string, string>
    await scene.put(
      'uem',
      `${header}\n${header
        .split(',')
        .map((column) => row[column] ?? '')
        .join(',')}\n`,
    )
    expect(await scene.read('uem')).toMatchObject({ state: 'applied', counts: { devices: 1 } })
    const ben = (await scene.everybody()).find(({ name }) => name === 'ben.number1')!
    expect((await devicesOf(scene.platform.database, [ben.id])).get(ben.id)).toMatchObject([
      { trust: 'compliant', platform: 'macos' },
    ])
  })
})
