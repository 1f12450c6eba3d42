import { type Host, readAll, type Session } from '@remit/connector-sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testHost } from '../testing/test-host.ts'
import { changesFor } from './attributes.ts'
import { scim } from './connector.ts'
import { isDeeperThan, type Json } from './json.ts'
import { accountOf, entitlementOf, membersOf } from './records.ts'

interface Given {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: unknown
}
type Call = {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: unknown
}

/** A target that answers as the test says, and what it was asked. */
async function target(answer: (call: Call) => Given | undefined): Promise<{ session: Session; calls: Call[] }> {
  const calls: Call[] = []
  const host: Host = {
    ...testHost(),
    async fetch(url, init) {
      const path = decodeURIComponent(url.replace('https://app.test/scim', ''))
      const body = init?.body === undefined ? undefined : JSON.parse(init.body)
      const call = { method: init?.method ?? 'GET', path, headers: init?.headers ?? {}, body }
      calls.push(call)
      const { status = 200, headers = {}, body: said } = answer(call) ?? { status: 404 }
      return { status, headers, body: typeof said === 'string' ? said : said === undefined ? '' : JSON.stringify(said) }
    },
  }
  return { session: await scim.open({ url: 'https://app.test/scim', token: 't', pageSize: 2 }, host), calls }
}

const users = (...ids: string[]) => ids.map((id) => ({ id, userName: id }))
const LIMITS = { pages: 50, items: 1000 }

async function readingUsers(page: (start: number) => unknown): Promise<string> {
  const { session } = await target(({ path }) => ({ body: page(Number(/startIndex=(\d+)/.exec(path)?.[1])) }))
  const all = await readAll(session.read.accounts!, LIMITS)
  return all.complete ? `complete with ${all.items.length}` : all.why
}

describe('reading a target that does not keep to SCIM', () => {
  const five = users('a', 'b', 'c', 'd', 'e')

  it('is complete when it pages as it should, whatever size its pages have (the control)', async () => {
    const page = (start: number) => ({ totalResults: 5, startIndex: start, Resources: five.slice(start - 1, start) })
    expect(await readingUsers(page)).toBe('complete with 5')
  })

  it.each<[string, (start: number) => unknown, string]>([
    ['ignores startIndex', () => ({ totalResults: 4, Resources: users('a', 'b') }), 'repeats the one before'],
    [
      'says that it ignores startIndex',
      () => ({ totalResults: 9, startIndex: 1, Resources: users('a') }),
      'does not page',
    ],
    [
      'shifts by one',
      (start) => ({ totalResults: 5, Resources: start === 1 ? users('a', 'b') : users('b', 'c') }),
      'repeats',
    ],
    [
      'stops before its total',
      (start) => ({ totalResults: 5, Resources: start === 1 ? users('a') : [] }),
      'has none from 2',
    ],
    ['counts anew', (start) => ({ totalResults: 4 + start, Resources: users(`u${start}`) }), 'counted 5, then 6'],
    ['sends more than it counts', () => ({ totalResults: 1, Resources: users('a', 'b') }), 'claims 1 items and sent 2'],
    ['counts in words', () => ({ totalResults: 'many', Resources: [] }), 'totalResults is "many"'],
    ['sends users without id', () => ({ totalResults: 1, Resources: [{ userName: 'a' }] }), 'it has no id'],
    ['sends HTML', () => '<html>', '200 without readable JSON'],
    ['sends half a JSON', () => '{"totalResults": 1, "Resources": [{"id"', '200 without readable JSON'],
    ['sends a list', () => [], '200 without readable JSON'],
    ['sends a hundred thousand brackets', () => '['.repeat(100_000), '200 without readable JSON'],
  ])('is not complete when it %s', async (_, page, why) => {
    expect(await readingUsers(page)).toContain(why)
  })

  it('takes a prototype for a name like any other', async () => {
    const body = '{"totalResults":1,"Resources":[{"id":"a","userName":"a","__proto__":{"admin":true}}]}'
    const { session } = await target(() => ({ body }))
    const { items } = await session.read.accounts!(null)
    expect(items[0]!.attributes.admin).toBeUndefined()
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  it('takes "False" for false, and members without a type for what they are', async () => {
    const { session } = await target(({ path }) => {
      if (path.startsWith('/Users')) return { body: { totalResults: 1, Resources: [{ id: 'u', active: 'False' }] } }
      if (path === '/Groups/inner') return { body: { id: 'inner' } }
      if (path.startsWith('/Groups?'))
        return {
          body: {
            totalResults: 1,
            Resources: [{ id: 'g', members: [{ value: 'u', $ref: null }, { value: 'inner' }] }],
          },
        }
      return undefined
    })
    expect((await session.read.accounts!(null)).items[0]?.status).toBe('disabled')
    expect((await session.read.holdings!(null)).items).toEqual([{ account: 'u', entitlement: 'g' }])
    expect((await session.read.nesting!(null)).items).toEqual([{ holder: 'inner', held: 'g' }])
  })
})

describe('the groups of one user', () => {
  const scanned = { body: { totalResults: 1, Resources: [{ id: 'g', members: [{ value: 'a', type: 'User' }] }] } }
  const held = async (groups: unknown) => {
    const { session } = await target(({ path }) => (path === '/Users/a' ? { body: { id: 'a', groups } } : scanned))
    return (await session.read.account!('a'))?.holdings
  }

  it('are believed to a target that tells direct from indirect', async () => {
    expect(
      await held([
        { value: 'd', type: 'direct' },
        { value: 'i', type: 'indirect' },
      ]),
    ).toEqual(['d'])
  })

  it.each([[undefined], [[]], [[{ value: 'x' }]]])(
    'are looked for in the groups when the user says %j',
    async (groups) => {
      expect(await held(groups)).toEqual(['g'])
    },
  )
})

describe('writing to a target', () => {
  const nobody = { body: { totalResults: 0, Resources: [] } }
  const create = { userName: 'ada', attributes: { displayName: 'Ada' } }

  it.each<[string, Given, string]>([
    ['answers 500', { status: 500 }, 'unknown'],
    ['answers 502 in HTML', { status: 502, body: '<h1>Bad Gateway</h1>' }, 'unknown'],
    ['answers 201 without id', { status: 201, body: {} }, 'unknown'],
    ['answers 201 in HTML', { status: 201, body: '<html>' }, 'unknown'],
    ['answers 429', { status: 429, headers: { 'Retry-After': '7' } }, 'later'],
    ['answers 503 with Retry-After', { status: 503, headers: { 'retry-after': '7' } }, 'later'],
    ['answers 401', { status: 401 }, 'declined'],
    ['answers 400', { status: 400, body: { detail: 'no' } }, 'declined'],
    ['redirects', { status: 302, headers: { location: 'http://169.254.169.254/' } }, 'declined'],
    ['says that the name is taken by nobody', { status: 409 }, 'declined'],
  ])('that %s to a creation', async (_, given, outcome) => {
    const { session } = await target(({ method }) => (method === 'POST' ? given : nobody))
    expect((await session.write.createAccount!(create, 'key')).outcome).toBe(outcome)
  })

  it.each([
    ['7', 7_000],
    ['0', 1_000],
    ['999999999999', 3_600_000],
    ['Thu, 15 Jan 2026 12:00:30 GMT', 30_000],
    ['soon', 10_000],
  ])('waits for Retry-After "%s" within reason', async (retryAfter, after) => {
    const busy = { status: 429, headers: { 'Retry-After': retryAfter } }
    const { session } = await target(() => busy)
    expect(await session.write.deleteAccount!({ account: 'a' }, 'key')).toMatchObject({ outcome: 'later', after })
  })

  it('that requires more than it was given is quoted with what it requires', async () => {
    const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
    const attributes = [{ name: 'userName', required: true }, { name: 'title', required: true }, { name: 'x' }]
    const { session } = await target(({ method, path }) => {
      if (method === 'POST') return { status: 400, body: { scimType: 'invalidValue', detail: 'incomplete' } }
      return path === '/Schemas' ? { body: { Resources: [{ id: USER, attributes }] } } : nobody
    })
    expect(await session.write.createAccount!(create, 'key')).toEqual({
      outcome: 'declined',
      reason: '400 invalidValue: incomplete; the target requires title',
    })
  })

  it('that cannot patch is sent the whole user, with nothing lost', async () => {
    const ada = { id: 'a', userName: 'ada', title: 'Countess', active: true, meta: { version: '1' } }
    const { session, calls } = await target(({ method, path }) => {
      if (path === '/ServiceProviderConfig') return { body: { patch: { supported: false } } }
      return method === 'PATCH' ? { status: 501 } : { body: ada }
    })
    expect((await session.write.disableAccount!({ account: 'a' }, 'key')).outcome).toBe('done')
    expect(calls.map(({ method }) => method)).not.toContain('PATCH')
    const { meta, ...whole } = ada
    expect(calls.at(-1)).toMatchObject({ method: 'PUT', body: { ...whole, active: false } })
  })

  it('that says it patches and does not is sent the whole user after all', async () => {
    const { session, calls } = await target(({ method, path }) =>
      path.startsWith('/Users')
        ? method === 'PATCH'
          ? { status: 405 }
          : { body: { id: 'a', active: true } }
        : undefined,
    )
    expect((await session.write.disableAccount!({ account: 'a' }, 'key')).outcome).toBe('done')
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'PATCH', 'PUT'])
  })

  it('that offers versions is asked to change only what we saw, and looked at again when it has changed', async () => {
    let version = 1
    const { session, calls } = await target(({ method, path, headers }) => {
      if (path === '/ServiceProviderConfig') return { body: { etag: { supported: true } } }
      if (method === 'GET') return { headers: { ETag: `W/"${version++}"` }, body: { id: 'a', active: true } }
      return headers['If-Match'] === 'W/"2"' ? { status: 204 } : { status: 412 }
    })
    expect((await session.write.disableAccount!({ account: 'a' }, 'key')).outcome).toBe('done')
    expect(calls.filter(({ method }) => method === 'PATCH').map(({ headers }) => headers['If-Match'])).toEqual([
      'W/"1"',
      'W/"2"',
    ])
  })

  it('is never told to remove members without saying which', async () => {
    const group = { id: 'g', members: [{ value: 'a' }, { value: 'b' }] }
    const { session, calls } = await target(({ path }) => (path.startsWith('/Groups') ? { body: group } : undefined))
    await session.write.removeEntitlement!({ account: 'a', entitlement: 'g' }, 'key')
    expect(calls.at(-1)?.body).toMatchObject({ Operations: [{ op: 'remove', path: 'members[value eq "a"]' }] })
  })

  it.each([
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'later'],
    [new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }), 'later'],
    [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'unknown'],
    [new DOMException('timeout', 'TimeoutError'), 'unknown'],
  ])('that fails with %s is asked again only when nothing was sent: %s', async (error, outcome) => {
    const host: Host = { ...testHost(), fetch: () => Promise.reject(error) }
    const session = await scim.open({ url: 'https://app.test', token: 't' }, host)
    expect((await session.write.deleteAccount!({ account: 'a' }, 'key')).outcome).toBe(outcome)
  })

  it('is asked for an id that is a path as an id', async () => {
    const urls: string[] = []
    const host: Host = {
      ...testHost(),
      async fetch(url) {
        urls.push(url)
        return { status: 404, headers: {}, body: '' }
      },
    }
    const session = await scim.open({ url: 'https://app.test', token: 't' }, host)
    await session.write.deleteAccount!({ account: '../Groups/g?x#y' }, 'key')
    expect(urls).toEqual(['https://app.test/Users/..%2FGroups%2Fg%3Fx%23y'])
  })
})

it('makes records of whatever JSON objects a target sends, or none, but no other fuss', () => {
  const names = [
    'id',
    'userName',
    'name',
    'emails',
    'active',
    'members',
    'value',
    'type',
    '$ref',
    '__proto__',
    'urn:x:y',
  ]
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, 1, 'text', 'False'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value
  const resource = fc.dictionary(fc.constantFrom(...names), json, { noNullPrototype: true })
  fc.assert(
    fc.property(resource, (sent) => {
      for (const record of [accountOf(sent), entitlementOf(sent), ...membersOf(sent)])
        expect(structuredClone(record)).toEqual(record)
      expect(Array.isArray(changesFor(sent, { email: 'a@b', givenName: 'A', title: null }))).toBe(true)
    }),
  )
})

it('counts brackets outside of texts only', () => {
  expect(isDeeperThan('{"a":"[[[[[["}', 2)).toBe(false)
  expect(isDeeperThan('{"a":"\\"[[[[["}', 2)).toBe(false)
  expect(isDeeperThan('[[[]]]', 2)).toBe(true)
})
