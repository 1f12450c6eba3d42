import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Platform } from '../platform.ts'
import { HOUSE_REFUSALS, sendProblem } from './problem.ts'

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
/** An answer is kept this long for whoever lost it. */
const KEPT_HOURS = 24
const LONGEST_KEY = 255

/**
 * A write that is asked again with its `Idempotency-Key` gets the first answer again. The key is taken before the
 * work begins, so two at once do not both work; a server's failure gives the key back.
 */
export function rememberAnswers(app: FastifyInstance, platform: Platform): void {
  const { database, clock } = platform
  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || !WRITES.has(request.method) || !request.caller) return
    if (key.length === 0 || key.length > LONGEST_KEY) return sendProblem(reply, 'request.malformed', HOUSE_REFUSALS['request.malformed'], `Idempotency-Key has 1 to ${LONGEST_KEY} characters.`)
    const digest = createHash('sha256').update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`).digest()
    const actor = `${request.caller.by.kind}/${request.caller.by.name}`
    const now = new Date(clock.now())
    await sql`delete from idempotent_answer where made_at < ${new Date(now.getTime() - KEPT_HOURS * 3_600_000)} and actor = ${actor}`.execute(database)
    const { rows } = await sql<{ made: boolean }>`
      insert into idempotent_answer (key, actor, request, made_at) values (${key}, ${actor}, ${digest}, ${now}) on conflict do nothing returning true as made`.execute(database)
    if (rows.length > 0) {
      request.idempotency = { key, actor }
      return
    }
    const known = (await sql<{ request: Buffer; status: number | null; body: string | null; headers: Record<string, string> | null }>`
      select request, status, body, headers from idempotent_answer where key = ${key} and actor = ${actor}`.execute(database)).rows[0]
    if (!known || known.status === null) return sendProblem(reply, 'request.still-running', HOUSE_REFUSALS['request.still-running'])
    if (!known.request.equals(digest)) return sendProblem(reply, 'request.key-reused', HOUSE_REFUSALS['request.key-reused'])
    return reply.code(known.status).headers({ ...known.headers, 'idempotent-replay': 'true' }).send(known.body ?? '')
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const taken = request.idempotency
    if (!taken) return payload
    if (reply.statusCode >= 500) await sql`delete from idempotent_answer where key = ${taken.key} and actor = ${taken.actor}`.execute(database)
    else {
      const headers = Object.fromEntries(['content-type', 'remit-revision'].flatMap((name) => (reply.getHeader(name) ? [[name, String(reply.getHeader(name))]] : [])))
      await sql`update idempotent_answer set status = ${reply.statusCode}, body = ${typeof payload === 'string' ? payload : null}, headers = ${JSON.stringify(headers)}::jsonb
        where key = ${taken.key} and actor = ${taken.actor}`.execute(database)
    }
    return payload
  })
  app.decorateRequest('idempotency', null)
}

declare module 'fastify' {
  interface FastifyRequest {
    idempotency: { readonly key: string; readonly actor: string } | null
  }
}
