import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Sealed } from '../crypto/seal.ts'
import type { Platform } from '../platform.ts'
import { HOUSE_REFUSALS, sendProblem } from './problem.ts'
import type { Caller } from './server.ts'

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
/** An answer is kept this long for whoever lost it. */
const KEPT_HOURS = 24
const LONGEST_KEY = 255

interface Taken {
  readonly actor: string
  readonly key: string
}

interface Kept {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Names are not unique: two tokens called "ci" are two callers, who must not be given each other's answers. */
const actorOf = ({ by }: Caller): string => `${by.kind}/${'id' in by ? by.id : by.name}`

/**
 * A write that is asked again with its `Idempotency-Key` gets the first answer again. The key is taken before the
 * work begins, so two at once do not both work; a server's failure gives the key back. Requests carry passwords and
 * answers carry tokens: what is kept of either is sealed.
 */
export function rememberAnswers(app: FastifyInstance, { database, clock, sealer }: Platform): void {
  const place = ({ actor, key }: Taken, field: 'request' | 'answer') => ({
    table: 'idempotent_answer',
    row: `${actor} ${key}`,
    field,
  })

  app.decorateRequest('idempotency', null)

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || !WRITES.has(request.method) || !request.caller) return
    if (key.length === 0 || key.length > LONGEST_KEY)
      return sendProblem(
        reply,
        'request.malformed',
        HOUSE_REFUSALS['request.malformed'],
        `Idempotency-Key has 1 to ${LONGEST_KEY} characters.`,
      )
    const digest = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex')
    const taken: Taken = { actor: actorOf(request.caller), key }
    const now = new Date(clock.now())
    await sql`delete from idempotent_answer where made_at < ${new Date(now.getTime() - KEPT_HOURS * 3_600_000)} and actor = ${taken.actor}`.execute(
      database,
    )
    const { rows } = await sql<{ made: boolean }>`
      insert into idempotent_answer (key, actor, request, made_at)
      values (${key}, ${taken.actor}, ${JSON.stringify(sealer.seal(digest, place(taken, 'request')))}::jsonb, ${now}) on conflict do nothing returning true as made`.execute(
      database,
    )
    if (rows.length > 0) {
      request.idempotency = taken
      return
    }
    const known = (
      await sql<{ request: Sealed; answer: Sealed | null }>`
      select request, answer from idempotent_answer where key = ${key} and actor = ${taken.actor}`.execute(database)
    ).rows[0]
    if (known && sealer.open(known.request, place(taken, 'request')) !== digest)
      return sendProblem(reply, 'request.key-reused', HOUSE_REFUSALS['request.key-reused'])
    if (!known?.answer) return sendProblem(reply, 'request.still-running', HOUSE_REFUSALS['request.still-running'])
    const { status, headers, body } = JSON.parse(sealer.open(known.answer, place(taken, 'answer'))) as Kept
    return reply
      .code(status)
      .headers({ ...headers, 'idempotent-replay': 'true' })
      .send(body)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const taken = request.idempotency
    if (!taken) return payload
    if (reply.statusCode >= 500)
      await sql`delete from idempotent_answer where key = ${taken.key} and actor = ${taken.actor}`.execute(database)
    else {
      const headers = Object.fromEntries(
        ['content-type', 'remit-revision'].flatMap((name) =>
          reply.getHeader(name) ? [[name, String(reply.getHeader(name))]] : [],
        ),
      )
      const kept: Kept = { status: reply.statusCode, headers, body: typeof payload === 'string' ? payload : '' }
      await sql`update idempotent_answer set answer = ${JSON.stringify(sealer.seal(JSON.stringify(kept), place(taken, 'answer')))}::jsonb
        where key = ${taken.key} and actor = ${taken.actor}`.execute(database)
    }
    return payload
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    idempotency: Taken | null
  }
}
