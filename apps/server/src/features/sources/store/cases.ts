import { asId, type IdentityId, type Instant, instant, type SourceId } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { WeighedCandidate } from '../domain/correlation.ts'
import type { SourceSaid } from '../domain/said.ts'
import type { CaseId, SourceRecord } from './records.ts'

/** Owns correlation_case; reads source for names. */
const own = (tx: Tx) => scope<'correlation_case', 'source'>(tx)

/** What a person decided, and what it replaced: enough to undo it. */
export interface CaseDecision {
  readonly as: 'merge' | 'separate'
  readonly identity: IdentityId
  readonly by: string
  /** The identity's record under another key, which the merged one took the place of. */
  readonly replaced: SourceRecord | null
}

export interface CorrelationCase {
  readonly id: CaseId
  readonly source: SourceId
  readonly sourceName: string
  readonly key: string
  readonly said: SourceSaid
  readonly candidates: readonly WeighedCandidate[]
  readonly why: string
  readonly openedAt: Instant
  readonly decidedAt: Instant | null
  /** Stays after an undo, so that the same identity is taken when somebody decides as before. */
  readonly decision: CaseDecision | null
}

const COLUMNS = [
  'correlation_case.id',
  'source_id',
  'source.name as source_name',
  'key',
  'said',
  'candidates',
  'why',
  'opened_at',
  'decided_at',
  'decision',
] as const

interface Row {
  readonly id: string
  readonly source_id: string
  readonly source_name: string
  readonly key: string
  readonly said: unknown
  readonly candidates: unknown
  readonly why: string
  readonly opened_at: Date
  readonly decided_at: Date | null
  readonly decision: unknown
}

const asCase = (row: Row): CorrelationCase => ({
  id: asId<CaseId>(row.id),
  source: asId<SourceId>(row.source_id),
  sourceName: row.source_name,
  key: row.key,
  said: row.said as SourceSaid,
  candidates: row.candidates as readonly WeighedCandidate[],
  why: row.why,
  openedAt: instant(row.opened_at.getTime()),
  decidedAt: row.decided_at === null ? null : instant(row.decided_at.getTime()),
  decision: row.decision as CaseDecision | null,
})

const cases = (tx: Tx) =>
  own(tx).selectFrom('correlation_case').innerJoin('source', 'source.id', 'source_id').select(COLUMNS)

export async function findCase(tx: Tx, id: CaseId): Promise<CorrelationCase | null> {
  const row = await cases(tx).where('correlation_case.id', '=', id).executeTakeFirst()
  return row ? asCase(row) : null
}

/** Held until the unit of work ends. */
export async function lockCase(tx: Tx, id: CaseId): Promise<CorrelationCase | null> {
  await sql`select id from correlation_case where id = ${id} for update`.execute(tx)
  return findCase(tx, id)
}

export interface CaseFilter {
  readonly state?: 'open' | 'decided' | undefined
  readonly source?: string | undefined
  /** The last one of the page before. */
  readonly before?: { readonly at: Instant; readonly id: string } | undefined
  readonly limit: number
}

/** Newest first. */
export async function findCases(tx: Tx, filter: CaseFilter): Promise<readonly CorrelationCase[]> {
  let query = cases(tx).orderBy('opened_at', 'desc').orderBy('correlation_case.id', 'desc').limit(filter.limit)
  if (filter.state) query = query.where('decided_at', filter.state === 'open' ? 'is' : 'is not', null)
  if (filter.source) query = query.where('source.name', '=', filter.source)
  if (filter.before) {
    const { at, id } = filter.before
    query = query.where((is) =>
      is.or([
        is('opened_at', '<', new Date(at)),
        is.and([is('opened_at', '=', new Date(at)), is('correlation_case.id', '<', id)]),
      ]),
    )
  }
  return (await query.execute()).map(asCase)
}

export async function countOpenCases(tx: Tx): Promise<number> {
  const row = await own(tx)
    .selectFrom('correlation_case')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('decided_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

export type NewCase = Pick<CorrelationCase, 'id' | 'source' | 'key' | 'said' | 'candidates' | 'why'>

/** A key that waits already keeps its case, with what is said now. */
export async function openCases(tx: Tx, cases: readonly NewCase[], now: Instant): Promise<void> {
  if (cases.length === 0) return
  await sql`
    insert into correlation_case (id, source_id, key, said, candidates, why, opened_at)
    select u.*, ${new Date(now)} from unnest(${cases.map((c) => c.id)}::uuid[], ${cases.map((c) => c.source)}::uuid[], ${cases.map((c) => c.key)}::text[],
      ${cases.map((c) => JSON.stringify(c.said))}::jsonb[], ${cases.map((c) => JSON.stringify(c.candidates))}::jsonb[], ${cases.map((c) => c.why)}::text[]) u
    on conflict (source_id, key) where decided_at is null do update set said = excluded.said, candidates = excluded.candidates, why = excluded.why`.execute(
    tx,
  )
}

/** What the source says of them by now. */
export async function retellCases(tx: Tx, source: SourceId, said: ReadonlyMap<string, SourceSaid>): Promise<void> {
  if (said.size === 0) return
  await sql`
    update correlation_case c set said = u.said from unnest(${[...said.keys()]}::text[], ${[...said.values()].map((one) => JSON.stringify(one))}::jsonb[]) u(key, said)
    where c.source_id = ${source} and c.key = u.key and c.decided_at is null`.execute(tx)
}

export async function saveDecision(
  tx: Tx,
  id: CaseId,
  decision: CaseDecision,
  decidedAt: Instant | null,
): Promise<void> {
  await own(tx)
    .updateTable('correlation_case')
    .set({ decision: JSON.stringify(decision), decided_at: decidedAt === null ? null : new Date(decidedAt) })
    .where('id', '=', id)
    .execute()
}
