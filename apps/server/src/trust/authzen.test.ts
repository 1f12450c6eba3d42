import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOKEN } from '../testing/test-remit.ts'
import { type Headers, signedIn, tokenOf } from './callers.ts'
import { change, rule, type Scene, scene } from './scene.ts'

/** OpenID AuthZEN Authorization API 1.0, as it is written and as implementations get it wrong. */
let here: Scene
beforeAll(async () => {
  here = await scene()
  await here.apply(await here.plan([change(rule('finance', 'identity.department == "Finance"'))]))
})
afterAll(() => here.remit.close())

const ADA = { type: 'identity', id: 'ada' }
const USE = { name: 'use' }
const entitlement = (id: string) => ({ type: 'entitlement', id })
const READ = { subject: ADA, action: USE, resource: entitlement('books/read') }
const PAY = { subject: ADA, action: USE, resource: entitlement('books/pay') }

const send = (path: string, payload: string | undefined, headers: Headers = {}) =>
  here.remit.http.inject({
    method: 'POST',
    url: `/access/v1/${path}`,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
const ask = async (body: unknown) => {
  const answer = await send('evaluation', JSON.stringify(body))
  return { status: answer.statusCode, body: answer.json() }
}
const askMany = async (body: unknown) => {
  const answer = await send('evaluations', JSON.stringify(body))
  return { status: answer.statusCode, body: answer.json() }
}

describe('an evaluation', () => {
  it('answers 200 with a decision and nothing else, whatever it is', async () => {
    expect(await ask(READ)).toEqual({ status: 200, body: { decision: true } })
    expect(await ask(PAY)).toEqual({ status: 200, body: { decision: false } })
  })

  it('answers as JSON', async () => {
    expect((await send('evaluation', JSON.stringify(READ))).headers['content-type']).toMatch(/^application\/json/)
  })

  it.each([
    ['subject', { ...READ, subject: { type: 'identity', id: 'nobody' } }],
    ['subject type', { ...READ, subject: { type: 'planet', id: 'ada' } }],
    ['action', { ...READ, action: { name: 'fly' } }],
    ['resource', { ...READ, resource: entitlement('books/unknown') }],
    ['resource type', { ...READ, resource: { type: 'todo', id: '1' } }],
    [
      'name of the prototype',
      { ...READ, subject: { type: 'identity', id: '__proto__' }, resource: { type: 'constructor', id: 'toString' } },
    ],
  ])('denies what is unknown: %s', async (_what, body) =>
    expect(await ask(body)).toEqual({ status: 200, body: { decision: false } }),
  )

  it('takes "user" for an identity, by name or by key', async () => {
    expect((await ask({ ...READ, subject: { type: 'user', id: 'ada' } })).body).toEqual({ decision: true })
    expect((await ask({ ...READ, subject: { type: 'user', id: here.ids.get('ada') } })).body).toEqual({
      decision: true,
    })
  })

  it('ignores what it does not know, in any order of members, and needs no context', async () => {
    const odd = {
      future: [1],
      resource: { ...READ.resource, properties: { a: { b: [] } } },
      context: { x: null },
      action: { properties: {}, ...USE },
      subject: { extra: true, ...ADA },
    }
    expect(await ask(odd)).toEqual({ status: 200, body: { decision: true } })
  })

  it('says why only when asked', async () => {
    expect((await ask({ ...READ, context: { explain: true } })).body).toMatchObject({
      decision: true,
      context: { because: expect.anything() },
    })
  })

  it.each([
    ['no subject', { action: USE, resource: READ.resource }],
    ['no action', { subject: ADA, resource: READ.resource }],
    ['no resource', { subject: ADA, action: USE }],
    ['a subject without type', { ...READ, subject: { id: 'ada' } }],
    ['a number for an id', { ...READ, subject: { type: 'identity', id: 5 } }],
    ['a text for a subject', { ...READ, subject: 'ada' }],
    ['a list', [READ]],
    ['a text', 'ada'],
    ['null', null],
  ])('is malformed with %s', async (_what, body) => expect((await ask(body)).status).toBe(400))

  it.each([
    ['no body', undefined, {}],
    ['an empty body', '', {}],
    ['what is no JSON', '{"subject":', {}],
    ['a form', 'subject=ada', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', 'hello', { 'content-type': 'text/plain' }],
    ['XML', '<subject/>', { 'content-type': 'application/xml' }],
  ])('is malformed with %s: 400, never 404 or 415', async (_what, body, headers) => {
    for (const path of ['evaluation', 'evaluations']) {
      const answer = await send(path, body, headers as Headers)
      expect([answer.statusCode, typeof answer.json()]).toEqual([400, 'string'])
    }
  })

  it('gives the request its own mark back, also when it is wrong, unknown or not allowed', async () => {
    const mark = { 'x-request-id': 'bfe9eb29-ab87-4ca3-be83-a1d5d8305716' }
    const answers = [
      await send('evaluation', JSON.stringify(READ), mark),
      await send('evaluation', '{', mark),
      await send('evaluation', JSON.stringify(READ), { ...mark, authorization: 'Bearer wrong' }),
      await send('search/subject', '{}', mark),
      await send('evaluation', 'x'.repeat(1_100_000), mark),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 401, 404, 413])
    for (const { headers } of answers) expect(headers['x-request-id']).toBe(mark['x-request-id'])
  })

  it('asks who is asking: 401 with a challenge; 403 for whoever may not ask', async () => {
    const answer = await send('evaluation', JSON.stringify(READ), { authorization: '' })
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    const token = await tokenOf(here.remit, await signedIn(here.remit, 'adam', ['administrator']), ['ledger.read'])
    expect((await send('evaluation', JSON.stringify(READ), token)).statusCode).toBe(403)
  })
})

describe('evaluations', () => {
  it('without items, or with none, are a single evaluation', async () => {
    expect(await askMany(READ)).toEqual({ status: 200, body: { decision: true } })
    expect(await askMany({ ...READ, evaluations: [] })).toEqual({ status: 200, body: { decision: true } })
    expect((await askMany({ subject: ADA, evaluations: [] })).status).toBe(400)
  })

  it('answer in the order of the request, and only the decision', async () => {
    const { body } = await askMany({
      subject: ADA,
      action: USE,
      evaluations: [{ resource: READ.resource }, { resource: PAY.resource }, { resource: READ.resource }],
    })
    expect(body).toEqual({ evaluations: [{ decision: true }, { decision: false }, { decision: true }] })
  })

  it('replace whole entities: an item without a type does not borrow it', async () => {
    const { body } = await askMany({
      ...READ,
      evaluations: [{ subject: { id: 'eve' } }, { subject: { type: 'identity', id: 'eve' } }, {}],
    })
    expect(body.evaluations).toMatchObject([
      { decision: false, context: { error: { status: 400 } } },
      { decision: false },
      { decision: true },
    ])
    expect(body.evaluations[1]).toEqual({ decision: false })
  })

  it('check what is merged, not the defaults', async () => {
    expect(
      (await askMany({ subject: ADA, action: USE, resource: {}, evaluations: [{ resource: READ.resource }] })).body,
    ).toEqual({ evaluations: [{ decision: true }] })
  })

  it('fail item by item', async () => {
    const { status, body } = await askMany({ ...READ, evaluations: [5, {}, { action: {} }] })
    expect(status).toBe(200)
    expect(body.evaluations.map((one: { decision: boolean }) => one.decision)).toEqual([false, true, false])
    expect(body.evaluations[0].context.error.status).toBe(400)
  })

  const items = [{ resource: READ.resource }, { resource: PAY.resource }, { resource: READ.resource }]
  it.each([
    ['execute_all', items, [true, false, true]],
    ['deny_on_first_deny', items, [true, false]],
    ['deny_on_first_deny', [{ action: {} }, {}], [false]],
    ['permit_on_first_permit', items, [true]],
    ['permit_on_first_permit', [{ resource: PAY.resource }, {}, {}], [false, true]],
  ])('stop where %s says, and include what stopped them', async (semantic, evaluations, expected) => {
    const { body } = await askMany({ ...READ, evaluations, options: { evaluations_semantic: semantic, unknown: 1 } })
    expect(body.evaluations.map((one: { decision: boolean }) => one.decision)).toEqual(expected)
  })

  it('refuse another semantic, too many items, and what is no list', async () => {
    for (const wrong of [
      { evaluations: [{}], options: { evaluations_semantic: 'maybe' } },
      { evaluations: Array.from({ length: 1001 }, () => ({})) },
      { evaluations: {} },
    ])
      expect((await askMany({ ...READ, ...wrong })).status).toBe(400)
  })
})

describe('the metadata', () => {
  it('says where to ask, and names no endpoint that is not there', async () => {
    const answer = await here.remit.http.inject('/.well-known/authzen-configuration')
    const said = answer.json<Record<string, string>>()
    expect(said.policy_decision_point).toBe('http://localhost')
    const urls = new Set(here.remit.http.routes.map(({ url }) => url))
    for (const [name, url] of Object.entries(said))
      if (name.endsWith('_endpoint')) expect([name, urls.has(new URL(url).pathname)]).toEqual([name, true])
    expect(Object.values(said).every((value) => value !== '' && value !== null)).toBe(true)
  })
})
