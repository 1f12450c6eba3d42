import type { Instant } from '@remit/kernel'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns operator, operator_session, api_token, setup_link; reads application and identity for what an operator owns. */
const own = (tx: Tx) =>
  scope<'operator' | 'operator_session' | 'api_token' | 'setup_link', 'application' | 'identity'>(tx)

export interface Operator {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly passwordHash: string
  readonly roles: readonly string[]
  readonly identity: string | null
  readonly disabled: boolean
}

const COLUMNS = [
  'operator.id',
  'operator.name',
  'operator.display_name as displayName',
  'operator.password_hash as passwordHash',
  'operator.roles',
  'operator.identity_id as identity',
  'operator.disabled',
] as const

export async function findOperator(tx: Tx, name: string): Promise<Operator | null> {
  return (await own(tx).selectFrom('operator').select(COLUMNS).where('name', '=', name).executeTakeFirst()) ?? null
}

/** All of them, and nobody else changes any until this transaction ends. */
export async function lockOperators(tx: Tx): Promise<readonly Operator[]> {
  return own(tx).selectFrom('operator').select(COLUMNS).orderBy('name').forUpdate().execute()
}

export async function findOperators(tx: Tx): Promise<readonly Operator[]> {
  return own(tx).selectFrom('operator').select(COLUMNS).orderBy('name').execute()
}

export async function insertOperator(tx: Tx, operator: Operator): Promise<void> {
  const { displayName, passwordHash, identity, roles, ...row } = operator
  await own(tx)
    .insertInto('operator')
    .values({
      ...row,
      roles: [...roles],
      display_name: displayName,
      password_hash: passwordHash,
      identity_id: identity,
    })
    .execute()
}

export async function disableOperator(tx: Tx, id: string): Promise<void> {
  await own(tx).updateTable('operator').set({ disabled: true }).where('id', '=', id).execute()
  await own(tx).deleteFrom('operator_session').where('operator_id', '=', id).execute()
}

export async function insertSession(
  tx: Tx,
  session: { hash: Buffer; operator: string; csrf: string; at: Instant; ends: Date; agent: string },
): Promise<void> {
  const at = new Date(session.at)
  await own(tx)
    .insertInto('operator_session')
    .values({
      key_hash: session.hash,
      operator_id: session.operator,
      csrf: session.csrf,
      created_at: at,
      seen_at: at,
      ends_at: session.ends,
      agent: session.agent.slice(0, 300),
    })
    .execute()
}

export interface LiveSession {
  readonly operator: Operator
  readonly csrf: string
  readonly seenAt: Date
}

/** A session that has not ended, was used since `idleSince`, and whose operator is not disabled. */
export async function findSession(tx: Tx, hash: Buffer, now: Date, idleSince: Date): Promise<LiveSession | null> {
  const row = await own(tx)
    .selectFrom('operator_session')
    .innerJoin('operator', 'operator.id', 'operator_session.operator_id')
    .select([...COLUMNS, 'operator_session.csrf', 'operator_session.seen_at as seenAt'])
    .where('key_hash', '=', hash)
    .where('ends_at', '>', now)
    .where('seen_at', '>', idleSince)
    .where('operator.disabled', '=', false)
    .executeTakeFirst()
  if (!row) return null
  const { csrf, seenAt, ...operator } = row
  return { operator, csrf, seenAt }
}

export async function touchSession(tx: Tx, hash: Buffer, at: Date): Promise<void> {
  await own(tx).updateTable('operator_session').set({ seen_at: at }).where('key_hash', '=', hash).execute()
}

export async function deleteSession(tx: Tx, hash: Buffer): Promise<void> {
  await own(tx).deleteFrom('operator_session').where('key_hash', '=', hash).execute()
}

/** @returns whether it was not there before. */
export async function insertToken(
  tx: Tx,
  token: {
    id: string
    name: string
    hash: Buffer
    operator: string | null
    permissions: readonly string[]
    at: Instant
    ends: Date | null
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await own(tx)
    .insertInto('api_token')
    .values({
      id: token.id,
      name: token.name,
      hash: token.hash,
      operator_id: token.operator,
      permissions: [...token.permissions],
      created_at: new Date(token.at),
      ends_at: token.ends,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteToken(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await own(tx).deleteFrom('api_token').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteTokensNamed(tx: Tx, name: string): Promise<void> {
  await own(tx).deleteFrom('api_token').where('name', '=', name).where('operator_id', 'is', null).execute()
}

/** Ends every bootstrap token but one. @returns how many. */
export async function deleteOtherBootstrapTokens(tx: Tx, kept: Buffer | null): Promise<number> {
  let query = own(tx).deleteFrom('api_token').where('operator_id', 'is', null).where('ends_at', 'is', null)
  if (kept) query = query.where('hash', '<>', kept)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export async function findTokens(tx: Tx) {
  return own(tx)
    .selectFrom('api_token')
    .select(['id', 'name', 'permissions', 'created_at as createdAt', 'ends_at as endsAt', 'operator_id as operator'])
    .orderBy('created_at', 'desc')
    .execute()
}

export interface LiveToken {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  /** `null`: the bootstrap token, which has no end. */
  readonly ends: Date | null
  /** Whose it is; `null`: the installation's. */
  readonly operator: string | null
  /** Of the owner, if it has one: a token can never do more. */
  readonly ownerRoles: readonly string[] | null
  readonly identity: string | null
}

export async function findToken(tx: Tx, hash: Buffer, now: Date): Promise<LiveToken | null> {
  const row = await own(tx)
    .selectFrom('api_token')
    .leftJoin('operator', 'operator.id', 'api_token.operator_id')
    .select([
      'api_token.id',
      'api_token.name',
      'api_token.permissions',
      'api_token.ends_at',
      'api_token.operator_id',
      'operator.roles as ownerRoles',
      'operator.identity_id as identity',
      'operator.disabled',
    ])
    .where('hash', '=', hash)
    .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', now)]))
    .executeTakeFirst()
  if (!row || row.disabled) return null
  return {
    id: row.id,
    name: row.name,
    permissions: row.permissions,
    ends: row.ends_at,
    operator: row.operator_id,
    ownerRoles: row.operator_id === null ? null : (row.ownerRoles ?? []),
    identity: row.identity,
  }
}

export async function insertSetupLink(tx: Tx, hash: Buffer, at: Instant, ends: Date): Promise<void> {
  await own(tx)
    .insertInto('setup_link')
    .values({ hash, made_at: new Date(at), ends_at: ends })
    .execute()
}

/** @returns whether the link was good; it is not from now on, nor is any other that was made before. */
export async function useSetupLink(tx: Tx, hash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await own(tx)
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await own(tx).updateTable('setup_link').set({ used_at: now }).where('used_at', 'is', null).execute()
  return true
}

/** Names of the applications whose owner is this identity. */
export async function applicationsOwnedBy(tx: Tx, identity: string): Promise<readonly string[]> {
  const rows = await own(tx)
    .selectFrom('application')
    .innerJoin('identity', 'identity.name', 'application.owner')
    .select('application.name')
    .where('identity.id', '=', identity)
    .execute()
  return rows.map((row) => row.name)
}

export async function identityExists(tx: Tx, id: string): Promise<boolean> {
  return (await own(tx).selectFrom('identity').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
