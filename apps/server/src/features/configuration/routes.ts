import { asId, type IdentityId, type PlanId } from '@remit/kernel'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Document } from '../../platform/configurable.ts'
import { decodeCursor, encodeCursor, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import { applyPlan, inForceNow, type Planned, plan, planRevert, savePlan } from './commands.ts'
import { REFUSALS } from './domain/refusals.ts'
import type { Doer } from './domain/second-person.ts'
import type { Planner } from './planner.ts'
import { findEffects, findPlan, findPlans, type StoredPlan, stillQueued } from './store.ts'

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
const DocumentShape = Type.Object(
  { kind: Type.String({ maxLength: 50 }), name: Type.String({ maxLength: 300 }) },
  { additionalProperties: true },
)

const Wanted = Type.Object(
  {
    title: Type.Optional(Type.String({ maxLength: 200 })),
    documents: Type.Optional(
      Type.Array(
        Type.Object(
          {
            document: DocumentShape,
            file: Type.Optional(Type.String({ maxLength: 500 })),
            line: Type.Optional(Type.Integer({ minimum: 1 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 50_000, description: 'What files say' },
      ),
    ),
    complete: Type.Optional(
      Type.Boolean({
        description: 'The documents are all that files say: what they said before and say no more is removed',
      }),
    ),
    changes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            kind: Type.String({ maxLength: 50 }),
            name: Type.String({ maxLength: 300 }),
            document: Type.Union([DocumentShape, Type.Null()]),
          },
          { additionalProperties: false },
        ),
        { maxItems: 1000, description: 'Changes made in the console; null removes' },
      ),
    ),
    preview: Type.Optional(Type.Boolean({ description: 'Show only; nothing is kept, so it cannot be applied' })),
  },
  { additionalProperties: false },
)

const SAMPLE = 50

const showPlan = ({ maker: _, ...stored }: StoredPlan) => ({
  ...stored,
  madeAt: stored.madeAt.toISOString(),
  appliedAt: stored.appliedAt?.toISOString() ?? null,
  needsSecondPerson: stored.needs.length > 0,
})

const effect = (row: Awaited<ReturnType<typeof findEffects>>[number]) => ({
  identity: { id: row.identity_id, name: row.identity, displayName: row.display_name },
  entitlement: { id: row.entitlement_id, name: row.entitlement },
  why: row.why,
})

const doerOf = (request: FastifyRequest): Doer => {
  const { by, identity, operator } = callerOf(request)
  return { by, identity: identity as IdentityId | null, operator }
}

export const configurationRoutes =
  (planner: Planner): Routes =>
  async (app) => {
    const { database, log } = planner.platform

    const showPlanned = (planned: Planned) => {
      const { effects, brakes, ...rest } = planned
      const nameOf = new Map<string, { name: string; displayName: string }>()
      const sample = (direction: 'gain' | 'loss') =>
        effects
          .filter((one) => one.direction === direction)
          .slice(0, SAMPLE)
          .map((one) => ({
            identity: { id: one.identity, ...nameOf.get(one.identity) },
            entitlement: { id: one.entitlement, name: one.name },
            why: one.why,
          }))
      for (const one of effects) {
        if (nameOf.size >= 2 * SAMPLE) break
        const facts = planner.world.findFacts(one.identity)
        if (facts) nameOf.set(one.identity, { name: facts.name, displayName: facts.displayName })
      }
      return {
        ...rest,
        impact: { ...rest.impact, sample: { gains: sample('gain'), losses: sample('loss') } },
        brakes,
        needsSecondPerson: planned.needs.length > 0,
      }
    }

    app.post(
      '/plans',
      {
        config: { permission: 'configuration.plan' },
        bodyLimit: 64 * 1024 * 1024,
        schema: { tags: ['plans'], summary: 'Compute what a change would do; nothing happens', body: Wanted },
      },
      async (request, reply) => {
        const { title, documents = [], complete = false, changes = [], preview = false } = request.body
        const doer = doerOf(request)
        const fromFiles = documents.length > 0 || complete
        const planned = await plan(planner, doer, {
          title:
            title ??
            (fromFiles
              ? 'Files'
              : changes
                  .map((change) => `${change.kind} ${change.name}`)
                  .slice(0, 3)
                  .join(', ')),
          written: [
            ...documents.map(({ document, file, line }) => ({ document: document as Document, file, line })),
            ...changes.flatMap((change) => (change.document ? [{ document: change.document as Document }] : [])),
          ],
          removed: changes.flatMap((change) => (change.document ? [] : [{ kind: change.kind, name: change.name }])),
          complete,
          managedBy: fromFiles ? 'files' : 'console',
        })
        // What changes nothing is an answer, not something to keep.
        if (preview || (planned.steps.length === 0 && planned.findings.length === 0)) return showPlanned(planned)
        return send(reply, REFUSALS, await savePlan(planner, doer, planned), 201, showPlanned)
      },
    )

    app.get(
      '/plans',
      {
        config: { permission: 'configuration.read' },
        schema: {
          tags: ['plans'],
          summary: 'Plans, newest first',
          querystring: Type.Object({ ...PageQuery, state: Type.Optional(Type.String({ maxLength: 20 })) }),
        },
      },
      async (request) => {
        const { limit, cursor, state } = request.query
        const position = decodeCursor(cursor, 2)
        const rows = await findPlans(
          database,
          limit + 1,
          position ? { at: new Date(Number(position[0])), id: String(position[1]) } : null,
          state,
        )
        return page(
          rows,
          limit,
          (row) => [row.madeAt.getTime(), row.id],
          ({ steps, ...row }) => ({ ...showPlan({ ...row, steps: [] }), steps: steps.length }),
          null,
        )
      },
    )

    app.get(
      '/plans/:id',
      { config: { permission: 'configuration.read' }, schema: { tags: ['plans'], summary: 'One plan', params: Id } },
      async (request, reply) => {
        const id = asId<PlanId>(request.params.id)
        const stored = await findPlan(database, id)
        if (!stored) return sendProblem(reply, 'plan.not-found', REFUSALS['plan.not-found'])
        const sample = {
          gains: (await findEffects(database, id, 'gain', -1, SAMPLE, undefined)).map(effect),
          losses: (await findEffects(database, id, 'loss', -1, SAMPLE, undefined)).map(effect),
        }
        return {
          ...showPlan(stored),
          impact: { ...stored.impact, sample },
          stillFollowing: await stillQueued(database, id),
        }
      },
    )

    app.get(
      '/plans/:id/effects',
      {
        config: { permission: 'configuration.read' },
        schema: {
          tags: ['plans'],
          summary: 'Everybody a plan gives or takes something, with why',
          params: Id,
          querystring: Type.Object({
            ...PageQuery,
            direction: Type.Union([Type.Literal('gain'), Type.Literal('loss')], { default: 'gain' }),
          }),
        },
      },
      async (request, reply) => {
        const { limit, cursor, direction, q } = request.query
        const stored = await findPlan(database, asId<PlanId>(request.params.id))
        if (!stored) return sendProblem(reply, 'plan.not-found', REFUSALS['plan.not-found'])
        const rows = await findEffects(
          database,
          stored.id,
          direction,
          Number(decodeCursor(cursor, 1)?.[0] ?? -1),
          limit + 1,
          q,
        )
        const shown = rows.slice(0, limit)
        return {
          items: shown.map(effect),
          next: rows.length > limit ? encodeCursor([shown.at(-1)!.ordinal]) : null,
          total: q ? null : direction === 'gain' ? stored.impact.gains : stored.impact.losses,
          totalIsEstimate: false,
        }
      },
    )

    app.post(
      '/plans/:id/apply',
      {
        config: { permission: 'configuration.apply' },
        schema: {
          tags: ['plans'],
          summary: 'Apply the plan of this hash',
          params: Id,
          body: Type.Object({ hash: Type.String({ minLength: 64, maxLength: 64 }) }, { additionalProperties: false }),
        },
      },
      async (request, reply) => {
        const applied = await applyPlan(planner, doerOf(request), asId<PlanId>(request.params.id), request.body.hash)
        if (applied.answer.ok)
          log.info({ plan: applied.answer.value.id, by: callerOf(request).by.name }, 'a plan was applied')
        return send(reply, REFUSALS, applied, 200, showPlan)
      },
    )

    app.post(
      '/plans/:id/revert',
      {
        config: { permission: 'configuration.plan' },
        schema: { tags: ['plans'], summary: 'Plan to take an applied plan back', params: Id },
      },
      async (request, reply) => {
        const doer = doerOf(request)
        const id = asId<PlanId>(request.params.id)
        const back = await planRevert(planner, doer, id)
        if (!back.ok) return send(reply, REFUSALS, { answer: back, revision: '' })
        return send(reply, REFUSALS, await savePlan(planner, doer, back.value, id), 201, showPlanned)
      },
    )

    app.get(
      '/export',
      {
        config: { permission: 'configuration.read' },
        schema: { tags: ['configuration'], summary: 'Everything in force as documents: a plan of them is empty' },
      },
      async () => {
        const inForce = await inForceNow(database, planner.kinds)
        const kinds = [...planner.kinds.values()].sort((a, b) => a.order - b.order)
        return {
          documents: kinds.flatMap(({ kind }) =>
            [...(inForce.get(kind)?.values() ?? [])]
              .filter(({ managedBy }) => managedBy === 'files' || managedBy === 'console')
              .map(({ document, managedBy }) => ({ kind, name: document.name, managedBy, document })),
          ),
        }
      },
    )

    app.get(
      '/schemas',
      {
        config: { permission: 'configuration.read' },
        schema: { tags: ['configuration'], summary: 'JSON Schema of every kind of document' },
      },
      async () => ({
        schemas: Object.fromEntries([...planner.kinds.values()].map(({ kind, schema }) => [kind, schema])),
      }),
    )
  }
