import type { Instant, LedgerEntryId } from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'
import type { Tree } from './domain/merkle.ts'

/** Owns ledger_entry, checkpoint, ledger_tree, ledger_key. */
const own = (tx: Tx) => scope<'ledger_entry' | 'checkpoint' | 'ledger_tree' | 'ledger_key'>(tx)

export interface NewRow {
  readonly id: LedgerEntryId
  readonly action: string
  readonly actorKind: string
  readonly actorName: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly cause: LedgerEntryId | null
  readonly body: string
}

/** Thousands at once: one statement, arrays as parameters. */
export async function insertEntries(tx: Tx, at: Instant, rows: readonly NewRow[]): Promise<void> {
  const column = (of: (row: NewRow) => string | null, type: 'uuid' | 'text'): RawBuilder<unknown> =>
    sql`${rows.map(of)}::${sql.raw(type)}[]`
  await sql`
    insert into ledger_entry (id, at, action, actor_kind, actor_name, subject_kind, subject_id, cause, body)
    select u.id, ${new Date(at)}, u.action, u.actor_kind, u.actor_name, u.subject_kind, u.subject_id, u.cause, u.body
    from unnest(${column((r) => r.id, 'uuid')}, ${column((r) => r.action, 'text')}, ${column((r) => r.actorKind, 'text')},
      ${column((r) => r.actorName, 'text')}, ${column((r) => r.subjectKind, 'text')}, ${column((r) => r.subjectId, 'text')},
      ${column((r) => r.cause, 'uuid')}, ${column((r) => r.body, 'text')})
      as u(id, action, actor_kind, actor_name, subject_kind, subject_id, cause, body)`.execute(tx)
}

/** The tree, locked for the one who will extend it; `null` while another process does. */
export async function lockTree(tx: Tx): Promise<Tree | null> {
  const row = await own(tx)
    .selectFrom('ledger_tree')
    .select(['tree_size', 'peaks'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ? { size: row.tree_size, peaks: row.peaks } : null
}

/**
 * Entries that no slower transaction can still come before: below the snapshot horizon, in commit-safe order.
 * Reading by `id > last` instead would lose whatever commits late.
 */
export async function unsequenced(tx: Tx, limit: number): Promise<readonly { id: LedgerEntryId; body: string }[]> {
  const { rows } = await sql<{ id: LedgerEntryId; body: string }>`
    select id, body from ledger_entry
    where leaf_index is null and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction, id limit ${limit}`.execute(tx)
  return rows
}

export async function sequence(
  tx: Tx,
  first: number,
  leaves: readonly { id: LedgerEntryId; hash: Buffer }[],
): Promise<void> {
  await sql`
    update ledger_entry e set leaf_index = ${first}::bigint + u.n - 1, leaf_hash = u.hash
    from unnest(${leaves.map((leaf) => leaf.id)}::uuid[], ${leaves.map((leaf) => leaf.hash)}::bytea[]) with ordinality as u(id, hash, n)
    where e.id = u.id`.execute(tx)
}

export async function saveTree(tx: Tx, tree: Tree): Promise<void> {
  await own(tx)
    .updateTable('ledger_tree')
    .set({ tree_size: tree.size, peaks: [...tree.peaks] })
    .execute()
}

export async function saveCheckpoint(tx: Tx, size: number, root: Buffer, note: string, at: Instant): Promise<void> {
  await own(tx)
    .insertInto('checkpoint')
    .values({ tree_size: size, root, note, at: new Date(at) })
    .execute()
}

export async function findKeys(
  tx: Tx,
): Promise<readonly { name: string; publicKey: Buffer; sealed: unknown; retired: boolean }[]> {
  const rows = await own(tx).selectFrom('ledger_key').selectAll().orderBy('made_at').execute()
  return rows.map((row) => ({
    name: row.name,
    publicKey: row.public_key,
    sealed: row.sealed,
    retired: row.retired_at !== null,
  }))
}

export async function saveKey(tx: Tx, name: string, publicKey: Buffer, sealed: unknown, at: Instant): Promise<void> {
  await own(tx)
    .insertInto('ledger_key')
    .values({ name, public_key: publicKey, sealed: JSON.stringify(sealed), made_at: new Date(at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface StoredEntry {
  readonly id: LedgerEntryId
  readonly leafIndex: number | null
  readonly leafHash: Buffer | null
  readonly at: Date
  readonly action: string
  readonly actorKind: string
  readonly actorName: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly cause: LedgerEntryId | null
  readonly body: string
}

const COLUMNS = [
  'id',
  'leaf_index as leafIndex',
  'leaf_hash as leafHash',
  'at',
  'action',
  'actor_kind as actorKind',
  'actor_name as actorName',
  'subject_kind as subjectKind',
  'subject_id as subjectId',
  'cause',
  'body',
] as const

const asEntry = (row: Omit<StoredEntry, 'id' | 'cause'> & { id: string; cause: string | null }): StoredEntry => ({
  ...row,
  id: row.id as LedgerEntryId,
  cause: row.cause as LedgerEntryId | null,
})

export async function sequencedFrom(tx: Tx, from: number, limit: number): Promise<readonly StoredEntry[]> {
  const rows = await own(tx)
    .selectFrom('ledger_entry')
    .select(COLUMNS)
    .where('leaf_index', '>=', from)
    .orderBy('leaf_index')
    .limit(limit)
    .execute()
  return rows.map(asEntry)
}

export async function checkpoints(tx: Tx): Promise<readonly { size: number; root: Buffer; note: string; at: Date }[]> {
  const rows = await own(tx).selectFrom('checkpoint').selectAll().orderBy('tree_size').execute()
  return rows.map((row) => ({ size: row.tree_size, root: row.root, note: row.note, at: row.at }))
}

export async function latestCheckpoint(tx: Tx): Promise<{ size: number; note: string; at: Date } | null> {
  const row = await own(tx)
    .selectFrom('checkpoint')
    .select(['tree_size as size', 'note', 'at'])
    .orderBy('tree_size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export interface EntryFilter {
  readonly action?: string | undefined
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly actor?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** Exclusive: the last one of the page before. */
  readonly before?: { readonly at: Date; readonly id: string } | undefined
  readonly limit: number
}

export async function findEntries(tx: Tx, filter: EntryFilter): Promise<readonly StoredEntry[]> {
  let query = own(tx)
    .selectFrom('ledger_entry')
    .select(COLUMNS)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.action)
    query = filter.action.endsWith('.*')
      ? query.where('action', 'like', `${filter.action.slice(0, -1)}%`)
      : query.where('action', '=', filter.action)
  if (filter.subjectKind) query = query.where('subject_kind', '=', filter.subjectKind)
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.actor) query = query.where('actor_name', '=', filter.actor)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.to) query = query.where('at', '<', filter.to)
  if (filter.before) {
    const { at, id } = filter.before
    query = query.where((is) => is.or([is('at', '<', at), is.and([is('at', '=', at), is('id', '<', id)])]))
  }
  return (await query.execute()).map(asEntry)
}

export async function findEntry(tx: Tx, id: string): Promise<StoredEntry | null> {
  const row = await own(tx).selectFrom('ledger_entry').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? asEntry(row) : null
}

export async function countOpen(tx: Tx): Promise<number> {
  const row = await own(tx)
    .selectFrom('ledger_entry')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('leaf_index', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}
