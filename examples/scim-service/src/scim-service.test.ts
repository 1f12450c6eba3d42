import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJournal, type ScimService, startScimService } from './index.ts'

const TOKEN = 'correct-horse-battery'
let folder: string
let service: ScimService

const start = () => startScimService({ port: 0, file: join(folder, 'state.json'), token: TOKEN })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remit-scim-'))
  service = await start()
})
afterEach(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a SCIM answer is looked into, member by member, and that is the test.
  readonly body: any
}

async function call(method: string, path: string, body?: object, token = TOKEN): Promise<Answer> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' }
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
  const answer = await fetch(`${service.url}${path}`, init)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
}

const createUser = async (userName: string): Promise<string> =>
  (await call('POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName })).body.id
const createGroup = async (displayName: string, members: string[] = []): Promise<string> => {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  return (await call('POST', '/Groups', { schemas, displayName, members: members.map((value) => ({ value })) })).body.id
}
const patch = (path: string, ...Operations: object[]): Promise<Answer> =>
  call('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })

describe('the SCIM service', () => {
  it('answers nothing without its token', async () => {
    const refused = await call('GET', '/Users', undefined, 'wrong')
    expect(refused.status).toBe(401)
    expect(refused.headers.get('WWW-Authenticate')).toMatch('Bearer')
    expect(refused.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    expect((await call('GET', '/Users')).status).toBe(200)
  })

  it('creates a user once, whatever the case of the name', async () => {
    await createUser('ada')
    const again = await call('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ADA',
    })
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness'])
  })

  it('finds by filter, pages, and says 404 of what is not there', async () => {
    for (const name of ['ada', 'bob', 'cy']) await createUser(name)
    expect((await call('GET', '/Users?filter=userName%20eq%20%22bob%22')).body.Resources[0].userName).toBe('bob')
    expect((await call('GET', '/Users?startIndex=3&count=2')).body).toMatchObject({
      totalResults: 3,
      startIndex: 3,
      Resources: [{ userName: 'cy' }],
    })
    expect((await call('GET', '/Users/nobody')).status).toBe(404)
  })

  it('disables, and keeps the password nowhere', async () => {
    const ada = await createUser('ada')
    await patch(`/Users/${ada}`, { op: 'replace', value: { active: false, password: 'secret-secret' } })
    const read = await call('GET', `/Users/${ada}`)
    expect(read.body.active).toBe(false)
    expect(JSON.stringify(read.body)).not.toContain('secret')
  })

  it('keeps every member of twenty who are added at once', async () => {
    const group = await createGroup('all')
    const users = await Promise.all(Array.from({ length: 20 }, (_, n) => createUser(`user${n}`)))
    await Promise.all(
      users.map((value) => patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value }] })),
    )
    expect((await call('GET', `/Groups/${group}`)).body.members.length).toBe(20)
  })

  it('nests groups and lets nobody be a member who does not exist', async () => {
    const inner = await createGroup('inner')
    const outer = await createGroup('outer', [inner])
    expect((await call('GET', `/Groups/${outer}`)).body.members).toMatchObject([{ value: inner, type: 'Group' }])
    const stranger = await patch(`/Groups/${outer}`, { op: 'add', path: 'members', value: [{ value: 'nobody' }] })
    expect(stranger.status).toBe(400)
  })

  it('takes a deleted user out of the groups', async () => {
    const ada = await createUser('ada')
    const group = await createGroup('readers', [ada])
    expect((await call('GET', `/Users/${ada}`)).body.groups).toMatchObject([{ value: group }])
    expect((await call('DELETE', `/Users/${ada}`)).status).toBe(204)
    expect((await call('DELETE', `/Users/${ada}`)).status).toBe(404)
    expect((await call('GET', `/Groups/${group}`)).body.members ?? []).toEqual([])
  })

  it('remembers everything over a restart', async () => {
    const group = await createGroup('readers', [await createUser('ada')])
    await service.close()
    service = await start()
    expect((await call('GET', `/Groups/${group}`)).body.members.length).toBe(1)
  })

  it('notes each change once in the journal, and nothing that changed nothing', async () => {
    const ada = await createUser('ada')
    const group = await createGroup('readers')
    const add = { op: 'add', path: 'members', value: [{ value: ada }] }
    await patch(`/Groups/${group}`, add)
    await patch(`/Groups/${group}`, add)
    await patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${ada}"]` })
    expect(readJournal(service.journal)).toMatchObject([
      { did: 'user.created', id: ada, name: 'ada' },
      { did: 'group.created', id: group },
      { did: 'group.changed', added: [ada], removed: [] },
      { did: 'group.changed', added: [], removed: [ada] },
    ])
  })
})
