import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttp } from '../platform/http/server.ts'
import { openLog } from '../platform/log.ts'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'
import { mayAs, REVIEWED } from './authorization-table.ts'
import { type Headers, signedIn, signIn, tokenOf } from './callers.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'

let remit: TestRemit
const callers = new Map<string, { headers: Headers; may: (permission: string) => boolean }>()
const nobody = () => false

beforeAll(async () => {
  remit = await testRemit()
  const admin = await signedIn(remit, 'adam', ['administrator'])
  callers.set('nobody', { headers: {}, may: nobody })
  callers.set('somebody with a made-up token', {
    headers: { authorization: `Bearer remit_api_${'A'.repeat(43)}_00000000` },
    may: nobody,
  })
  callers.set('an auditor', {
    headers: await signedIn(remit, 'audrey', ['auditor']),
    may: (permission) => mayAs('auditor', permission),
  })
  callers.set('an application owner', {
    headers: await signedIn(remit, 'oscar', ['application-owner']),
    may: (permission) => mayAs('application-owner', permission),
  })
  callers.set('a token that may read the catalog', {
    headers: await tokenOf(remit, admin, ['catalog.read']),
    may: (permission) => permission === 'catalog.read',
  })

  const gone = await signedIn(remit, 'gone', ['administrator'])
  const left = await tokenOf(remit, gone, ['catalog.read', 'ledger.read'])
  await remit.ask('DELETE', '/operators/gone')
  callers.set('the session of a disabled operator', { headers: gone, may: nobody })
  callers.set('the token of a disabled operator', { headers: left, may: nobody })

  const old = await tokenOf(remit, admin, ['catalog.read', 'ledger.read'], 1)
  remit.platform.clock.pass(25 * 3_600_000)
  callers.set('an expired token', { headers: old, may: nobody })
  for (const [who, name] of [
    ['an auditor', 'audrey'],
    ['an application owner', 'oscar'],
  ] as const)
    callers.set(who, { ...callers.get(who)!, headers: await signIn(remit, name) })
  callers.set('a token that may read the catalog', {
    ...callers.get('a token that may read the catalog')!,
    headers: await tokenOf(remit, await signIn(remit, 'adam'), ['catalog.read']),
  })
  callers.set('an administrator', { headers: await signIn(remit, 'adam'), may: () => true })
})
afterAll(() => remit.close())

const NOTHING = '00000000-0000-7000-8000-000000000000'
const filled = (url: string) => url.replace(/:id/, NOTHING).replace(/:\w+/g, 'nothing')
/** What no schema knows: whoever may ask is told so, and nothing is done. */
const UNKNOWN = { nobodyKnowsThisKey: true }

const ask = (method: string, url: string, headers: Headers) =>
  remit.http.inject({
    method: method as Method,
    url: filled(url),
    headers,
    ...(method === 'POST' || method === 'PUT' || method === 'PATCH' ? { payload: UNKNOWN } : {}),
  })

describe('every route', () => {
  it('stands in the reviewed table with the permission it asks for', () => {
    const seen = remit.http.routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url, permission }) => [`${method} ${url}`, permission])
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(seen.map(([route]) => [route, REVIEWED.get(route!) ?? 'not reviewed'])),
    )
  })

  it('asks of HEAD what it asks of GET', () => {
    const heads = remit.http.routes.filter(({ method }) => method === 'HEAD')
    expect(heads.length).toBeGreaterThan(30)
    for (const { url, permission } of heads) expect([url, permission]).toEqual([url, REVIEWED.get(`GET ${url}`)])
  })

  it('lets in whom the table names and nobody else', async () => {
    const wrong: string[] = []
    // Signing out ends the session that the other questions need.
    const routes = [...remit.http.routes].sort(
      (a, b) =>
        Number(a.permission === 'administration.read-self') - Number(b.permission === 'administration.read-self'),
    )
    for (const { method, url } of routes) {
      const permission = REVIEWED.get(`${method === 'HEAD' ? 'GET' : method} ${url}`)!
      for (const [who, { headers, may }] of callers) {
        const { statusCode, body } = await ask(method, url, headers)
        const shut =
          statusCode === 401 ||
          (statusCode === 403 &&
            (method === 'HEAD' || body.includes('request.not-permitted') || body.includes('request.forged')))
        const asked = permission === 'open' ? shut && !url.endsWith('/session') : shut === may(permission)
        if (asked || statusCode >= 500) wrong.push(`${method} ${url} answers ${who} with ${statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('is shut to a session that writes without its proof', async () => {
    const { cookie } = await signIn(remit, 'adam')
    for (const { method, url, permission } of remit.http.routes)
      if (method !== 'GET' && method !== 'HEAD' && permission !== 'open')
        expect([url, (await ask(method, url, { cookie: cookie! })).json().code]).toEqual([url, 'request.forged'])
  })
})

describe('a server', () => {
  it('does not start with a route that does not say what it needs', async () => {
    const http = await openHttp({ log: openLog('silent'), authenticate: async () => null, https: false })
    expect(() => http.get('/forgotten', async () => 'open to all')).toThrow('does not say which permission it needs')
  })

  it('starts with one that does: it is the missing permission that stops it', async () => {
    const http = await openHttp({ log: openLog('silent'), authenticate: async () => null, https: false })
    http.get('/remembered', { config: { permission: 'ledger.read' } }, async () => 'not open to all')
    expect((await http.inject('/remembered')).statusCode).toBe(401)
  })
})

/** Ways to write a path so that a guard and a router may read it differently. */
const MUTATIONS: readonly ((path: string) => string)[] = [
  (path) => path.replaceAll('/', '%2F').replace('%2F', '/'),
  (path) => path.replace('/api', '/%61pi'),
  (path) => path.replace('/v1/', '/v1%2f'),
  (path) => path.replaceAll('/', '//'),
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}.`,
  (path) => `${path}%20`,
  (path) => `${path}%00`,
  (path) => `${path};x=1`,
  (path) => `${path}?`,
  (path) => `${path}#x`,
  (path) => path.toUpperCase(),
  (path) => `/livez/..${path}`,
  (path) => `/livez/%2e%2e${path}`,
  (path) => `/.${path}`,
  (path) => `/%2e/..${path}`,
  (path) => path.replace('/v1', '/v1/./'),
  (path) => path.replaceAll('/', '\\').replace('\\', '/'),
  (path) => `http://localhost${path}`,
  (path) => path.replace('/v1', '/v1/%E0%A4%A'),
]
const OVERRIDES: readonly Headers[] = [
  {},
  { 'x-http-method-override': 'GET' },
  { 'x-original-url': '/livez' },
  { 'x-rewrite-url': '/livez' },
  { 'x-forwarded-prefix': '/livez' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer  ' },
]

describe('a path written otherwise', () => {
  it('never opens a door', async () => {
    const open: string[] = []
    let answered = 0
    for (const { method, url, permission } of remit.http.routes) {
      if (permission === 'open' || method === 'HEAD') continue
      for (const [index, mutate] of MUTATIONS.entries()) {
        const headers = OVERRIDES[index % OVERRIDES.length]!
        const { statusCode } = await remit.http.inject({
          method: method as Method,
          url: mutate(filled(url)),
          headers,
          ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
        })
        answered++
        if (statusCode < 400 || statusCode >= 500) open.push(`${method} ${mutate(filled(url))} ${statusCode}`)
      }
    }
    expect(answered).toBeGreaterThan(1000)
    expect(open).toEqual([])
  })

  it('is told apart from an open one by this test: an open route does answer', async () => {
    expect((await remit.http.inject('/livez')).statusCode).toBe(200)
    expect((await remit.http.inject('/livez?')).statusCode).toBe(200)
  })
})
