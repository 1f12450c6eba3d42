import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'
import { type Headers, PASSWORD, signedIn, tokenOf } from './callers.ts'

let remit: TestRemit
let admin: Headers
beforeAll(async () => {
  remit = await testRemit()
  admin = await signedIn(remit, 'adam', ['administrator'])
})
afterAll(() => remit.close())

const recompute = (key: string | null, payload: object = {}, headers: Headers = admin) =>
  remit.http.inject({
    method: 'POST',
    url: '/api/v1/recomputations',
    headers: { ...headers, ...(key === null ? {} : { 'idempotency-key': key }) },
    payload,
  })
const asked = async () =>
  (
    await sql<{
      count: number
    }>`select count(*) as count from ledger_entry where action = 'grants.recompute-asked'`.execute(
      remit.platform.database,
    )
  ).rows[0]!.count

describe('a write with an Idempotency-Key', () => {
  it('is done once though it is asked twenty times at once', async () => {
    const before = await asked()
    const answers = await Promise.all(Array.from({ length: 20 }, () => recompute('once')))
    expect(await asked()).toBe(before + 1)
    expect(
      answers.filter(({ statusCode, headers }) => statusCode === 202 && !headers['idempotent-replay']),
    ).toHaveLength(1)
    for (const { statusCode, json } of answers)
      if (statusCode !== 202) expect([statusCode, json().code]).toEqual([409, 'request.still-running'])
  })

  it('is done each time without one', async () => {
    const before = await asked()
    await Promise.all([recompute(null), recompute(null)])
    expect(await asked()).toBe(before + 2)
  })

  it('gets the first answer again, with the revision of what was done', async () => {
    const first = await recompute('again')
    const second = await recompute('again')
    expect(second.headers['idempotent-replay']).toBe('true')
    expect([second.statusCode, second.body, second.headers['remit-revision'], second.headers['content-type']]).toEqual([
      202,
      first.body,
      first.headers['remit-revision'],
      first.headers['content-type'],
    ])
    expect(first.headers['remit-revision']).toBeTruthy()
  })

  it('is refused with another body, and remembers refusals too', async () => {
    await recompute('body')
    expect((await recompute('body', { identities: [] })).json().code).toBe('request.key-reused')
    const refused = await recompute('refused', { identities: ['nobody'] })
    expect((await recompute('refused', { identities: ['nobody'] })).headers['idempotent-replay']).toBe('true')
    expect(refused.statusCode).toBe(404)
  })

  it('gives the key back when the server failed', async () => {
    await sql`alter table recompute_queue rename to recompute_queue_away`.execute(remit.platform.database)
    expect((await recompute('failing')).statusCode).toBe(500)
    await sql`alter table recompute_queue_away rename to recompute_queue`.execute(remit.platform.database)
    const second = await recompute('failing')
    expect([second.statusCode, second.headers['idempotent-replay']]).toEqual([202, undefined])
  })

  it('belongs to its caller: another one of the same name is not given the answer', async () => {
    const [one, other] = [await tokenOf(remit, admin, ['grants.write']), await tokenOf(remit, admin, ['grants.write'])]
    await recompute('mine', {}, one)
    expect((await recompute('mine', {}, other)).headers['idempotent-replay']).toBeUndefined()
    expect((await recompute('mine', {}, one)).headers['idempotent-replay']).toBe('true')
  })

  it('keeps neither passwords nor tokens where somebody with the database could read them', async () => {
    const made = await remit.http.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: { ...admin, 'idempotency-key': 'secret' },
      payload: { name: 'x', days: 1, permissions: ['overview.read'] },
    })
    await remit.http.inject({
      method: 'POST',
      url: '/api/v1/operators',
      headers: { ...admin, 'idempotency-key': 'secret2' },
      payload: { name: 'x', displayName: 'X', password: PASSWORD, roles: ['auditor'] },
    })
    const { rows } = await sql<{
      text: string
    }>`select coalesce(string_agg(idempotent_answer::text, ' '), '') as text from idempotent_answer`.execute(
      remit.platform.database,
    )
    expect(rows[0]!.text).toContain('secret2')
    expect(rows[0]!.text).not.toContain(made.json().token)
    expect(rows[0]!.text).not.toContain('"answer"')
    const again = await remit.http.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: { ...admin, 'idempotency-key': 'secret' },
      payload: { name: 'x', days: 1, permissions: ['overview.read'] },
    })
    expect(again.json()).toEqual(made.json())
  })

  it.each([[''], ['x'.repeat(256)]])('is refused with a key of the wrong length', async (key) => {
    expect((await recompute(key)).statusCode).toBe(400)
  })
})
