import type {
  AccountId,
  ApplicationId,
  EntitlementId,
  IdentityId,
  Instant,
  LedgerEntryId,
  OperationId,
} from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'
import type { Operation, OperationKind, OperationState, Payload, Said } from './domain/operation.ts'
import type { KnownOperation } from './domain/plan-operations.ts'

/** Owns operation. Who works on it stands in lease-store.ts, holdings and ties in holding-store.ts. */
const own = (tx: Tx) => scope<'operation', 'account'>(tx)

const COLUMNS = [
  'id',
  'application_id',
  'identity_id',
  'account_id',
  'kind',
  'entitlement_id',
  'payload',
  'state',
  'attempts',
  'due_at',
  'leased_until',
  'last_outcome',
  'entry_id',
  'created_at',
  'settled_at',
] as const
export interface Row {
  readonly id: string
  readonly application_id: string
  readonly identity_id: string | null
  readonly account_id: string | null
  readonly kind: string
  readonly entitlement_id: string | null
  readonly payload: unknown
  readonly state: string
  readonly attempts: number
  readonly due_at: Date
  readonly leased_until: Date | null
  readonly last_outcome: unknown
  readonly entry_id: string
  readonly created_at: Date
  readonly settled_at: Date | null
}
const at = (date: Date | null): Instant | null => (date === null ? null : (date.getTime() as Instant))
export const asOperation = (row: Row): Operation => ({
  id: row.id as OperationId,
  application: row.application_id as ApplicationId,
  identity: row.identity_id as IdentityId | null,
  account: row.account_id as AccountId | null,
  kind: row.kind as OperationKind,
  entitlement: row.entitlement_id as EntitlementId | null,
  payload: row.payload as Payload,
  state: row.state as OperationState,
  attempts: row.attempts,
  dueAt: at(row.due_at)!,
  leasedUntil: at(row.leased_until),
  lastOutcome: row.last_outcome as Said | null,
  entry: row.entry_id as LedgerEntryId,
  createdAt: at(row.created_at)!,
  settledAt: at(row.settled_at),
})
const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`any(${[...ids]}::uuid[])`

export interface NewOperation {
  readonly id: OperationId
  readonly application: ApplicationId
  readonly identity: IdentityId | null
  readonly account: AccountId | null
  readonly kind: OperationKind
  readonly entitlement: EntitlementId | null
  readonly payload: Payload
  readonly state: 'waiting' | 'manual'
  readonly entry: LedgerEntryId
}

const CHUNK = 1000

export async function insertOperations(tx: Tx, operations: readonly NewOperation[], now: Instant): Promise<void> {
  for (let start = 0; start < operations.length; start += CHUNK) {
    const rows = operations.slice(start, start + CHUNK).map((one) => ({
      id: one.id,
      application_id: one.application,
      identity_id: one.identity,
      account_id: one.account,
      kind: one.kind,
      entitlement_id: one.entitlement,
      payload: one.payload,
      state: one.state,
      entry_id: one.entry,
    }))
    await sql`
      insert into operation (id, application_id, identity_id, account_id, kind, entitlement_id, payload, state, entry_id, due_at, created_at)
      select id, application_id, identity_id, account_id, kind, entitlement_id, payload, state, entry_id, ${new Date(now)}, ${new Date(now)}
      from jsonb_populate_recordset(null::operation, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
  }
}

/** Open ones, and of the settled ones the last of each kind, account and entitlement; newest first. */
export async function operationsOf(
  tx: Tx,
  identities: readonly IdentityId[],
): Promise<readonly (KnownOperation & { readonly identity: IdentityId; readonly application: ApplicationId })[]> {
  const { rows } = await sql<KnownOperation & { identity: IdentityId; application: ApplicationId }>`
    select id, identity_id as identity, application_id as application, kind, account_id as account, entitlement_id as entitlement, state, attempts,
      coalesce(last_outcome ->> 'said' = 'skipped', false) as skipped, payload
    from (select *, row_number() over (partition by application_id, identity_id, account_id, kind, entitlement_id order by id desc) as nth
          from operation where identity_id = ${anyOf(identities)}) one
    where nth = 1 or state in ('waiting', 'running', 'later', 'unknown', 'done', 'manual')
    order by id desc`.execute(tx)
  return rows
}

/** User names that creations under way will take, in lower case. */
export async function userNamesAsked(tx: Tx, application: ApplicationId): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select lower(payload ->> 'userName') as name from operation
    where application_id = ${application} and kind = 'createAccount' and state in ('waiting', 'running', 'later', 'unknown', 'done', 'manual')`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.name))
}

/** Those that are not running. @returns which were ended. */
export async function supersede(
  tx: Tx,
  ids: readonly OperationId[],
  said: Said,
  now: Instant,
): Promise<readonly OperationId[]> {
  const rows = await own(tx)
    .updateTable('operation')
    .set({ state: 'superseded', last_outcome: JSON.stringify(said), settled_at: new Date(now), leased_until: null })
    .where('id', '=', anyOf(ids))
    .where('state', 'in', ['waiting', 'later', 'unknown', 'done', 'manual'])
    .returning('id')
    .execute()
  return rows.map((row) => row.id as OperationId)
}

export async function openOperationsOfAccounts(
  tx: Tx,
  accounts: readonly AccountId[],
): Promise<readonly OperationId[]> {
  const rows = await own(tx)
    .selectFrom('operation')
    .select('id')
    .where('account_id', '=', anyOf(accounts))
    .where('state', 'in', ['waiting', 'later', 'unknown', 'done', 'manual'])
    .execute()
  return rows.map((row) => row.id as OperationId)
}

/** Gives what waited for an account the one there is now. */
export async function giveAccount(
  tx: Tx,
  application: ApplicationId,
  identity: IdentityId,
  account: AccountId,
): Promise<void> {
  await own(tx)
    .updateTable('operation')
    .set({ account_id: account })
    .where('application_id', '=', application)
    .where('identity_id', '=', identity)
    .where('account_id', 'is', null)
    .where('kind', '!=', 'createAccount')
    .where('state', 'in', ['waiting', 'later', 'unknown', 'done', 'manual'])
    .execute()
}

export async function findOperation(tx: Tx, id: OperationId): Promise<Operation | null> {
  const row = await own(tx).selectFrom('operation').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? asOperation(row) : null
}

/** Held until the transaction ends. Who needs its identity, too, locks that first. */
export async function lockOperation(tx: Tx, id: OperationId): Promise<Operation | null> {
  const row = await own(tx).selectFrom('operation').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asOperation(row) : null
}

export async function rewrite(
  tx: Tx,
  id: OperationId,
  next: {
    readonly state: OperationState
    readonly dueAt: Instant
    readonly said: Said
    readonly settledAt: Instant | null
  },
): Promise<void> {
  await own(tx)
    .updateTable('operation')
    .set({
      state: next.state,
      due_at: new Date(next.dueAt),
      last_outcome: JSON.stringify(next.said),
      leased_until: null,
      settled_at: next.settledAt === null ? null : new Date(next.settledAt),
    })
    .where('id', '=', id)
    .execute()
}

/** Those a person is to do or has reported done, which only an import can see. */
export async function handDone(tx: Tx, application: ApplicationId): Promise<readonly Operation[]> {
  const rows = await own(tx)
    .selectFrom('operation')
    .select(COLUMNS)
    .where('application_id', '=', application)
    .where('state', 'in', ['manual', 'done'])
    .orderBy('id')
    .execute()
  return rows.map(asOperation)
}

/** What operations may have changed since a moment: a reading that began before knows less of it than we do. */
export async function touchedSince(
  tx: Tx,
  application: ApplicationId,
  since: Instant,
): Promise<readonly { readonly account: AccountId; readonly entitlement: EntitlementId }[]> {
  const { rows } = await sql<{ account: AccountId; entitlement: EntitlementId }>`
    select account_id as account, entitlement_id as entitlement from operation
    where application_id = ${application} and account_id is not null and entitlement_id is not null
      and (state in ('running', 'unknown', 'done') or settled_at >= ${new Date(since)})`.execute(tx)
  return rows
}

/** Whose account Remit disabled last, and did not enable since. */
export async function disabledByRemit(tx: Tx, accounts: readonly AccountId[]): Promise<ReadonlySet<AccountId>> {
  const { rows } = await sql<{ account: AccountId; kind: string }>`
    select distinct on (account_id) account_id as account, kind from operation
    where account_id = ${anyOf(accounts)} and kind in ('enableAccount', 'disableAccount') and state in ('verified', 'done')
    order by account_id, id desc`.execute(tx)
  return new Set(rows.filter((row) => row.kind === 'disableAccount').map((row) => row.account))
}

/** The account that is provisioned, of all that an identity has in an application. */
export async function receivingAccount(
  tx: Tx,
  application: ApplicationId,
  identity: IdentityId,
): Promise<AccountId | null> {
  const row = await own(tx)
    .selectFrom('account')
    .select('id')
    .where('application_id', '=', application)
    .where('identity_id', '=', identity)
    .where('receives', '=', true)
    .executeTakeFirst()
  return (row?.id ?? null) as AccountId | null
}
