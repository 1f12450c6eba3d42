import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptBootstrapToken, firstSetupLink, makeSetupLink } from '../features/administration/index.ts'
import { type TestRemit, TOKEN, testRemit } from '../testing/test-remit.ts'
import { cookieOf, type Headers, PASSWORD, signedIn, signIn, tokenOf, tokensAreAskedAgain } from './callers.ts'

let remit: TestRemit
let admin: Headers
beforeAll(async () => {
  remit = await testRemit()
  admin = await signedIn(remit, 'adam', ['administrator'])
})
afterAll(() => remit.close())

const HOUR = 3_600_000
const overview = async (headers: Headers) =>
  (await remit.http.inject({ method: 'GET', url: '/api/v1/overview', headers })).statusCode
const check = (headers: Headers) =>
  remit.http.inject({ method: 'POST', url: '/api/v1/expressions/check', headers, payload: { text: 'true' } })
const attempt = (name: string, password: string, remoteAddress: string, headers: Headers = {}) =>
  remit.http.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, headers, payload: { name, password } })

describe('a session', () => {
  it('gets a key of its own at every sign-in, whatever was planted before', async () => {
    const planted = 'remit_session=remit_session_planted'
    const answer = await attempt('adam', PASSWORD, '10.1.0.1', { cookie: planted })
    const cookie = cookieOf(answer.headers['set-cookie'])
    expect(cookie).not.toBe(planted)
    expect(cookie).not.toBe(admin.cookie)
    expect(await overview({ cookie: planted })).toBe(401)
    expect(await overview({ cookie })).toBe(200)
  })

  it('keeps its cookie from scripts and from other sites', async () => {
    const [flags] = [(await attempt('adam', PASSWORD, '10.1.0.2')).headers['set-cookie']].flat()
    expect(flags).toMatch(/; Path=\/;.*HttpOnly/)
    expect(flags).toContain('SameSite=Lax')
    expect(flags).not.toMatch(/Domain=/i)
  })

  it.each([
    ['without the proof', ({ cookie }: Headers) => ({ cookie: cookie! })],
    [
      'with a wrong proof',
      (headers: Headers) => ({ ...headers, 'x-remit-csrf': `${headers['x-remit-csrf']!.slice(0, -1)}x` }),
    ],
    ['with the proof of another session', (headers: Headers) => ({ ...headers, 'x-remit-csrf': 'remit_session_x' })],
    ['from another site', (headers: Headers) => ({ ...headers, origin: 'https://evil.example' })],
    ['from a page without an origin', (headers: Headers) => ({ ...headers, origin: 'null' })],
    [
      'from a site whose name begins like ours',
      (headers: Headers) => ({ ...headers, origin: 'http://localhost.evil.example' }),
    ],
  ])('writes nothing %s', async (_how, headers) => {
    const answer = await check(headers(admin))
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.forged'])
  })

  it('writes with the proof, from our own pages', async () => {
    expect((await check(admin)).statusCode).toBe(200)
    expect((await check({ ...admin, host: 'remit.example', origin: 'https://remit.example' })).statusCode).toBe(200)
  })

  it('cannot be opened by the form of another site', async () => {
    const body = JSON.stringify({ name: 'adam', password: PASSWORD })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        (
          await remit.http.inject({
            method: 'POST',
            url: '/api/v1/session',
            remoteAddress: '10.1.0.3',
            headers: { 'content-type': type },
            payload: body,
          })
        ).statusCode,
      ).toBeGreaterThanOrEqual(400)
  })

  it('ends when it is signed out', async () => {
    const session = await signIn(remit, 'adam')
    expect((await remit.http.inject({ method: 'DELETE', url: '/api/v1/session', headers: session })).statusCode).toBe(
      204,
    )
    expect(await overview(session)).toBe(401)
  })

  it('ends after two hours in which nobody used it, and tells nobody its proof then', async () => {
    const session = await signIn(remit, 'adam')
    remit.platform.clock.pass(2 * HOUR - 1)
    expect((await remit.http.inject({ method: 'GET', url: '/api/v1/session', headers: session })).statusCode).toBe(200)
    remit.platform.clock.pass(1)
    expect(await overview(session)).toBe(401)
    expect((await remit.http.inject({ method: 'GET', url: '/api/v1/session', headers: session })).statusCode).toBe(401)
  })

  it('ends after twelve hours however much it was used', async () => {
    const session = await signIn(remit, 'adam')
    for (let hour = 0; hour < 11; hour++) {
      remit.platform.clock.pass(HOUR)
      expect(await overview(session)).toBe(200)
    }
    remit.platform.clock.pass(HOUR)
    expect(await overview(session)).toBe(401)
  })
})

describe('whoever is disabled', () => {
  it('is out within five seconds, sessions and tokens alike', async () => {
    const session = await signedIn(remit, 'leaver', ['administrator'])
    const token = await tokenOf(remit, session, ['overview.read'])
    const grandchild = await tokenOf(remit, await tokenOf(remit, session, ['overview.read', 'administration.write']), [
      'overview.read',
    ])
    expect([await overview(session), await overview(token), await overview(grandchild)]).toEqual([200, 200, 200])
    await remit.ask('DELETE', '/operators/leaver')
    expect(await overview(session)).toBe(401)
    const began = performance.now()
    await tokensAreAskedAgain()
    expect([await overview(token), await overview(grandchild)]).toEqual([401, 401])
    expect(performance.now() - began).toBeLessThan(5_000)
    expect((await attempt('leaver', PASSWORD, '10.1.0.4')).statusCode).toBe(403)
  })

  it('leaves one administrator: two who disable each other at once do not both succeed', async () => {
    const alone = await testRemit()
    for (const name of ['ann', 'bea'])
      await alone.ask('POST', '/operators', { name, displayName: name, password: PASSWORD, roles: ['administrator'] })
    const answers = await Promise.all(['ann', 'bea'].map((name) => alone.raw('DELETE', `/operators/${name}`)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    await alone.close()
  })
})

describe('a token', () => {
  it('does what it was given and no more, though its owner may everything', async () => {
    const session = await signIn(remit, 'adam')
    const token = await tokenOf(remit, session, ['overview.read', 'administration.write'])
    const ask = (url: string, payload: object) => remit.http.inject({ method: 'POST', url, headers: token, payload })
    expect(await overview(token)).toBe(200)
    expect((await ask('/api/v1/expressions/check', { text: 'true' })).statusCode).toBe(403)
    expect((await ask('/api/v1/tokens', { name: 'more', days: 1, permissions: ['grants.write'] })).statusCode).toBe(403)
    expect((await ask('/api/v1/tokens', { name: 'more', days: 1, permissions: ['*'] })).statusCode).toBe(403)
    expect(
      (
        await ask('/api/v1/operators', {
          name: 'more',
          displayName: 'More',
          password: PASSWORD,
          roles: ['administrator'],
        })
      ).statusCode,
    ).toBe(403)
    expect(
      (await ask('/api/v1/operators', { name: 'more', displayName: 'More', password: PASSWORD, roles: ['auditor'] }))
        .statusCode,
    ).toBe(403)
  })

  it('ends at its hour, also while it is still believed', async () => {
    const token = await tokenOf(remit, await signIn(remit, 'adam'), ['overview.read'], 1)
    remit.platform.clock.pass(24 * HOUR - 1)
    expect(await overview(token)).toBe(200)
    remit.platform.clock.pass(1)
    expect(await overview(token)).toBe(401)
  })

  it('is not believed together with a cookie: a request that carries both is the token', async () => {
    const session = await signIn(remit, 'adam')
    expect(await overview({ ...session, authorization: 'Bearer nonsense' })).toBe(401)
  })

  it('of the environment is dead once the environment names another', async () => {
    const other = await testRemit()
    const bootstrap = (token: string) => ({ authorization: `Bearer ${token}` })
    const second = 'another-token-another-token-another-token'
    await acceptBootstrapToken(other.platform, second)
    await tokensAreAskedAgain()
    const status = async (token: string) =>
      (await other.http.inject({ method: 'GET', url: '/api/v1/overview', headers: bootstrap(token) })).statusCode
    expect([await status(TOKEN), await status(second)]).toEqual([401, 200])
    await acceptBootstrapToken(other.platform, null)
    await tokensAreAskedAgain()
    expect(await status(second)).toBe(401)
    await other.close()
  })
})

describe('the set-up link', () => {
  it('makes one administrator though twenty ask at once, and ends every other link', async () => {
    const empty = await testRemit()
    const [link, spare] = [await firstSetupLink(empty.platform), await makeSetupLink(empty.platform)]
    const use = (token: string, n: number) =>
      empty.http.inject({
        method: 'POST',
        url: '/api/v1/setup',
        remoteAddress: `10.2.0.${n}`,
        payload: { token, name: `first${n}`, password: PASSWORD },
      })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => use(n % 2 === 0 ? link! : spare, n)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 403)).toHaveLength(19)
    expect(await firstSetupLink(empty.platform)).toBeNull()
    expect((await use(spare, 30)).json().code).toBe('setup.link-used')
    await empty.close()
  })

  it('is not spent by a password that is too weak', async () => {
    const empty = await testRemit()
    const link = (await firstSetupLink(empty.platform))!
    const use = (password: string) =>
      empty.http.inject({ method: 'POST', url: '/api/v1/setup', payload: { token: link, name: 'first', password } })
    expect((await use('short')).json().code).toBe('operator.weak-password')
    expect((await use(PASSWORD)).statusCode).toBe(200)
    await empty.close()
  })
})

describe('signing in', () => {
  it('takes as long for a name nobody has as for a wrong password', async () => {
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let n = 0; n < 9; n++)
      for (const which of ['known', 'unknown'] as const) {
        const began = performance.now()
        const answer = await attempt(which === 'known' ? 'adam' : 'nobody', 'wrong wrong wrong', `10.3.${n}.1`)
        times[which].push(performance.now() - began)
        expect(answer.json()).toMatchObject({ code: 'session.wrong', title: 'Name or password is wrong.' })
      }
    const [known, unknown] = [median(times.known), median(times.unknown)]
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2)
    // Hashing is most of it: an answer without would be ten times as fast.
    expect(unknown).toBeGreaterThan(8)
  })

  it('is limited by address, and nothing the caller says of its address helps', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 14; n++)
      statuses.push(
        (
          await attempt('adam', 'wrong', '10.4.0.1', {
            'x-forwarded-for': `203.0.113.${n}`,
            forwarded: `for=203.0.113.${n}`,
            'x-real-ip': `203.0.113.${n}`,
          })
        ).statusCode,
      )
    expect(statuses.filter((status) => status === 403)).toHaveLength(10)
    expect(statuses.slice(10)).toEqual([429, 429, 429, 429])
    expect((await attempt('adam', 'wrong', '10.4.0.2')).statusCode).toBe(403)
  })
})
