import { deriveGrants } from '@remit/engine'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { decodeCursor, encodeCursor, PageQuery } from '../../platform/http/paging.ts'
import { HOUSE_REFUSALS, sendProblem } from '../../platform/http/problem.ts'
import type { Routes } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { transactionOf } from '../../platform/unit-of-work.ts'
import { holdersAt, reasonInBrief } from '../grants/index.ts'
import { readBatch, readQuestion } from './domain/question.ts'
import { type Answer, answer } from './queries.ts'
import type { World } from './world.ts'

const config = { permission: 'decisions.ask' }

const HoldersQuery = Type.Object({ ...PageQuery, at: Type.Optional(Type.String({ format: 'date-time' })) })

/** Who has an entitlement: now from memory, at a past moment from history. */
export const holdersRoutes =
  (platform: Platform, world: World): Routes =>
  async (app) => {
    app.get(
      '/entitlements/:id/holders',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags: ['grants'],
          summary: 'Who has it and why, now or at a past moment',
          params: Type.Object({ id: Type.String({ maxLength: 300 }) }),
          querystring: HoldersQuery,
        },
      },
      async (request, reply) => {
        const { limit, cursor, at, q } = request.query
        const { snapshot, policies } = world
        const ordinal = snapshot?.ordinalOfEntitlement(request.params.id)
        if (!snapshot || ordinal === undefined)
          return sendProblem(
            reply,
            'request.no-such-thing',
            HOUSE_REFUSALS['request.no-such-thing'],
            `There is no entitlement "${request.params.id}".`,
          )
        const { id } = policies.entitlements.all[ordinal]!
        const now = platform.clock.now()
        const all = at
          ? await holdersAt(platform.database, id, new Date(at))
          : snapshot.searchSubjects(id, now).flatMap((holder) => {
              const facts = world.findFacts(holder)
              return facts ? [{ facts, grant: null }] : []
            })
        const matching = all
          .filter(({ facts }) => !q || `${facts.name} ${facts.displayName}`.toLowerCase().includes(q.toLowerCase()))
          .sort((a, b) => a.facts.displayName.localeCompare(b.facts.displayName))
        const from = Number(decodeCursor(cursor, 1)?.[0] ?? 0)
        const shown = matching.slice(from, from + limit)
        return {
          items: shown.map(({ facts, grant }) => {
            const { reasons = [] } =
              grant ?? deriveGrants(facts, policies, now).find((one) => one.entitlement === id) ?? {}
            return {
              identity: {
                id: facts.id,
                name: facts.name,
                displayName: facts.displayName,
                type: facts.type,
                department: facts.attributes.department ?? null,
              },
              reasons: reasons.map((reason) => reasonInBrief(reason, policies)),
            }
          }),
          next: from + limit < matching.length ? encodeCursor([from + limit]) : null,
          total: matching.length,
          totalIsEstimate: false,
        }
      },
    )
  }

/** AuthZEN Authorization API 1.0: evaluation and evaluations. Errors are a plain message, as §9.1 has it. */
export const decisionsRoutes =
  (platform: Platform, world: World, publicUrl: () => string): Routes =>
  async (app) => {
    // A body of another type or none at all is the asker's mistake (400), not a missing page or an unknown medium.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)))
      } catch {
        done(null, undefined)
      }
    })

    const malformed = (reply: FastifyReply, problem: string) =>
      reply.code(400).type('application/json').send(JSON.stringify(problem))

    /** Waits for the revision the asker has seen; a question from before it is denied, never answered from before it. */
    const isRecent = async (request: FastifyRequest): Promise<boolean> => {
      const wanted = request.headers['remit-at-least']
      if (typeof wanted !== 'string') return true
      const transaction = transactionOf(wanted)
      return transaction !== null && (await world.has(transaction))
    }
    const STALE: Answer = { decision: false, because: 'stale' }
    const show = ({ decision, because }: Answer, explain: unknown) =>
      explain === true ? { decision, context: { because } } : { decision }

    app.post('/access/v1/evaluation', { config }, async (request, reply) => {
      const asked = readQuestion(request.body)
      if ('problem' in asked) return malformed(reply, asked.problem)
      return show((await isRecent(request)) ? await answer(platform, world, asked) : STALE, asked.context?.explain)
    })

    app.post('/access/v1/evaluations', { config }, async (request, reply) => {
      const batch = readBatch(request.body)
      if (batch !== 'single' && 'problem' in batch) return malformed(reply, batch.problem)
      const recent = await isRecent(request)
      if (batch === 'single') {
        const asked = readQuestion(request.body)
        if ('problem' in asked) return malformed(reply, asked.problem)
        return show(recent ? await answer(platform, world, asked) : STALE, asked.context?.explain)
      }
      const evaluations: object[] = []
      for (const item of batch.items) {
        const asked = readQuestion(item)
        const answered = 'problem' in asked ? null : recent ? await answer(platform, world, asked) : STALE
        evaluations.push(
          answered
            ? show(answered, 'context' in asked ? asked.context?.explain : false)
            : { decision: false, context: { error: { status: 400, message: (asked as { problem: string }).problem } } },
        )
        const decision = answered?.decision ?? false
        if (batch.semantic === 'deny_on_first_deny' && !decision) break
        if (batch.semantic === 'permit_on_first_permit' && decision) break
      }
      return { evaluations }
    })

    app.get('/.well-known/authzen-configuration', { config: { permission: 'open' } }, async () => ({
      policy_decision_point: publicUrl(),
      access_evaluation_endpoint: `${publicUrl()}/access/v1/evaluation`,
      access_evaluations_endpoint: `${publicUrl()}/access/v1/evaluations`,
    }))
  }
