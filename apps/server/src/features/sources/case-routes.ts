import { asId, toIso } from '@remit/kernel'
import { Type } from 'typebox'
import { ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { settleCase, undoCase } from './commands/settle-case.ts'
import { REFUSALS } from './domain/refusals.ts'
import { ById, Nullable, positionOf, tags } from './shapes.ts'
import { type CorrelationCase, findCase, findCases } from './store/cases.ts'
import type { CaseId } from './store/records.ts'

const CaseShape = Type.Object({
  id: Type.String(),
  source: Type.String(),
  key: Type.String(),
  displayName: Type.String(),
  state: Type.String({ description: 'open or decided' }),
  why: Type.String(),
  said: Type.Unknown({ description: 'What the source says of it.' }),
  candidates: Type.Array(Type.Unknown()),
  openedAt: Type.String({ format: 'date-time' }),
  decidedAt: Nullable(Type.String({ format: 'date-time' })),
  decision: Type.Unknown(),
})
const showCase = ({ id, sourceName, key, said, why, candidates, openedAt, decidedAt, decision }: CorrelationCase) => ({
  id,
  source: sourceName,
  key,
  displayName: said.displayName ?? key,
  state: decidedAt === null ? 'open' : 'decided',
  why,
  said,
  candidates: [...candidates],
  openedAt: toIso(openedAt),
  decidedAt: decidedAt === null ? null : toIso(decidedAt),
  decision:
    decidedAt === null || decision === null ? null : { as: decision.as, identity: decision.identity, by: decision.by },
})

/** Who is who, where only a person can say. */
export const caseRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      '/correlation-cases',
      {
        config: { permission: 'sources.read' },
        schema: {
          tags,
          summary: 'Records of which a person must say who they are',
          querystring: Type.Object({
            limit: PageQuery.limit,
            cursor: PageQuery.cursor,
            state: Type.Optional(Type.Unsafe<'open' | 'decided'>({ type: 'string', enum: ['open', 'decided'] })),
            source: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: { 200: ListOf(CaseShape) },
        },
      },
      async (request) => {
        const { limit, cursor, state, source } = request.query
        const cases = await findCases(platform.database, {
          state,
          source,
          before: positionOf(cursor) ?? undefined,
          limit: limit + 1,
        })
        return page(cases, limit, (one) => [one.openedAt, one.id], showCase, null)
      },
    )

    app.get(
      '/correlation-cases/:id',
      {
        config: { permission: 'sources.read' },
        schema: { tags, summary: 'One case with its evidence', params: ById, response: { 200: CaseShape } },
      },
      async (request, reply) => {
        const one = await findCase(platform.database, asId<CaseId>(request.params.id))
        return one ? showCase(one) : sendProblem(reply, 'case.unknown', REFUSALS['case.unknown'])
      },
    )

    app.post(
      '/correlation-cases/:id/resolve',
      {
        config: { permission: 'sources.correlate' },
        schema: {
          tags,
          summary: 'Say who it is: one we know (merge), or somebody new (separate)',
          params: ById,
          body: Type.Object(
            {
              decision: Type.Unsafe<'merge' | 'separate'>({ type: 'string', enum: ['merge', 'separate'] }),
              identity: Type.Optional(Type.String({ maxLength: 100, description: 'Key or name; needed to merge.' })),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { decision, identity = '' } = request.body
        const verdict = decision === 'merge' ? { decision, identity } : { decision }
        return send(
          reply,
          REFUSALS,
          await settleCase(platform, callerOf(request).by, asId<CaseId>(request.params.id), verdict),
        )
      },
    )

    app.post(
      '/correlation-cases/:id/undo',
      { config: { permission: 'sources.correlate' }, schema: { tags, summary: 'Take a decision back', params: ById } },
      async (request, reply) =>
        send(reply, REFUSALS, await undoCase(platform, callerOf(request).by, asId<CaseId>(request.params.id))),
    )
  }
