import { Type } from 'typebox'
import { decodeCursor, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { HOUSE_REFUSALS, sendProblem } from '../../platform/http/problem.ts'
import type { Routes } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { sentenceOf } from './domain/sentence.ts'
import { findEntries, findEntry, latestCheckpoint, type StoredEntry } from './store.ts'
import { verifyLedger } from './verify.ts'

const EntryShape = Type.Object({
  id: Type.String(),
  leafIndex: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Place in the tree; null for the moment before it is sequenced.',
  }),
  at: Type.String({ format: 'date-time' }),
  action: Type.String(),
  actor: Type.Object({ kind: Type.String(), name: Type.String() }),
  subject: Type.Object({ kind: Type.String(), id: Type.String() }),
  cause: Type.Union([Type.String(), Type.Null()]),
  sentence: Type.String(),
  detail: Type.Unknown(),
})

const show = (entry: StoredEntry) => {
  const body = JSON.parse(entry.body)
  return {
    id: entry.id,
    leafIndex: entry.leafIndex,
    at: entry.at.toISOString(),
    action: entry.action,
    actor: { kind: entry.actorKind, name: entry.actorName },
    subject: { kind: entry.subjectKind, id: entry.subjectId },
    cause: entry.cause,
    sentence: sentenceOf(entry.action, entry.actorName, body.detail, entry.subjectId),
    detail: body.detail,
  }
}

export const ledgerRoutes =
  (platform: Platform, copy: string | null): Routes =>
  async (app) => {
    app.get(
      '/ledger',
      {
        config: { permission: 'ledger.read' },
        schema: {
          summary: 'The audit log, newest first',
          tags: ['ledger'],
          querystring: Type.Object({
            ...PageQuery,
            action: Type.Optional(Type.String({ maxLength: 100, description: 'An action, or a family: `identity.*`' })),
            subjectKind: Type.Optional(Type.String({ maxLength: 50 })),
            subject: Type.Optional(Type.String({ maxLength: 300 })),
            actor: Type.Optional(Type.String({ maxLength: 200 })),
            from: Type.Optional(Type.String({ format: 'date-time' })),
            to: Type.Optional(Type.String({ format: 'date-time' })),
          }),
          response: { 200: ListOf(EntryShape) },
        },
      },
      async (request) => {
        const { limit, cursor, action, subjectKind, subject, actor, from, to } = request.query
        const position = decodeCursor(cursor, 2)
        const entries = await findEntries(platform.database, {
          action,
          subjectKind,
          subjectId: subject,
          actor,
          from: from ? new Date(from) : undefined,
          to: to ? new Date(to) : undefined,
          before: position ? { at: new Date(Number(position[0])), id: String(position[1]) } : undefined,
          limit: limit + 1,
        })
        return page(entries, limit, (entry) => [entry.at.getTime(), entry.id], show, null)
      },
    )

    app.get(
      '/ledger/:id',
      {
        config: { permission: 'ledger.read' },
        schema: {
          tags: ['ledger'],
          summary: 'One entry',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          response: { 200: EntryShape },
        },
      },
      async (request, reply) => {
        const entry = await findEntry(platform.database, request.params.id)
        return entry
          ? show(entry)
          : sendProblem(reply, 'request.no-such-thing', HOUSE_REFUSALS['request.no-such-thing'])
      },
    )

    app.get(
      '/ledger/checkpoint',
      {
        config: { permission: 'ledger.read' },
        schema: { tags: ['ledger'], summary: 'The newest signed checkpoint (C2SP note)' },
      },
      async () => {
        const latest = await latestCheckpoint(platform.database)
        return latest
          ? { size: latest.size, at: latest.at.toISOString(), note: latest.note }
          : { size: 0, at: null, note: null }
      },
    )

    app.post(
      '/ledger/verify',
      {
        config: { permission: 'ledger.read' },
        schema: { tags: ['ledger'], summary: 'Read the whole ledger and say what does not hold' },
      },
      async () => verifyLedger(platform.database, copy),
    )
  }
