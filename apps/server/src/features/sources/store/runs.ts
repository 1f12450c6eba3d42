import { asId, type Id, type Instant, instant, type SourceId } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { Fate } from '../domain/fate.ts'
import type { SourceSaid } from '../domain/said.ts'

/** Owns source_run, staged_record; reads source for names. */
const own = (tx: Tx) => scope<'source_run' | 'staged_record', 'source'>(tx)

export type RunId = Id<'source-run'>
export type RunState = 'reading' | 'applying' | 'applied' | 'unchanged' | 'refused' | 'paused' | 'discarded'

export interface Problem {
  readonly at: string
  readonly problem: string
}

/** Numbers of a run, by what they count. */
export type RunCounts = Readonly<Record<string, number>>

export interface Run {
  readonly id: RunId
  readonly source: SourceId
  readonly sourceName: string
  readonly state: RunState
  readonly mode: 'full' | 'delta'
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly counts: RunCounts
  readonly problems: readonly Problem[]
  readonly listHash: string | null
  readonly why: string | null
  readonly file: string | null
  readonly job: string | null
}

export interface Staged {
  readonly key: string
  readonly said: SourceSaid
  readonly change: 'new' | 'changed' | 'missing'
  readonly position: number
  readonly fate: Fate
}

const COLUMNS = [
  'source_run.id',
  'source_run.source_id',
  'source.name as source_name',
  'state',
  'mode',
  'started_at',
  'ended_at',
  'counts',
  'problems',
  'list_hash',
  'why',
  'file',
  'job_id',
] as const

interface Row {
  readonly id: string
  readonly source_id: string
  readonly source_name: string
  readonly state: string
  readonly mode: string
  readonly started_at: Date
  readonly ended_at: Date | null
  readonly counts: unknown
  readonly problems: unknown
  readonly list_hash: string | null
  readonly why: string | null
  readonly file: string | null
  readonly job_id: string | null
}

const asRun = (row: Row): Run => ({
  id: asId<RunId>(row.id),
  source: asId<SourceId>(row.source_id),
  sourceName: row.source_name,
  state: row.state as RunState,
  mode: row.mode as Run['mode'],
  startedAt: instant(row.started_at.getTime()),
  endedAt: row.ended_at === null ? null : instant(row.ended_at.getTime()),
  counts: row.counts as RunCounts,
  problems: row.problems as readonly Problem[],
  listHash: row.list_hash,
  why: row.why,
  file: row.file,
  job: row.job_id,
})

const runs = (tx: Tx) =>
  own(tx).selectFrom('source_run').innerJoin('source', 'source.id', 'source_run.source_id').select(COLUMNS)

/** `false`: another run of this source is open. */
export async function insertRun(
  tx: Tx,
  run: { id: RunId; source: SourceId; mode: Run['mode']; file: string | null },
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into source_run (id, source_id, state, mode, started_at, file) values (${run.id}, ${run.source}, 'reading', ${run.mode}, ${new Date(now)}, ${run.file})
    on conflict (source_id) where state in ('reading', 'applying', 'paused') do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function findRun(tx: Tx, id: RunId): Promise<Run | null> {
  const row = await runs(tx).where('source_run.id', '=', id).executeTakeFirst()
  return row ? asRun(row) : null
}

/** Held until the unit of work ends: two workers on one run take turns. */
export async function lockRun(tx: Tx, id: RunId): Promise<Run | null> {
  await sql`select id from source_run where id = ${id} for update`.execute(tx)
  return findRun(tx, id)
}

export async function openRunOf(tx: Tx, source: SourceId): Promise<Run | null> {
  const row = await runs(tx)
    .where('source_id', '=', source)
    .where('state', 'in', ['reading', 'applying', 'paused'])
    .executeTakeFirst()
  return row ? asRun(row) : null
}

/** Newest first. @param before the last one of the page before. */
export async function runsOf(
  tx: Tx,
  source: SourceId,
  before: { readonly at: Instant; readonly id: string } | null,
  limit: number,
): Promise<readonly Run[]> {
  let query = runs(tx)
    .where('source_id', '=', source)
    .orderBy('started_at', 'desc')
    .orderBy('source_run.id', 'desc')
    .limit(limit)
  if (before) {
    const at = new Date(before.at)
    query = query.where((is) =>
      is.or([is('started_at', '<', at), is.and([is('started_at', '=', at), is('source_run.id', '<', before.id)])]),
    )
  }
  return (await query.execute()).map(asRun)
}

export async function latestRuns(tx: Tx): Promise<ReadonlyMap<SourceId, Run>> {
  const rows = await runs(tx)
    .distinctOn('source_id')
    .orderBy('source_id')
    .orderBy('started_at', 'desc')
    .orderBy('source_run.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [asId<SourceId>(row.source_id), asRun(row)]))
}

/** What the runs of a source did since then, but for those that a person released. */
export async function doneSince(
  tx: Tx,
  source: SourceId,
  since: Instant,
): Promise<{ readonly missing: number; readonly leavers: number }> {
  const { rows } = await sql<{ missing: number; leavers: number }>`
    select coalesce(sum((counts ->> 'missing')::int), 0) as missing, coalesce(sum((counts ->> 'leavers')::int), 0) as leavers
    from source_run where source_id = ${source} and state = 'applied' and list_hash is null and ended_at > ${new Date(since)}`.execute(
    tx,
  )
  return rows[0]!
}

/** Whether any run of any source was ever applied. */
export async function anyApplied(tx: Tx): Promise<boolean> {
  return (
    (await own(tx).selectFrom('source_run').select('id').where('state', '=', 'applied').limit(1).executeTakeFirst()) !==
    undefined
  )
}

export async function hasApplied(tx: Tx, source: Run['source']): Promise<boolean> {
  const row = await own(tx)
    .selectFrom('source_run')
    .select('id')
    .where('source_id', '=', source)
    .where('state', '=', 'applied')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface RunChange {
  readonly state?: RunState
  readonly endedAt?: Instant
  readonly counts?: RunCounts
  readonly problems?: readonly Problem[]
  readonly listHash?: string | null
  readonly why?: string | null
  readonly job?: string
}

export async function changeRun(tx: Tx, id: RunId, change: RunChange): Promise<void> {
  const columns = {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.endedAt === undefined ? {} : { ended_at: new Date(change.endedAt) }),
    ...(change.counts === undefined ? {} : { counts: JSON.stringify(change.counts) }),
    ...(change.problems === undefined ? {} : { problems: JSON.stringify(change.problems) }),
    ...(change.listHash === undefined ? {} : { list_hash: change.listHash }),
    ...(change.why === undefined ? {} : { why: change.why }),
    ...(change.job === undefined ? {} : { job_id: change.job }),
  }
  await own(tx).updateTable('source_run').set(columns).where('id', '=', id).execute()
}

const CHUNK = 1_000

export async function stage(tx: Tx, run: RunId, records: readonly Staged[]): Promise<void> {
  for (let from = 0; from < records.length; from += CHUNK) {
    const some = records.slice(from, from + CHUNK)
    await sql`
      insert into staged_record (run_id, key, said, change, position, fate)
      select ${run}::uuid, * from unnest(${some.map((r) => r.key)}::text[], ${some.map((r) => JSON.stringify(r.said))}::jsonb[],
        ${some.map((r) => r.change)}::text[], ${some.map((r) => r.position)}::int[], ${some.map((r) => JSON.stringify(r.fate))}::jsonb[])`.execute(
      tx,
    )
  }
}

const asStaged = (row: { key: string; said: unknown; change: string; position: number; fate: unknown }): Staged => ({
  key: row.key,
  said: row.said as SourceSaid,
  change: row.change as Staged['change'],
  position: row.position,
  fate: row.fate as Fate,
})

/** In their order. */
export async function stagedOf(
  tx: Tx,
  run: RunId,
  limit: number,
  change?: Staged['change'],
): Promise<readonly Staged[]> {
  let query = own(tx)
    .selectFrom('staged_record')
    .select(['key', 'said', 'change', 'position', 'fate'])
    .where('run_id', '=', run)
  if (change) query = query.where('change', '=', change)
  return (await query.orderBy('position').limit(limit).execute()).map(asStaged)
}

/** Which of these are still to be made. */
export async function stillStaged(tx: Tx, run: RunId, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await own(tx)
    .selectFrom('staged_record')
    .select('key')
    .where('run_id', '=', run)
    .where('change', '=', 'new')
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.key))
}

export async function unstage(tx: Tx, run: RunId, keys: readonly string[] | 'all'): Promise<void> {
  let query = own(tx).deleteFrom('staged_record').where('run_id', '=', run)
  if (keys !== 'all') query = query.where(sql<boolean>`key = any(${[...keys]}::text[])`)
  await query.execute()
}

/** To be told once more, after everybody else. */
export async function stageAgain(tx: Tx, run: RunId, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const update = JSON.stringify({ is: 'update' } satisfies Fate)
  await sql`
    update staged_record set change = 'changed', fate = ${update}::jsonb,
      position = position + (select max(position) + 1 from staged_record where run_id = ${run})
    where run_id = ${run} and key = any(${[...keys]}::text[])`.execute(tx)
}
