import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../apps/server/src/testing/test-platform.ts'
import { describeApi } from './openapi.ts'
import { looseEnds } from './openapi-rules.ts'

const api = (body: object, more: object = {}) => ({
  paths: {
    '/api/v1/things': {
      post: { summary: 'Make a thing', requestBody: { content: { 'application/json': { schema: body } } }, ...more },
    },
  },
})
const closed = (properties: object) => ({ type: 'object', additionalProperties: false, properties })

describe('loose ends of an API', () => {
  it('are none where everything is bounded', () => {
    const body = closed({
      name: { type: 'string', maxLength: 100 },
      kind: { type: 'string', enum: ['a'] },
      labels: { type: 'array', maxItems: 9, items: { type: 'string', maxLength: 9 } },
    })
    expect(looseEnds(api(body))).toEqual([])
  })
  it.each([
    ['a text', closed({ name: { type: 'string' } }), 'POST /api/v1/things body/name: a text without maxLength'],
    ['a list', closed({ names: { type: 'array' } }), 'POST /api/v1/things body/names: a list without maxItems'],
    [
      'a text in a list',
      closed({ names: { type: 'array', maxItems: 2, items: { type: 'string' } } }),
      'POST /api/v1/things body/names/*: a text without maxLength',
    ],
    [
      'a text in a branch',
      { anyOf: [closed({ name: { type: 'string' } })] },
      'POST /api/v1/things body/name: a text without maxLength',
    ],
    ['an open body', { type: 'object', properties: {} }, 'POST /api/v1/things body: unknown keys are let in'],
  ])('are found in %s', (_what, body, loose) => {
    expect(looseEnds(api(body))).toEqual([loose])
  })
  it('are found in the query, and where nothing is said', () => {
    const more = { summary: undefined, parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] }
    expect(looseEnds(api(closed({}), more))).toEqual([
      'POST /api/v1/things: no summary',
      'POST /api/v1/things q: a text without maxLength',
    ])
  })
})

describe('our API', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-api-'))
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(async () => {
    await database.drop()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  it('has none', async () => {
    const { host, port, user, password, database: name } = database.connection
    const url = `postgres://${user}${password ? `:${String(password)}` : ''}@localhost/${name}?host=${encodeURIComponent(String(host))}${port ? `&port=${port}` : ''}`
    const described = await describeApi({ url, folder })
    expect(Object.keys(described.paths ?? {}).length).toBeGreaterThan(20)
    expect(looseEnds(described)).toEqual([])
  })
})
