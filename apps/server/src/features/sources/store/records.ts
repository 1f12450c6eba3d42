import { asId, type Id, type IdentityId, type Instant, instant, type SourceId } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { SourceSaid } from '../domain/said.ts'
import type { RunId } from './runs.ts'

/** Owns source_record. */
const own = (tx: Tx) => scope<'source_record'>(tx)

/** What a source said last of one of its keys, and which identity that is. */
export interface SourceRecord {
  readonly key: string
  /** `null`: waits for a correlation case. */
  readonly identity: IdentityId | null
  readonly said: SourceSaid
  readonly missingSince: Instant | null
  /** Its manager or owner was nobody we know. */
  readonly unresolved: boolean
}

interface Row {
  readonly key: string
  readonly identity_id: string | null
  readonly said: unknown
  readonly missing_since: Date | null
  readonly unresolved: boolean
}

const COLUMNS = ['key', 'identity_id', 'said', 'missing_since', 'unresolved'] as const

const asRecord = (row: Row): SourceRecord => ({
  key: row.key,
  identity: row.identity_id === null ? null : asId<IdentityId>(row.identity_id),
  said: row.said as SourceSaid,
  missingSince: row.missing_since === null ? null : instant(row.missing_since.getTime()),
  unresolved: row.unresolved,
})

export async function recordsOf(tx: Tx, source: SourceId): Promise<readonly SourceRecord[]> {
  return (await own(tx).selectFrom('source_record').select(COLUMNS).where('source_id', '=', source).execute()).map(
    asRecord,
  )
}

export async function recordsWith(
  tx: Tx,
  source: SourceId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SourceRecord>> {
  const rows = await own(tx)
    .selectFrom('source_record')
    .select(COLUMNS)
    .where('source_id', '=', source)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.key, asRecord(row)]))
}

export async function recordsOfIdentities(
  tx: Tx,
  source: SourceId,
  identities: readonly IdentityId[],
): Promise<readonly SourceRecord[]> {
  const rows = await own(tx)
    .selectFrom('source_record')
    .select(COLUMNS)
    .where('source_id', '=', source)
    .where(sql<boolean>`identity_id = any(${[...identities]}::uuid[])`)
    .orderBy('key')
    .execute()
  return rows.map(asRecord)
}

/** Those whose manager or owner is this key. */
export async function recordsBelow(tx: Tx, source: SourceId, key: string): Promise<readonly SourceRecord[]> {
  const rows = await own(tx)
    .selectFrom('source_record')
    .select(COLUMNS)
    .where('source_id', '=', source)
    .where(sql<boolean>`${key} in (said ->> 'manager', said ->> 'owner')`)
    .execute()
  return rows.map(asRecord)
}

export async function saveRecords(
  tx: Tx,
  source: SourceId,
  run: RunId,
  records: readonly SourceRecord[],
): Promise<void> {
  if (records.length === 0) return
  await sql`
    insert into source_record (source_id, key, identity_id, said, missing_since, unresolved, last_run_id)
    select ${source}::uuid, u.*, ${run}::uuid from unnest(${records.map((r) => r.key)}::text[], ${records.map((r) => r.identity)}::uuid[],
      ${records.map((r) => JSON.stringify(r.said))}::jsonb[], ${records.map((r) => (r.missingSince === null ? null : new Date(r.missingSince)))}::timestamptz[],
      ${records.map((r) => r.unresolved)}::bool[]) u
    on conflict (source_id, key) do update set identity_id = excluded.identity_id, said = excluded.said, missing_since = excluded.missing_since,
      unresolved = excluded.unresolved, last_run_id = excluded.last_run_id`.execute(tx)
}

export async function removeRecord(tx: Tx, source: SourceId, key: string): Promise<void> {
  await own(tx).deleteFrom('source_record').where('source_id', '=', source).where('key', '=', key).execute()
}

/** How many people a source tells of, and how many of them were absent last time. */
export async function recordCounts(
  tx: Tx,
): Promise<ReadonlyMap<SourceId, { readonly records: number; readonly missing: number; readonly waiting: number }>> {
  const rows = await own(tx)
    .selectFrom('source_record')
    .select((is) => [
      'source_id',
      is.fn.countAll<number>().as('records'),
      is.fn.count<number>('missing_since').as('missing'),
      is.fn.count<number>('identity_id').as('known'),
    ])
    .groupBy('source_id')
    .execute()
  return new Map(
    rows.map((row) => [
      asId<SourceId>(row.source_id),
      { records: row.records, missing: row.missing, waiting: row.records - row.known },
    ]),
  )
}

export type CaseId = Id<'correlation-case'>
