import type { Held } from '@remit/engine'
import {
  type AssignmentId,
  asId,
  type EntitlementId,
  type ExclusionId,
  type IdentityId,
  type Instant,
  type RoleId,
} from '@remit/kernel'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { HOUSE_REFUSALS, sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { findIdentityByName, identityNames } from '../identities/index.ts'
import { record } from '../ledger/index.ts'
import { policiesInForce } from '../policies/index.ts'
import { assign, endExclusion, exclude, withdraw } from './commands.ts'
import { REFUSALS } from './domain/refusals.ts'
import { explainAccess, grantsInWords, timelineOf } from './queries.ts'
import { standingInWords } from './reading-store.ts'
import { enqueue, enqueueEverybody } from './store.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const Name = Type.String({ minLength: 1, maxLength: 300 })
const Justification = Type.String({ maxLength: 2000, default: '' })
const When = Type.Optional(Type.String({ format: 'date-time' }))

export const grantsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { database, clock, perform } = platform
    const identityOf = async (idOrName: string): Promise<IdentityId | null> => {
      if (!UUID.test(idOrName)) return (await findIdentityByName(database, idOrName))?.id ?? null
      const id = asId<IdentityId>(idOrName)
      return (await identityNames(database, [id])).has(id) ? id : null
    }
    const missing = (reply: FastifyReply, what: string) =>
      sendProblem(reply, 'request.no-such-thing', HOUSE_REFUSALS['request.no-such-thing'], what)
    const moment = (at: string | undefined): Date | null => (at ? new Date(at) : null)

    app.get(
      '/identities/:id/grants',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags: ['grants'],
          summary: 'What an identity holds and why, now or at a past moment',
          params: Type.Object({ id: Name }),
          querystring: Type.Object({ at: When }),
        },
      },
      async (request, reply) => {
        const id = await identityOf(request.params.id)
        const items = id && (await grantsInWords(database, id, clock.now(), moment(request.query.at)))
        return items ? { items } : missing(reply, `There is no identity "${request.params.id}".`)
      },
    )

    app.get(
      '/identities/:id/timeline',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags: ['grants'],
          summary: 'What happened to an identity, and how many grants it had',
          params: Type.Object({ id: Name }),
        },
      },
      async (request, reply) => {
        const id = await identityOf(request.params.id)
        return id ? timelineOf(database, id) : missing(reply, `There is no identity "${request.params.id}".`)
      },
    )

    app.get(
      '/identities/:id/standing',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags: ['grants'],
          summary: 'Assignments and exclusions of an identity',
          params: Type.Object({ id: Name }),
        },
      },
      async (request, reply) => {
        const id = await identityOf(request.params.id)
        return id
          ? { items: await standingInWords(database, id) }
          : missing(reply, `There is no identity "${request.params.id}".`)
      },
    )

    app.get(
      '/explanations',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags: ['grants'],
          summary: 'Why somebody has something, or why not, and what would change that',
          querystring: Type.Object({ subject: Name, entitlement: Name, asOf: When }),
        },
      },
      async (request, reply) => {
        const { subject, entitlement, asOf } = request.query
        const id = await identityOf(subject)
        const explained = id
          ? await explainAccess(database, id, entitlement, clock.now(), moment(asOf))
          : 'no-such-identity'
        if (explained === 'no-such-identity') return missing(reply, `There is no identity "${subject}".`)
        if (explained === 'no-such-entitlement') return missing(reply, `There is no entitlement "${entitlement}".`)
        return explained
      },
    )

    const Standing = Type.Object(
      {
        identity: Name,
        role: Type.Optional(Name),
        entitlement: Type.Optional(Name),
        from: When,
        until: When,
        justification: Justification,
      },
      { additionalProperties: false },
    )

    const heldOf = async (body: { role?: string; entitlement?: string }): Promise<Held | null> => {
      const policies = await policiesInForce(database)
      if ((body.role === undefined) === (body.entitlement === undefined)) return null
      if (body.role !== undefined) {
        const ordinal = policies.roles.ordinalsByName.get(body.role) ?? policies.roles.ordinals.get(body.role as RoleId)
        return ordinal === undefined ? null : { role: policies.roles.all[ordinal]!.id }
      }
      const ordinal =
        policies.entitlements.ordinalsByName.get(body.entitlement!) ??
        policies.entitlements.ordinals.get(body.entitlement as EntitlementId)
      return ordinal === undefined ? null : { entitlement: policies.entitlements.all[ordinal]!.id }
    }
    const instantOf = (text: string | undefined): Instant | null => (text ? (Date.parse(text) as Instant) : null)
    const noAccess = (reply: FastifyReply) =>
      sendProblem(
        reply,
        'assignment.no-such-access',
        REFUSALS['assignment.no-such-access'],
        'Name one role or one entitlement (<application>/<entitlement>).',
      )

    app.post(
      '/assignments',
      {
        config: { permission: 'grants.write' },
        schema: { tags: ['grants'], summary: 'Decide that somebody should hold something', body: Standing },
      },
      async (request, reply) => {
        const { body } = request
        const caller = callerOf(request)
        const identity = await identityOf(body.identity)
        if (!identity) return missing(reply, `There is no identity "${body.identity}".`)
        if (caller.identity === identity)
          return sendProblem(reply, 'assignment.for-oneself', REFUSALS['assignment.for-oneself'])
        const gives = await heldOf(body)
        if (!gives) return noAccess(reply)
        const made = await perform(caller.by, (work) =>
          assign(work, {
            identity,
            gives,
            validity: { from: instantOf(body.from), until: instantOf(body.until) },
            origin: `direct:${caller.by.name}`,
            justification: body.justification,
          }),
        )
        return send(reply, REFUSALS, made, 201, (id) => ({ id }))
      },
    )

    app.delete(
      '/assignments/:id',
      {
        config: { permission: 'grants.write' },
        schema: {
          tags: ['grants'],
          summary: 'End an assignment now',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          querystring: Type.Object({ justification: Justification }),
        },
      },
      async (request, reply) => {
        const ended = await perform(callerOf(request).by, (work) =>
          withdraw(work, asId<AssignmentId>(request.params.id), request.query.justification),
        )
        return send(reply, REFUSALS, ended)
      },
    )

    app.post(
      '/exclusions',
      {
        config: { permission: 'grants.write' },
        schema: {
          tags: ['grants'],
          summary: 'Decide that somebody should not hold something, whatever the rules say',
          body: Standing,
        },
      },
      async (request, reply) => {
        const { body } = request
        const identity = await identityOf(body.identity)
        if (!identity) return missing(reply, `There is no identity "${body.identity}".`)
        const denies = await heldOf(body)
        if (!denies) return noAccess(reply)
        const made = await perform(callerOf(request).by, (work) =>
          exclude(work, {
            identity,
            denies,
            validity: { from: instantOf(body.from), until: instantOf(body.until) },
            justification: body.justification,
          }),
        )
        return send(reply, REFUSALS, made, 201, (id) => ({ id }))
      },
    )

    app.delete(
      '/exclusions/:id',
      {
        config: { permission: 'grants.write' },
        schema: {
          tags: ['grants'],
          summary: 'End an exclusion now',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          querystring: Type.Object({ justification: Justification }),
        },
      },
      async (request, reply) => {
        const id = asId<ExclusionId>(request.params.id)
        const caller = callerOf(request)
        const ended = await perform(caller.by, async (work) =>
          endExclusion(work, id, request.query.justification, caller.identity),
        )
        return send(reply, REFUSALS, ended)
      },
    )

    app.post(
      '/recomputations',
      {
        config: { permission: 'grants.write' },
        schema: {
          tags: ['grants'],
          summary: 'Derive identities again; everybody when none is named',
          body: Type.Object(
            { identities: Type.Optional(Type.Array(Name, { maxItems: 1000 })) },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const ids: IdentityId[] = []
        for (const name of request.body.identities ?? []) {
          const id = await identityOf(name)
          if (!id) return missing(reply, `There is no identity "${name}".`)
          ids.push(id)
        }
        const asked = await perform(callerOf(request).by, async (work) => {
          const entry = await record(work, {
            action: 'grants.recompute-asked',
            subject: { kind: 'policies', id: 'in-force' },
            detail: { identities: request.body.identities ?? 'everybody' },
          })
          if (request.body.identities) await enqueue(work.tx, ids, entry, null, work.now)
          return {
            ok: true as const,
            value: {
              queued: request.body.identities ? ids.length : await enqueueEverybody(work.tx, entry, null, work.now),
            },
          }
        })
        return send(reply, {}, asked, 202)
      },
    )
  }
