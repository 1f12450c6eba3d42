import { instant, type Result, toIso } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, EXACT_TOTAL, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { type Caller, callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { findApplication } from '../applications/index.ts'
import { type Asked as AskedDeed, adopt, type Preview, previewDeed, remove, type Which } from './commands.ts'
import { REFUSALS, type Refused } from './domain/refusals.ts'
import { askForImport, releaseImport } from './import-application.ts'
import { countDifferences, type DifferenceFilter, type DifferenceRow, findDifferences } from './queries.ts'
import { type FindingId, type Run, runsOf } from './store.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Text = Type.String()
const KINDS = [
  'unjustified-holding',
  'missing-holding',
  'orphan-account',
  'attribute-differs',
  'account-missing',
  'account-of-leaver',
  'access-by-nesting',
] as const
const CLASSES = ['initial', 'added-outside', 'removed-outside', 'not-yet-provisioned', 'unowned'] as const
const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Optional(Type.Unsafe<T>({ type: 'string', enum: values }))

const Difference = Type.Object({
  id: Text,
  application: Type.Object({ id: Text, name: Text, title: Text }),
  kind: Text,
  account: Nullable(Type.Object({ id: Text, userName: Text })),
  identity: Nullable(Type.Object({ id: Text, name: Text, displayName: Text })),
  entitlement: Nullable(Type.Object({ id: Text, name: Text, title: Text })),
  classification: Text,
  detail: Type.Unknown(),
  foundAt: Text,
  settledAt: Nullable(Text),
  settledAs: Nullable(Text),
})
const RunShape = Type.Object({
  id: Text,
  state: Text,
  startedAt: Text,
  endedAt: Nullable(Text),
  counts: Type.Record(Text, Type.Number()),
  problem: Nullable(Text),
  listHash: Nullable(Text),
  job: Nullable(Text),
})
const PreviewShape = Type.Object({
  deed: Text,
  hash: Text,
  count: Type.Integer(),
  people: Type.Integer(),
  leftOut: Type.Integer(),
  ids: Type.Array(Text),
  brake: Type.Object({ tripped: Type.Boolean(), message: Text }),
})
const Name = Type.Object({ name: Type.String({ maxLength: 100 }) })
const Ids = Type.Union(
  [
    Type.Array(Type.String({ format: 'uuid', maxLength: 36 }), { minItems: 1, maxItems: 5000, uniqueItems: true }),
    Type.Literal('all'),
  ],
  {
    description: 'Keys of differences, or `all` that can be dealt with this way',
  },
)
const Asked = Type.Object(
  {
    ids: Ids,
    hash: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'Of the preview: what is done is exactly what was shown',
    }),
    justification: Type.String({ minLength: 1, maxLength: 2000 }),
    release: Type.Boolean({ default: false, description: 'Let it pass a brake that holds it' }),
  },
  { additionalProperties: false },
)

const showRun = (run: Run) => ({
  id: run.id,
  state: run.state,
  startedAt: toIso(run.startedAt),
  endedAt: run.endedAt === null ? null : toIso(run.endedAt),
  counts: { ...run.counts },
  problem: run.problem,
  listHash: run.state === 'paused' ? run.listHash : null,
  job: run.job,
})
const showPreview = ({ findings, ...preview }: Preview) => ({
  ...preview,
  count: findings.length,
  ids: findings.map((one) => one.id),
})

type Act = (work: UnitOfWork, name: string, asked: AskedDeed) => Promise<Result<object, Refused>>

/** Owners deal with what is theirs; `reconciliation.write-any` with everything. */
const mayWrite = (caller: Caller, application: string): boolean =>
  caller.permissions.has('reconciliation.write-any') || caller.owns.has(application)

export const reconciliationRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const list = async (filter: DifferenceFilter, limit: number, cursor: string | undefined) => {
      const before = decodeCursor(cursor, 1)?.[0] ?? null
      const rows = await findDifferences(platform.database, filter, before === null ? null : String(before), limit + 1)
      return page(
        rows,
        limit,
        (row) => [row.id],
        (row: DifferenceRow) => row,
        await countDifferences(platform.database, filter, EXACT_TOTAL),
      )
    }
    const filters = {
      kind: oneOf(KINDS),
      classification: oneOf(CLASSES),
      settled: Type.Optional(Type.Boolean({ description: 'Settled ones; without it, open ones' })),
    }

    app.get(
      '/applications/:name/differences',
      {
        config: { permission: 'reconciliation.read' },
        schema: {
          summary: 'What differs between an application and the grants, newest first',
          tags: ['reconciliation'],
          params: Name,
          querystring: Type.Object({ ...PageQuery, ...filters }),
          response: { 200: ListOf(Difference) },
        },
      },
      async (request) => {
        const { limit, cursor, q: _, ...filter } = request.query
        return list({ ...filter, application: request.params.name }, limit, cursor)
      },
    )

    app.get(
      '/findings',
      {
        config: { permission: 'reconciliation.read' },
        schema: {
          summary: 'What differs anywhere, newest first',
          tags: ['reconciliation'],
          querystring: Type.Object({
            ...PageQuery,
            ...filters,
            application: Type.Optional(Type.String({ maxLength: 100 })),
            identity: Type.Optional(Type.String({ maxLength: 100, description: 'Name or id' })),
          }),
          response: { 200: ListOf(Difference) },
        },
      },
      async (request) => {
        const { limit, cursor, q: _, ...filter } = request.query
        return list(filter, limit, cursor)
      },
    )

    app.post(
      '/applications/:name/differences/preview',
      {
        config: { permission: 'reconciliation.read' },
        schema: {
          summary: 'What adopting or removing would do, and the hash by which to ask for exactly that',
          tags: ['reconciliation'],
          params: Name,
          body: Type.Object(
            { deed: Type.Union([Type.Literal('adopt'), Type.Literal('remove')]), ids: Ids },
            { additionalProperties: false },
          ),
          response: { 200: PreviewShape },
        },
      },
      async (request, reply) => {
        const answer = await previewDeed(
          { tx: platform.database, now: platform.clock.now() },
          request.params.name,
          request.body.deed,
          request.body.ids as Which,
        )
        return send(reply, REFUSALS, { answer, revision: '' }, 200, showPreview)
      },
    )

    const deeds: readonly (readonly [string, Act, string])[] = [
      ['adopt', adopt, 'Give holdings a reason: they become assignments'],
      ['remove', remove, 'Have holdings that nobody granted taken away'],
    ]
    for (const [deed, act, summary] of deeds)
      app.post(
        `/applications/:name/differences/${deed}`,
        {
          config: { permission: 'reconciliation.write' },
          schema: { summary, tags: ['reconciliation'], params: Name, body: Asked },
        },
        async (request, reply) => {
          const caller = callerOf(request)
          const { name } = request.params
          if (!mayWrite(caller, name))
            return sendProblem(reply, 'difference.not-yours', REFUSALS['difference.not-yours'])
          const { ids, hash, justification, release } = request.body
          return send(
            reply,
            REFUSALS,
            await platform.perform(caller.by, (work) =>
              act(work, name, { which: ids as FindingId[] | 'all', hash, justification, release }),
            ),
          )
        },
      )

    app.post(
      '/applications/:name/imports',
      {
        config: { permission: 'reconciliation.write' },
        schema: {
          summary: 'Import the present state of an application',
          tags: ['reconciliation'],
          params: Name,
          response: { 202: Type.Object({ run: Text, job: Text }) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        if (!mayWrite(caller, request.params.name))
          return sendProblem(reply, 'difference.not-yours', REFUSALS['difference.not-yours'])
        return send(
          reply,
          REFUSALS,
          await platform.perform(caller.by, (work) => askForImport(work, platform, request.params.name)),
          202,
        )
      },
    )

    app.get(
      '/applications/:name/imports',
      {
        config: { permission: 'reconciliation.read' },
        schema: {
          summary: 'Imports of an application, newest first',
          tags: ['reconciliation'],
          params: Name,
          querystring: Type.Object(PageQuery),
          response: { 200: ListOf(RunShape) },
        },
      },
      async (request, reply) => {
        const application = await findApplication(platform.database, { name: request.params.name })
        if (!application)
          return sendProblem(reply, 'import.no-such-application', REFUSALS['import.no-such-application'])
        const { limit, cursor } = request.query
        const before = decodeCursor(cursor, 1)?.[0] ?? null
        const runs = await runsOf(
          platform.database,
          application.id,
          before === null ? null : instant(Number(before)),
          limit + 1,
        )
        return page(runs, limit, (run) => [run.startedAt], showRun, null)
      },
    )

    app.post(
      '/imports/:id/release',
      {
        config: { permission: 'reconciliation.write' },
        schema: {
          summary: 'Let a paused import take away exactly what it showed',
          tags: ['reconciliation'],
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          body: Type.Object({ hash: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false }),
          response: { 202: Type.Object({ run: Text, job: Text }) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        if (!caller.permissions.has('reconciliation.write-any'))
          return sendProblem(reply, 'difference.not-yours', REFUSALS['difference.not-yours'])
        return send(
          reply,
          REFUSALS,
          await platform.perform(caller.by, (work) =>
            releaseImport(work, platform, request.params.id, request.body.hash),
          ),
          202,
        )
      },
    )
  }
