import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openLog } from '../platform/log.ts'
import { cookieOf, type Headers, signIn, tokenOf } from './callers.ts'
import { change, rule, type Scene, scene } from './scene.ts'

const CANARY = 'canary-5f0e-do-not-tell'
/** Whoever writes a secret where it does not belong is shown what they wrote. */
const MISTAKE = { 'x-request-id': 'mistake' }
const said: string[] = []
let here: Scene

/** What an operator, a target and a caller would rather nobody heard of, each by what it is. */
const secrets = new Map<string, string>()

beforeAll(async () => {
  const log = openLog('debug', { write: (line) => void said.push(line) })
  here = await scene({ environment: { SCIM_TOKEN: `${CANARY}-environment` }, log })
  const { http } = here.remit
  const inject = http.inject.bind(http) as (request: InjectOptions) => Promise<LightMyRequestResponse>
  vi.spyOn(http, 'inject').mockImplementation((async (request: InjectOptions) => {
    const answer = await inject(request)
    // What is told once, and only there: the token when it is made, the proof of a session.
    const isToldBack = request.headers?.['x-request-id'] === MISTAKE['x-request-id']
    if (!isToldBack && !(request.method === 'POST' && /\/(tokens|session)$/.test(String(request.url))))
      said.push(answer.body)
    return answer
  }) as never)
})
afterAll(async () => {
  await here.remit.close()
})

async function journey(): Promise<void> {
  const { remit } = here
  secrets.set('password', `${CANARY}-password`)
  await remit.ask('POST', '/operators', {
    name: 'carol',
    displayName: 'Carol',
    password: secrets.get('password'),
    roles: ['administrator'],
  })
  const session = await signIn(remit, 'carol', secrets.get('password'))
  secrets.set('session', session.cookie!.split('=')[1]!)
  const token: Headers = await tokenOf(remit, session, ['overview.read', 'catalog.read'])
  secrets.set('token', token.authorization!.slice('Bearer '.length))
  secrets.set('environment', `${CANARY}-environment`)
  secrets.set('setting', `${CANARY}-setting`)

  const scim = {
    kind: 'application',
    name: 'crm',
    connector: 'scim',
    accounts: { userName: '{name}' },
    settings: { url: 'http://127.0.0.1:9/scim/v2', token: { secret: 'SCIM_TOKEN' } },
  }
  const planned = await here.plan([change(scim), change(rule('finance', 'identity.department == "Finance"'))])
  if (planned.findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(planned.findings))
  await here.apply(planned)
  await remit.raw('PUT', '/applications/crm/secrets/token', { value: secrets.get('setting') })
  await remit.raw('POST', '/applications/crm/check')
  secrets.set('secret written into a document', `${CANARY}-written`)
  const written = {
    ...scim,
    name: 'erp',
    settings: { ...scim.settings, token: secrets.get('secret written into a document') },
  }
  const mistaken = (await remit.raw('POST', '/plans', { changes: [change(written)] }, MISTAKE)).json()
  expect(mistaken.findings.map(({ severity }: { severity: string }) => severity)).toContain('error')
  // Mistakes: each is answered, logged, or both.
  await remit.http.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: '10.9.0.1',
    payload: { name: 'carol', password: `${secrets.get('password')}!` },
  })
  await remit.raw('POST', '/operators', {
    name: 'carol',
    displayName: 'Carol',
    password: secrets.get('password'),
    roles: ['administrator'],
    more: secrets.get('password'),
  })
  await remit.raw('GET', '/overview', undefined, { authorization: `Bearer ${secrets.get('token')}x` })
  await sql`alter table operator rename to operator_away`.execute(remit.platform.database)
  await remit.raw('POST', '/operators', {
    name: 'dave',
    displayName: 'Dave',
    password: secrets.get('password'),
    roles: ['auditor'],
  })
  await sql`alter table operator_away rename to operator`.execute(remit.platform.database)
  for (const { method, url, permission } of remit.http.routes)
    if (method === 'GET' && permission !== 'open')
      await remit.raw('GET', url.replace('/api/v1', '').replace(':name', 'crm').replace(':id', here.ids.get('ada')!))
}

const everythingStored = async (): Promise<string> => {
  const { rows: tables } = await sql<{
    name: string
  }>`select table_schema || '.' || table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(
    here.remit.platform.database,
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{
      text: string | null
    }>`select string_agg(t::text, ' ') as text from ${sql.table(name)} t`.execute(here.remit.platform.database)
    parts.push(rows[0]!.text ?? '')
  }
  return parts.join('\n')
}

describe('a secret', () => {
  it('is told to nobody: not in an answer, a line of the log, the ledger, nor anywhere in the database', async () => {
    await journey()
    expect(said.some((line) => line.includes('a request failed'))).toBe(true)
    const places = { 'answers and log': said.join('\n'), database: await everythingStored() }
    expect(places.database.length).toBeGreaterThan(10_000)
    for (const [where, text] of Object.entries(places))
      for (const [what, secret] of secrets) expect([where, what, text.includes(secret)]).toEqual([where, what, false])
  })

  it('would have been found: what is not secret is', async () => {
    expect(said.join('\n')).toContain('carol')
    const stored = await everythingStored()
    expect(stored).toContain('carol')
    expect(stored).toContain('SCIM_TOKEN')
  })

  it('of a session is in its cookie and nowhere in the answer', async () => {
    const answer = await here.remit.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: '10.9.0.2',
      payload: { name: 'carol', password: secrets.get('password') },
    })
    expect(answer.body).not.toContain(cookieOf(answer.headers['set-cookie']).split('=')[1]!)
  })
})
