import { asId, toIso } from '@remit/kernel'
import { Type } from 'typebox'
import { ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { caseRoutes } from './case-routes.ts'
import { askForRun } from './commands/ask-for-run.ts'
import { discardRun, releaseRun } from './commands/settle-paused-run.ts'
import { keepFile, LARGEST_FILE } from './commands/uploads.ts'
import { REFUSALS } from './domain/refusals.ts'
import { ById, ByName, Nullable, positionOf, tags } from './shapes.ts'
import { recordCounts } from './store/records.ts'
import { findRun, latestRuns, type Run, type RunId, runsOf, stagedOf } from './store/runs.ts'
import { allSources, findSource, type Source } from './store/sources.ts'
import type { SourceTools } from './tools.ts'

const SAMPLE = 200

const RunShape = Type.Object({
  id: Type.String(),
  source: Type.String(),
  state: Type.String({ description: 'reading, applying, applied, unchanged, refused, paused or discarded' }),
  mode: Type.String(),
  startedAt: Type.String({ format: 'date-time' }),
  endedAt: Nullable(Type.String({ format: 'date-time' })),
  counts: Type.Record(Type.String(), Type.Number()),
  why: Nullable(Type.String({ description: 'Refused or paused: why, in a sentence.' })),
  listHash: Nullable(Type.String({ description: 'Paused: names exactly what would be released.' })),
  file: Nullable(Type.String()),
  job: Nullable(Type.String()),
})
const showRun = ({ sourceName, startedAt, endedAt, source: _source, problems: _problems, ...run }: Run) => ({
  ...run,
  source: sourceName,
  startedAt: toIso(startedAt),
  endedAt: endedAt === null ? null : toIso(endedAt),
})

const RunDetail = Type.Object({
  ...RunShape.properties,
  problems: Type.Array(Type.Object({ at: Type.String(), problem: Type.String() })),
  sample: Type.Array(
    Type.Object({ key: Type.String(), change: Type.String(), fate: Type.Unknown(), said: Type.Unknown() }),
    { description: `What it would change, or has still to: the first ${SAMPLE}.` },
  ),
})

const SourceShape = Type.Object({
  name: Type.String(),
  title: Type.String(),
  connector: Type.String(),
  rank: Type.Integer(),
  mode: Type.String(),
  absence: Type.String(),
  managedBy: Type.String(),
  records: Type.Integer({ description: 'Keys it tells of.' }),
  missing: Type.Integer({ description: 'Of these, absent from the last whole feed.' }),
  waiting: Type.Integer({ description: 'Of these, waiting for a correlation case.' }),
  lastRun: Nullable(RunShape),
})
type Counts = Awaited<ReturnType<typeof recordCounts>>
const showSource = ({ id, document, managedBy }: Source, counts: Counts, latest: ReadonlyMap<Source['id'], Run>) => {
  const run = latest.get(id)
  return {
    name: document.name,
    title: document.title ?? document.name,
    connector: document.connector,
    rank: document.rank,
    mode: document.mode,
    absence: document.absence,
    managedBy,
    ...(counts.get(id) ?? { records: 0, missing: 0, waiting: 0 }),
    lastRun: run ? showRun(run) : null,
  }
}

export const sourcesRoutes =
  (platform: Platform, tools: SourceTools): Routes =>
  async (app) => {
    app.get(
      '/sources',
      {
        config: { permission: 'sources.read' },
        schema: {
          tags,
          summary: 'Where people and devices come from, and how their last runs went',
          response: { 200: ListOf(SourceShape) },
        },
      },
      async () => {
        const sources = await allSources(platform.database)
        const [counts, latest] = [await recordCounts(platform.database), await latestRuns(platform.database)]
        return {
          items: sources.map((source) => showSource(source, counts, latest)),
          next: null,
          total: sources.length,
          totalIsEstimate: false,
        }
      },
    )

    app.get(
      '/sources/:name',
      {
        config: { permission: 'sources.read' },
        schema: {
          tags,
          summary: 'One source',
          params: ByName,
          response: { 200: Type.Object({ ...SourceShape.properties, document: Type.Unknown() }) },
        },
      },
      async (request, reply) => {
        const source = await findSource(platform.database, request.params.name)
        if (!source) return sendProblem(reply, 'source.unknown', REFUSALS['source.unknown'])
        return {
          ...showSource(source, await recordCounts(platform.database), await latestRuns(platform.database)),
          document: source.document,
        }
      },
    )

    app.post(
      '/sources/:name/runs',
      {
        config: { permission: 'sources.run' },
        schema: {
          tags,
          summary: 'Read the source now',
          params: ByName,
          body: Type.Optional(
            Nullable(
              Type.Object(
                {
                  file: Type.Optional(
                    Type.String({
                      pattern: '^[0-9a-f]{64}$',
                      maxLength: 64,
                      description: 'An uploaded file to read instead.',
                    }),
                  ),
                },
                { additionalProperties: false },
              ),
            ),
          ),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await askForRun(platform, tools, callerOf(request).by, request.params.name, request.body?.file ?? null),
          202,
        ),
    )

    app.get(
      '/sources/:name/runs',
      {
        config: { permission: 'sources.read' },
        schema: {
          tags,
          summary: 'Its runs, newest first',
          params: ByName,
          querystring: Type.Object({ limit: PageQuery.limit, cursor: PageQuery.cursor }),
          response: { 200: ListOf(RunShape) },
        },
      },
      async (request, reply) => {
        const source = await findSource(platform.database, request.params.name)
        if (!source) return sendProblem(reply, 'source.unknown', REFUSALS['source.unknown'])
        const { limit, cursor } = request.query
        return page(
          await runsOf(platform.database, source.id, positionOf(cursor), limit + 1),
          limit,
          (run) => [run.startedAt, run.id],
          showRun,
          null,
        )
      },
    )

    await app.register(fileRoutes(platform, tools))

    app.get(
      '/runs/:id',
      {
        config: { permission: 'sources.read' },
        schema: {
          tags,
          summary: 'One run: numbers, problems, what it would change',
          params: ById,
          response: { 200: RunDetail },
        },
      },
      async (request, reply) => {
        const run = await findRun(platform.database, asId<RunId>(request.params.id))
        if (!run) return sendProblem(reply, 'run.unknown', REFUSALS['run.unknown'])
        const sample = await stagedOf(platform.database, run.id, SAMPLE)
        return {
          ...showRun(run),
          problems: [...run.problems],
          sample: sample.map(({ key, change, fate, said }) => ({ key, change, fate, said })),
        }
      },
    )

    app.post(
      '/runs/:id/release',
      {
        config: { permission: 'sources.release' },
        schema: {
          tags,
          summary: 'Let exactly the list of a paused run happen',
          params: ById,
          body: Type.Object(
            { listHash: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await releaseRun(platform, callerOf(request).by, asId<RunId>(request.params.id), request.body.listHash),
          202,
        ),
    )

    app.post(
      '/runs/:id/discard',
      {
        config: { permission: 'sources.release' },
        schema: { tags, summary: 'Let nothing of a paused run happen', params: ById },
      },
      async (request, reply) =>
        send(reply, REFUSALS, await discardRun(platform, callerOf(request).by, asId<RunId>(request.params.id))),
    )

    await app.register(caseRoutes(platform))
  }

/** In a scope of its own: nothing else takes bodies that are not JSON, or larger than a megabyte. */
const fileRoutes =
  (platform: Platform, tools: SourceTools): Routes =>
  async (app) => {
    app.addContentTypeParser(
      ['text/csv', 'text/plain'],
      { parseAs: 'buffer', bodyLimit: LARGEST_FILE },
      (_request, body, done) => done(null, body),
    )
    app.post(
      '/sources/:name/files',
      {
        bodyLimit: LARGEST_FILE,
        config: { permission: 'sources.run' },
        schema: { tags, summary: 'Bring a file for a run (text/csv, at most 64 MB)', params: ByName },
      },
      async (request, reply) => {
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        return send(
          reply,
          REFUSALS,
          await keepFile(platform, tools, callerOf(request).by, request.params.name, bytes),
          201,
        )
      },
    )
  }
