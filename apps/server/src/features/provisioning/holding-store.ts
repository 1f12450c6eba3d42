import type { AccountId, ApplicationId, EntitlementId, IdentityId, Instant, OperationId } from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns holding and tie: what an application says is held, by accounts and (where it says so) by identities themselves. */
const own = (tx: Tx) => scope<'holding' | 'tie', 'account'>(tx)

const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`any(${[...ids]}::uuid[])`

export interface Holding {
  readonly account: AccountId
  readonly entitlement: EntitlementId
  readonly madeBy: OperationId | null
  readonly observedAt: Instant
}

export async function holdingsOfAccounts(tx: Tx, accounts: readonly AccountId[]): Promise<readonly Holding[]> {
  const rows = await own(tx)
    .selectFrom('holding')
    .select(['account_id', 'entitlement_id', 'made_by', 'observed_at'])
    .where('account_id', '=', anyOf(accounts))
    .execute()
  return rows.map(asHolding)
}

export async function holdingsIn(tx: Tx, application: ApplicationId): Promise<readonly Holding[]> {
  const rows = await own(tx)
    .selectFrom('holding')
    .innerJoin('account', 'account.id', 'holding.account_id')
    .select(['holding.account_id', 'holding.entitlement_id', 'holding.made_by', 'holding.observed_at'])
    .where('account.application_id', '=', application)
    .execute()
  return rows.map(asHolding)
}

const asHolding = (row: {
  account_id: string
  entitlement_id: string
  made_by: string | null
  observed_at: Date
}): Holding => ({
  account: row.account_id as AccountId,
  entitlement: row.entitlement_id as EntitlementId,
  madeBy: row.made_by as OperationId | null,
  observedAt: row.observed_at.getTime() as Instant,
})

export interface SeenHolding {
  readonly account: AccountId
  readonly entitlement: EntitlementId
  readonly lastUsed: Instant | null
}

const CHUNK = 5000

/** Seen at `now`; who made it is kept where it is known. */
export async function writeHoldings(
  tx: Tx,
  seen: readonly (SeenHolding & { readonly madeBy: OperationId | null })[],
  now: Instant,
): Promise<void> {
  for (let start = 0; start < seen.length; start += CHUNK) {
    const chunk = seen.slice(start, start + CHUNK)
    await sql`
      insert into holding (account_id, entitlement_id, made_by, last_used, observed_at)
      select u.account_id, u.entitlement_id, u.made_by, u.last_used, ${new Date(now)}
      from unnest(${chunk.map((one) => one.account)}::uuid[], ${chunk.map((one) => one.entitlement)}::uuid[], ${chunk.map((one) => one.madeBy)}::uuid[],
        ${chunk.map((one) => (one.lastUsed === null ? null : new Date(one.lastUsed)))}::timestamptz[]) as u(account_id, entitlement_id, made_by, last_used)
      on conflict (account_id, entitlement_id) do update set observed_at = excluded.observed_at,
        last_used = coalesce(excluded.last_used, holding.last_used), made_by = coalesce(holding.made_by, excluded.made_by)`.execute(
      tx,
    )
  }
}

export async function deleteHoldings(
  tx: Tx,
  gone: readonly { readonly account: AccountId; readonly entitlement: EntitlementId }[],
): Promise<void> {
  for (let start = 0; start < gone.length; start += CHUNK) {
    const chunk = gone.slice(start, start + CHUNK)
    await sql`
      delete from holding h using unnest(${chunk.map((one) => one.account)}::uuid[], ${chunk.map((one) => one.entitlement)}::uuid[]) as u(account, entitlement)
      where h.account_id = u.account and h.entitlement_id = u.entitlement`.execute(tx)
  }
}

export interface Tie {
  readonly key: string
  readonly identity: IdentityId | null
  readonly entitlement: EntitlementId
  readonly relation: string
  readonly access: boolean
}

export async function tiesOfIdentities(
  tx: Tx,
  identities: readonly IdentityId[],
): Promise<readonly (Tie & { readonly application: ApplicationId })[]> {
  const rows = await own(tx)
    .selectFrom('tie')
    .select(['application_id', 'identity_key', 'identity_id', 'entitlement_id', 'relation', 'access'])
    .where('identity_id', '=', anyOf(identities))
    .execute()
  return rows.map((row) => ({ ...asTie(row), application: row.application_id as ApplicationId }))
}

export async function tiesIn(tx: Tx, application: ApplicationId): Promise<readonly Tie[]> {
  const rows = await own(tx)
    .selectFrom('tie')
    .select(['identity_key', 'identity_id', 'entitlement_id', 'relation', 'access'])
    .where('application_id', '=', application)
    .execute()
  return rows.map(asTie)
}

const asTie = (row: {
  identity_key: string
  identity_id: string | null
  entitlement_id: string
  relation: string
  access: boolean
}): Tie => ({
  key: row.identity_key,
  identity: row.identity_id as IdentityId | null,
  entitlement: row.entitlement_id as EntitlementId,
  relation: row.relation,
  access: row.access,
})

export async function writeTies(tx: Tx, application: ApplicationId, ties: readonly Tie[], now: Instant): Promise<void> {
  for (let start = 0; start < ties.length; start += CHUNK) {
    const chunk = ties.slice(start, start + CHUNK)
    await sql`
      insert into tie (application_id, identity_key, identity_id, entitlement_id, relation, access, observed_at)
      select ${application}, u.*, ${new Date(now)}
      from unnest(${chunk.map((one) => one.key)}::text[], ${chunk.map((one) => one.identity)}::uuid[], ${chunk.map((one) => one.entitlement)}::uuid[],
        ${chunk.map((one) => one.relation)}::text[], ${chunk.map((one) => one.access)}::boolean[]) as u
      on conflict (application_id, identity_key, entitlement_id, relation) do update set observed_at = excluded.observed_at,
        identity_id = excluded.identity_id, access = excluded.access`.execute(tx)
  }
}

export async function deleteTies(tx: Tx, application: ApplicationId, gone: readonly Tie[]): Promise<void> {
  for (let start = 0; start < gone.length; start += CHUNK) {
    const chunk = gone.slice(start, start + CHUNK)
    await sql`
      delete from tie t using unnest(${chunk.map((one) => one.key)}::text[], ${chunk.map((one) => one.entitlement)}::uuid[], ${chunk.map((one) => one.relation)}::text[])
        as u(key, entitlement, relation)
      where t.application_id = ${application} and t.identity_key = u.key and t.entitlement_id = u.entitlement and t.relation = u.relation`.execute(
      tx,
    )
  }
}
