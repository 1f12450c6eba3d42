import type { OperationId } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { sentenceOf } from '../ledger/index.ts'
import { complete, retry, skip } from './commands.ts'
import { REFUSALS } from './domain/refusals.ts'
import type { GrantsOf } from './plan.ts'
import { findOperations, historyOf, type OperationRow } from './queries.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Text = Type.String()
const STATES = [
  'open',
  'waiting',
  'running',
  'later',
  'unknown',
  'done',
  'verified',
  'declined',
  'manual',
  'superseded',
] as const

const operation = {
  id: Text,
  application: Type.Object({ id: Text, name: Text, title: Text }),
  account: Nullable(Type.Object({ id: Text, userName: Text })),
  identity: Nullable(Type.Object({ id: Text, name: Text, displayName: Text })),
  kind: Text,
  entitlement: Nullable(Type.Object({ id: Text, name: Text, title: Text })),
  state: Text,
  attempts: Type.Integer(),
  nextTryAt: Nullable(Text),
  lastOutcome: Nullable(Text),
  cause: Nullable(Text),
  causeEntry: Text,
  createdAt: Text,
  settledAt: Nullable(Text),
  instructions: Nullable(Text),
}
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

const show = ({ cause, payload: _, said: __, ...row }: OperationRow) => ({
  ...row,
  cause: sentenceOf(cause.action, cause.actor, cause.detail, cause.subject),
  causeEntry: cause.entry,
})

export const provisioningRoutes =
  (platform: Platform, grantsOf: GrantsOf): Routes =>
  async (app) => {
    app.get(
      '/operations',
      {
        config: { permission: 'provisioning.read' },
        schema: {
          summary: 'Operations, newest first',
          tags: ['provisioning'],
          querystring: Type.Object({
            ...PageQuery,
            state: Type.Optional(Type.Unsafe<(typeof STATES)[number]>({ type: 'string', enum: STATES })),
            application: Type.Optional(Type.String({ maxLength: 100 })),
            identity: Type.Optional(Type.String({ maxLength: 100, description: 'Name or id' })),
          }),
          response: { 200: ListOf(Type.Object(operation)) },
        },
      },
      async (request) => {
        const { limit, cursor, state, application, identity } = request.query
        const before = decodeCursor(cursor, 1)?.[0] ?? null
        const rows = await findOperations(
          platform.database,
          { state, application, identity },
          before === null ? null : String(before),
          limit + 1,
        )
        return page(rows, limit, (row) => [row.id], show, null)
      },
    )

    app.get(
      '/operations/:id',
      {
        config: { permission: 'provisioning.read' },
        schema: {
          summary: 'One operation: what was asked, what came of it, and why it was asked',
          tags: ['provisioning'],
          params: Id,
          response: {
            200: Type.Object({
              ...operation,
              asked: Type.Unknown(),
              said: Type.Unknown(),
              history: Type.Array(Type.Object({ at: Text, action: Text, actor: Text, why: Nullable(Text) })),
            }),
          },
        },
      },
      async (request, reply) => {
        const [found] = await findOperations(platform.database, { id: request.params.id }, null, 1)
        if (!found) return sendProblem(reply, 'operation.not-found', REFUSALS['operation.not-found'])
        return {
          ...show(found),
          asked: found.payload,
          said: found.said,
          history: [...(await historyOf(platform.database, found.id))],
        }
      },
    )

    app.post(
      '/operations/:id/retry',
      {
        config: { permission: 'provisioning.write' },
        schema: { summary: 'Ask the target again, now', tags: ['provisioning'], params: Id },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await platform.perform(callerOf(request).by, (work) =>
            retry(work, grantsOf, request.params.id as OperationId),
          ),
        ),
    )

    app.post(
      '/operations/:id/complete',
      {
        config: { permission: 'provisioning.write' },
        schema: {
          summary: 'Say that it was done by hand; the next import looks',
          tags: ['provisioning'],
          params: Id,
          body: Type.Object(
            {
              note: Type.String({
                minLength: 1,
                maxLength: 2000,
                description: 'What was done, and where it can be seen',
              }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await platform.perform(callerOf(request).by, (work) =>
            complete(work, request.params.id as OperationId, request.body.note),
          ),
        ),
    )

    app.post(
      '/operations/:id/skip',
      {
        config: { permission: 'provisioning.write' },
        schema: {
          summary: 'Leave it undone, with a reason',
          tags: ['provisioning'],
          params: Id,
          body: Type.Object(
            { reason: Type.String({ minLength: 1, maxLength: 2000 }) },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await platform.perform(callerOf(request).by, (work) =>
            skip(work, request.params.id as OperationId, request.body.reason),
          ),
        ),
    )
  }
