import type { AccountId, ApplicationId, EntitlementId, Id, IdentityId, Instant } from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'
import { newId } from '../../platform/ids.ts'
import type { Classification, Difference, FindingKind } from './domain/compare.ts'

/** Owns import_run and finding; reads identity, operation. */
const own = (tx: Tx) => scope<'import_run' | 'finding', 'identity' | 'operation' | 'application'>(tx)

export type RunId = Id<'import-run'>
export type FindingId = Id<'finding'>
export type RunState = 'running' | 'applied' | 'refused' | 'paused'

export interface Run {
  readonly id: RunId
  readonly application: ApplicationId
  readonly state: RunState
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly counts: Readonly<Record<string, number>>
  readonly problem: string | null
  readonly listHash: string | null
  readonly released: string | null
  readonly job: string | null
}

const COLUMNS = [
  'id',
  'application_id',
  'state',
  'started_at',
  'ended_at',
  'counts',
  'problem',
  'list_hash',
  'released',
  'job_id',
] as const
const asRun = (row: {
  id: string
  application_id: string
  state: string
  started_at: Date
  ended_at: Date | null
  counts: unknown
  problem: string | null
  list_hash: string | null
  released: string | null
  job_id: string | null
}): Run => ({
  id: row.id as RunId,
  application: row.application_id as ApplicationId,
  state: row.state as RunState,
  startedAt: row.started_at.getTime() as Instant,
  endedAt: (row.ended_at?.getTime() ?? null) as Instant | null,
  counts: row.counts as Run['counts'],
  problem: row.problem,
  listHash: row.list_hash,
  released: row.released,
  job: row.job_id,
})

/** @returns whether it is the only one under way; another one of the application keeps it from being. */
export async function insertRun(
  tx: Tx,
  run: { readonly id: RunId; readonly application: ApplicationId; readonly released: string | null },
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into import_run (id, application_id, state, started_at, released)
    values (${run.id}, ${run.application}, 'running', ${new Date(now)}, ${run.released})
    on conflict (application_id) where state = 'running' do nothing returning id`.execute(tx)
  return rows.length === 1
}

export async function findRun(tx: Tx, id: string): Promise<Run | null> {
  const row = await own(tx).selectFrom('import_run').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? asRun(row) : null
}

/** Keeps others from working on the same run until this transaction ends. @returns whether it is still to be worked on. */
export async function holdRun(tx: Tx, id: RunId): Promise<boolean> {
  const row = await own(tx).selectFrom('import_run').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  return row?.state === 'running'
}

export async function runsOf(
  tx: Tx,
  application: ApplicationId,
  before: Instant | null,
  limit: number,
): Promise<readonly Run[]> {
  let query = own(tx).selectFrom('import_run').select(COLUMNS).where('application_id', '=', application)
  if (before !== null) query = query.where('started_at', '<', new Date(before))
  return (await query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(asRun)
}

/** Whether any reading of it was ever taken over. */
export async function wasApplied(tx: Tx, application: ApplicationId): Promise<boolean> {
  const row = await own(tx)
    .selectFrom('import_run')
    .select('id')
    .where('application_id', '=', application)
    .where('state', '=', 'applied')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function changeRun(
  tx: Tx,
  id: RunId,
  set: {
    readonly state?: RunState
    readonly counts?: Run['counts']
    readonly problem?: string | null
    readonly listHash?: string | null
    readonly job?: string
    readonly endedAt?: Instant
  },
): Promise<void> {
  await own(tx)
    .updateTable('import_run')
    .set({
      ...(set.state === undefined ? {} : { state: set.state }),
      ...(set.counts === undefined ? {} : { counts: JSON.stringify(set.counts) }),
      ...(set.problem === undefined ? {} : { problem: set.problem?.slice(0, 2000) ?? null }),
      ...(set.listHash === undefined ? {} : { list_hash: set.listHash }),
      ...(set.job === undefined ? {} : { job_id: set.job }),
      ...(set.endedAt === undefined ? {} : { ended_at: new Date(set.endedAt) }),
    })
    .where('id', '=', id)
    .execute()
}

/** The newest run of each application. */
export async function latestRuns(tx: Tx): Promise<ReadonlyMap<ApplicationId, Run>> {
  const rows = await own(tx)
    .selectFrom('import_run')
    .distinctOn('application_id')
    .select(COLUMNS)
    .orderBy('application_id')
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.application_id as ApplicationId, asRun(row)]))
}

/** Everybody, in the order of their keys, behind `after`. */
export async function identitiesAfter(tx: Tx, after: IdentityId | null, limit: number): Promise<readonly IdentityId[]> {
  let query = own(tx).selectFrom('identity').select('id')
  if (after !== null) query = query.where('id', '>', after)
  return (await query.orderBy('id').limit(limit).execute()).map((row) => row.id as IdentityId)
}

export interface UnderWay {
  readonly identity: IdentityId
  readonly kind: string
  readonly entitlement: EntitlementId | null
}

export async function underWay(
  tx: Tx,
  application: ApplicationId,
  identities: readonly IdentityId[],
): Promise<readonly UnderWay[]> {
  const rows = await own(tx)
    .selectFrom('operation')
    .select(['identity_id', 'kind', 'entitlement_id'])
    .where('application_id', '=', application)
    .where('identity_id', '=', anyOf(identities))
    .where('state', 'in', ['waiting', 'running', 'later', 'unknown', 'done', 'manual'])
    .execute()
  return rows.map((row) => ({
    identity: row.identity_id as IdentityId,
    kind: row.kind,
    entitlement: row.entitlement_id as EntitlementId | null,
  }))
}
const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`any(${[...ids]}::uuid[])`

export interface Finding extends Difference {
  readonly id: FindingId
  readonly application: ApplicationId
  readonly classification: Classification
  readonly foundAt: Instant
}

const FINDING = [
  'id',
  'application_id',
  'kind',
  'account_id',
  'identity_id',
  'entitlement_id',
  'classification',
  'detail',
  'found_at',
] as const
const asFinding = (row: {
  id: string
  application_id: string
  kind: string
  account_id: string | null
  identity_id: string | null
  entitlement_id: string | null
  classification: string
  detail: unknown
  found_at: Date
}): Finding => ({
  id: row.id as FindingId,
  application: row.application_id as ApplicationId,
  kind: row.kind as FindingKind,
  account: row.account_id as AccountId | null,
  identity: row.identity_id as IdentityId | null,
  entitlement: row.entitlement_id as EntitlementId | null,
  classification: row.classification as Classification,
  detail: row.detail as Finding['detail'],
  foundAt: row.found_at.getTime() as Instant,
})

export async function openFindings(
  tx: Tx,
  application: ApplicationId,
  of: {
    readonly identities?: readonly IdentityId[]
    readonly orphans?: true
    readonly ids?: readonly FindingId[]
    readonly kinds?: readonly FindingKind[]
  } = {},
): Promise<readonly Finding[]> {
  let query = own(tx)
    .selectFrom('finding')
    .select(FINDING)
    .where('application_id', '=', application)
    .where('settled_at', 'is', null)
  if (of.identities) query = query.where('identity_id', '=', anyOf(of.identities))
  if (of.orphans) query = query.where('identity_id', 'is', null)
  if (of.ids) query = query.where('id', '=', anyOf(of.ids))
  if (of.kinds) query = query.where('kind', 'in', [...of.kinds])
  return (await query.orderBy('id').execute()).map(asFinding)
}

/** Opens those that are not open yet; one that is keeps its date and its class. */
export async function openAll(
  tx: Tx,
  application: ApplicationId,
  differences: readonly Difference[],
  now: Instant,
): Promise<number> {
  let opened = 0
  for (let start = 0; start < differences.length; start += 1000) {
    const rows = differences.slice(start, start + 1000).map((one) => ({
      id: newId<FindingId>(),
      kind: one.kind,
      account_id: one.account,
      identity_id: one.identity,
      entitlement_id: one.entitlement,
      classification: one.classification,
      detail: one.detail,
    }))
    const { numAffectedRows } = await sql`
      insert into finding (id, application_id, kind, account_id, identity_id, entitlement_id, classification, detail, found_at)
      select id, ${application}, kind, account_id, identity_id, entitlement_id, classification, detail, ${new Date(now)}
      from jsonb_populate_recordset(null::finding, ${JSON.stringify(rows)}::jsonb)
      on conflict (application_id, kind, account_id, identity_id, entitlement_id) where settled_at is null do nothing`.execute(
      tx,
    )
    opened += Number(numAffectedRows ?? 0)
  }
  return opened
}

export type SettledAs = 'adopted' | 'removed' | 'gone' | 'provisioned' | 'correlated'

export async function settleFindings(tx: Tx, ids: readonly FindingId[], as: SettledAs, now: Instant): Promise<void> {
  if (ids.length === 0) return
  await own(tx)
    .updateTable('finding')
    .set({ settled_at: new Date(now), settled_as: as })
    .where('id', '=', anyOf(ids))
    .where('settled_at', 'is', null)
    .execute()
}

/** Open findings about one thing, whatever account or identity they name it by. */
export async function findingsAbout(
  tx: Tx,
  application: ApplicationId,
  about: {
    readonly kinds: readonly FindingKind[]
    readonly identity: IdentityId | null
    readonly account: AccountId | null
    readonly entitlement: EntitlementId | null
  },
): Promise<readonly FindingId[]> {
  const { rows } = await sql<{ id: FindingId }>`
    select id from finding where application_id = ${application} and settled_at is null and kind = any(${[...about.kinds]})
      and entitlement_id is not distinct from ${about.entitlement}::uuid
      and (account_id = ${about.account}::uuid or identity_id = ${about.identity}::uuid)`.execute(tx)
  return rows.map((row) => row.id)
}
