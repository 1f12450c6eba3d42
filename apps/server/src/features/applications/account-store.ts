import type { AccountRecord } from '@remit/connector-sdk'
import type { AccountId, ApplicationId, IdentityId, Instant, OperationId } from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns account; reads identity and source_record, to find out whose an account is. */
const own = (tx: Tx) => scope<'account', 'identity' | 'source_record'>(tx)

export interface Account {
  readonly id: AccountId
  readonly application: ApplicationId
  readonly nativeId: string
  readonly identity: IdentityId | null
  readonly correlatedBy: string | null
  readonly receives: boolean
  readonly userName: string
  readonly displayName: string
  readonly email: string
  readonly status: 'active' | 'disabled'
  readonly attributes: AccountRecord['attributes']
  readonly lastUsed: Instant | null
  readonly madeBy: OperationId | null
  /** When it was written last; an import that finds it unchanged does not write. */
  readonly readAt: Instant
}

const COLUMNS = [
  'id',
  'application_id',
  'native_id',
  'identity_id',
  'correlated_by',
  'receives',
  'user_name',
  'display_name',
  'email',
  'status',
  'attributes',
  'last_used',
  'made_by',
  'read_at',
] as const
interface Row {
  readonly id: string
  readonly application_id: string
  readonly native_id: string
  readonly identity_id: string | null
  readonly correlated_by: string | null
  readonly receives: boolean
  readonly user_name: string
  readonly display_name: string
  readonly email: string
  readonly status: string
  readonly attributes: unknown
  readonly last_used: Date | null
  readonly made_by: string | null
  readonly read_at: Date
}
const asAccount = (row: Row): Account => ({
  id: row.id as AccountId,
  application: row.application_id as ApplicationId,
  nativeId: row.native_id,
  identity: row.identity_id as IdentityId | null,
  correlatedBy: row.correlated_by,
  receives: row.receives,
  userName: row.user_name,
  displayName: row.display_name,
  email: row.email,
  status: row.status as Account['status'],
  attributes: row.attributes as Account['attributes'],
  lastUsed: (row.last_used?.getTime() ?? null) as Instant | null,
  madeBy: row.made_by as OperationId | null,
  readAt: row.read_at.getTime() as Instant,
})

const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`any(${[...ids]}::uuid[])`

/** In the order of their keys, which is that of their making. */
export async function accountsOf(tx: Tx, identities: readonly IdentityId[]): Promise<readonly Account[]> {
  return (
    await own(tx)
      .selectFrom('account')
      .select(COLUMNS)
      .where('identity_id', '=', anyOf(identities))
      .orderBy('id')
      .execute()
  ).map(asAccount)
}

export async function accountsIn(tx: Tx, application: ApplicationId): Promise<readonly Account[]> {
  return (
    await own(tx)
      .selectFrom('account')
      .select(COLUMNS)
      .where('application_id', '=', application)
      .orderBy('id')
      .execute()
  ).map(asAccount)
}

export async function findAccount(tx: Tx, id: AccountId): Promise<Account | null> {
  const row = await own(tx).selectFrom('account').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? asAccount(row) : null
}

export async function findAccountByNativeId(
  tx: Tx,
  application: ApplicationId,
  nativeId: string,
): Promise<Account | null> {
  const row = await own(tx)
    .selectFrom('account')
    .select(COLUMNS)
    .where('application_id', '=', application)
    .where('native_id', '=', nativeId)
    .executeTakeFirst()
  return row ? asAccount(row) : null
}

export async function lockAccount(tx: Tx, id: AccountId): Promise<Account | null> {
  const row = await own(tx).selectFrom('account').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asAccount(row) : null
}

/** Which of these user names an account of the application has, in lower case. */
export async function userNamesTaken(
  tx: Tx,
  application: ApplicationId,
  like: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select lower(user_name) as name from account where application_id = ${application}
      and lower(user_name) like any(${like.map((base) => `${escaped(base)}%`)}::text[])`.execute(tx)
  return new Set(rows.map((row) => row.name))
}
const escaped = (text: string): string => text.toLowerCase().replace(/[\\%_]/g, '\\$&')

const CHUNK = 1000

/** Creates or replaces by key, a thousand at a time. Whoever comes to receive is written by `writeReceivers`. */
export async function writeAccounts(tx: Tx, accounts: readonly Account[]): Promise<void> {
  for (let start = 0; start < accounts.length; start += CHUNK) {
    const rows = accounts.slice(start, start + CHUNK).map((one) => ({
      id: one.id,
      application_id: one.application,
      native_id: one.nativeId,
      identity_id: one.identity,
      correlated_by: one.correlatedBy,
      receives: one.receives,
      user_name: one.userName,
      display_name: one.displayName,
      email: one.email,
      status: one.status,
      attributes: one.attributes,
      last_used: one.lastUsed === null ? null : new Date(one.lastUsed),
      made_by: one.madeBy,
      read_at: new Date(one.readAt),
    }))
    await sql`
      insert into account (id, application_id, native_id, identity_id, correlated_by, receives, user_name, display_name, email, status,
        attributes, last_used, made_by, read_at)
      select id, application_id, native_id, identity_id, correlated_by, receives, user_name, display_name, email, status,
        attributes, last_used, made_by, read_at from jsonb_populate_recordset(null::account, ${JSON.stringify(rows)}::jsonb)
      on conflict (application_id, native_id) do update set identity_id = excluded.identity_id, correlated_by = excluded.correlated_by,
        receives = excluded.receives, user_name = excluded.user_name, display_name = excluded.display_name, email = excluded.email,
        status = excluded.status, attributes = excluded.attributes, last_used = excluded.last_used,
        made_by = coalesce(account.made_by, excluded.made_by), read_at = excluded.read_at`.execute(tx)
  }
}

export async function deleteAccounts(tx: Tx, ids: readonly AccountId[]): Promise<void> {
  await own(tx).deleteFrom('account').where('id', '=', anyOf(ids)).execute()
}

/** Of the accounts of each identity, exactly these receive: first nobody does, since two at once would not be allowed. */
export async function writeReceivers(
  tx: Tx,
  application: ApplicationId,
  chosen: ReadonlyMap<IdentityId, AccountId>,
): Promise<void> {
  const identities = [...chosen.keys()]
  const accounts = [...chosen.values()]
  // Two that choose at once follow each other: the second then sees what the first chose.
  await sql`
    select id from account where application_id = ${application} and identity_id = any(${identities}::uuid[]) order by id for update`.execute(
    tx,
  )
  await sql`
    update account set receives = false where application_id = ${application} and receives
      and identity_id = any(${identities}::uuid[]) and not id = any(${accounts}::uuid[])`.execute(tx)
  await sql`update account set receives = true where not receives and id = any(${accounts}::uuid[])`.execute(tx)
}

/** Identities by what a target calls them: the key a source knows them by, else our name for them. */
export async function identitiesTold(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, IdentityId>> {
  const { rows } = await sql<{ key: string; id: IdentityId }>`
    select i.name as key, i.id from identity i where i.name = any(${[...keys]})
    union all
    select s.key, s.identity_id from source_record s where s.key = any(${[...keys]}) and s.identity_id is not null`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.key, row.id]))
}

const IDENTITY_FIELDS: Readonly<Record<string, RawBuilder<unknown>>> = {
  name: sql`name`,
  email: sql`email`,
  displayName: sql`display_name`,
}

/** Identities whose field has one of the values, by value in lower case. */
export async function identitiesHaving(
  tx: Tx,
  field: string,
  values: readonly string[],
): Promise<ReadonlyMap<string, readonly IdentityId[]>> {
  if (values.length === 0) return new Map()
  const column = IDENTITY_FIELDS[field] ?? sql`attributes ->> ${field}`
  const { rows } = await sql<{ id: IdentityId; value: string }>`
    select id, lower(${column}) as value from identity where lower(${column}) = any(${values.map((value) => value.toLowerCase())}) order by id`.execute(
    tx,
  )
  const found = new Map<string, IdentityId[]>()
  for (const { id, value } of rows) found.set(value, [...(found.get(value) ?? []), id])
  return found
}

export async function identityByName(
  tx: Tx,
  name: string,
): Promise<{ readonly id: IdentityId; readonly name: string } | null> {
  const row = await own(tx).selectFrom('identity').select(['id', 'name']).where('name', '=', name).executeTakeFirst()
  return row ? { id: row.id as IdentityId, name: row.name } : null
}

/** What identities are called, in lower case: their names and addresses. */
export async function callings(
  tx: Tx,
  ids: readonly IdentityId[],
): Promise<ReadonlyMap<IdentityId, readonly string[]>> {
  const rows = await own(tx)
    .selectFrom('identity')
    .select(['id', 'name', 'email'])
    .where('id', '=', anyOf(ids))
    .execute()
  return new Map(rows.map((row) => [row.id as IdentityId, [row.name, ...(row.email ? [row.email.toLowerCase()] : [])]]))
}
