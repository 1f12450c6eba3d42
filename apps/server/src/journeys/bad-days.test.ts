import http from 'node:http'
import type { Socket } from 'node:net'
import path from 'node:path'
import { randomFrom } from '@remit/connector-sdk/chaos'
import { readJournal, type ScimService, startScimService } from '@remit/example-scim-service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, company } from './company.ts'

const TOKEN = 'a-token-of-a-service-with-bad-days'
const PEOPLE = 5
const everybody = Array.from({ length: PEOPLE }, (_, n) => `person${n}`)

type Mood = 'well' | 'busy' | 'broken' | 'garbled' | 'lost-after'
/** Four questions in five are answered well: each operation asks several. */
const MOODS: readonly Mood[] = ['well', 'busy', 'broken', 'garbled', 'lost-after']

/** Stands before a service and answers as services do on bad days; `lost-after` does what was asked and does not say so. */
async function openDoor(
  behind: string,
): Promise<{ readonly url: string; mood: () => Mood; asked: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      door.asked++
      const mood = door.mood()
      if (mood === 'busy') return response.writeHead(429, { 'retry-after': '2' }).end()
      if (mood === 'broken') return response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>')
      if (mood === 'garbled')
        return response.writeHead(200, { 'content-type': 'application/scim+json' }).end('{"Resources": [')
      const { authorization, 'content-type': type } = request.headers
      const answer = await fetch(`${behind}${request.url}`, {
        method: request.method!,
        headers: { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      })
      const body = await answer.text()
      if (mood === 'lost-after' && request.method !== 'GET') return request.socket.destroy()
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/scim+json' })
        .end(body)
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const door = {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    mood: (): Mood => 'well',
    asked: 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
  return door
}

describe('a target that has bad days', () => {
  let acme: Company
  let target: ScimService
  let door: Awaited<ReturnType<typeof openDoor>>

  beforeAll(async () => {
    acme = await company({ environment: { WIKI_TOKEN: TOKEN } })
    target = await startScimService({ port: 0, file: path.join(acme.remit.dataDir, 'wiki.json'), token: TOKEN })
    for (const displayName of ['readers', 'writers'])
      await fetch(`${target.url}/Groups`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName }),
      })
    door = await openDoor(target.url.replace('/scim/v2', ''))
    await acme.apply(
      {
        kind: 'source',
        name: 'hr',
        connector: 'csv-people',
        rank: 10,
        settings: {
          path: 'hr.csv',
          key: 'number',
          trailer: 'END',
          columns: { number: 'employeeNumber', login: 'name', name: 'displayName' },
        },
      },
      {
        kind: 'application',
        name: 'wiki',
        connector: 'scim',
        settings: { url: `${door.url}/scim/v2`, token: { secret: 'WIKI_TOKEN' } },
        accounts: { userName: '{name}', attributes: { displayName: '{displayName}' } },
      },
    )
    acme.write(
      'hr.csv',
      `${['number,login,name', ...everybody.map((login, n) => `${n},${login},Number ${n}`)].join('\n')}\nEND,${PEOPLE}\n`,
    )
    await acme.import('wiki')
    await acme.apply(
      { kind: 'role', name: 'wiki', entitlements: ['wiki/readers', 'wiki/writers'] },
      { kind: 'rule', name: 'wiki', when: 'true', gives: ['wiki'] },
    )
  })
  afterAll(async () => {
    await acme?.close()
    await door?.close()
    await target?.close()
  })

  const open = async () => (await acme.operations('wiki', 'open')).length
  const circuit = async (): Promise<string> =>
    (await acme.remit.ask<{ circuit: string }>('GET', '/applications/wiki')).circuit

  it('is left alone once it has answered nobody for a while, and nothing is given up', async () => {
    door.mood = () => 'broken'
    await acme.read('hr')
    expect(await open()).toBe(PEOPLE * 3)
    await expect
      .poll(
        async () => {
          acme.remit.platform.clock.pass(5_000)
          return circuit()
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe('open')
    const before = door.asked
    await new Promise((resume) => setTimeout(resume, 1_500))
    expect(door.asked).toBe(before)
    expect(await acme.remit.ask('GET', '/applications/wiki')).toMatchObject({
      health: { state: 'failing', message: expect.stringContaining('500') },
    })
    for (const { state } of await acme.operations('wiki')) expect(['waiting', 'later', 'unknown']).toContain(state)
    expect(await open()).toBe(PEOPLE * 3)
  }, 60_000)

  it('is tried again, stumbles on, and ends exactly as it should', async () => {
    const random = randomFrom(11)
    door.mood = () => MOODS[Math.floor(random() * MOODS.length * 4)] ?? 'well'
    await expect
      .poll(
        async () => {
          // Every pause passes: back-off, circuit, and the lease of whoever was cut off.
          acme.remit.platform.clock.pass(3 * 60_000)
          return open()
        },
        { timeout: 60_000, interval: 600 },
      )
      .toBe(0)
    const journal = readJournal(target.journal)
    expect(
      journal
        .filter((line) => line.did === 'user.created')
        .map((line) => line.name)
        .sort(),
    ).toEqual([...everybody].sort())
    const joined = journal.flatMap((line) => (line.added ?? []).map((user) => `${user} ${line.name}`))
    expect(new Set(joined).size).toBe(PEOPLE * 2)
    expect(joined.length).toBe(PEOPLE * 2)
    door.mood = () => 'well'
    expect(await acme.import('wiki')).toMatchObject({
      state: 'applied',
      counts: { accounts: PEOPLE, holdings: PEOPLE * 2 },
    })
    expect(await acme.differences('wiki')).toEqual([])
    expect((await acme.operations('wiki')).map((one) => one.state)).toEqual(Array(PEOPLE * 3).fill('verified'))
  }, 90_000)
})
