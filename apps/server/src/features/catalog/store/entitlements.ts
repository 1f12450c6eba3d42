import type { Entitlement } from '@remit/engine'
import type { ApplicationId, EntitlementId } from '@remit/kernel'
import { sql } from 'kysely'
import { asOf } from '../../../platform/database/as-of.ts'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { Edit, Risk, SaidBy } from '../domain/entitlement.ts'
import { chunksOf } from './chunks.ts'
import type { ResourceId } from './structure.ts'

/** Owns entitlement; reads application. */
const own = (tx: Tx) => scope<'entitlement', 'application'>(tx)

/** What rules, roles and decisions may name: found in the target, or declared by people. */
export async function entitlementFacts(tx: Tx, at: Date | null = null): Promise<readonly Entitlement[]> {
  const { rows } = await sql<Entitlement>`
    select id, application_id as application, name, privileged from ${asOf('entitlement', at)}
    where present or managed_by <> 'import' order by name`.execute(tx)
  return rows
}

/** Keys by name; names nobody has are missing from the answer. */
export async function entitlementIds(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, EntitlementId>> {
  const { rows } = await sql<{
    id: EntitlementId
    name: string
  }>`select id, name from entitlement where name = any(${[...names]})`.execute(tx)
  return new Map(rows.map((row) => [row.name, row.id]))
}

export async function entitlementNames(
  tx: Tx,
  ids: readonly EntitlementId[],
): Promise<ReadonlyMap<EntitlementId, string>> {
  const { rows } = await sql<{
    id: EntitlementId
    name: string
  }>`select id, name from entitlement where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Of which application each is, and its whole name. */
export async function entitlementPlaces(
  tx: Tx,
  ids: readonly EntitlementId[],
): Promise<ReadonlyMap<EntitlementId, { readonly application: ApplicationId; readonly name: string }>> {
  const { rows } = await sql<{ id: EntitlementId; application: ApplicationId; name: string }>`
    select id, application_id as application, name from entitlement where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}

export async function nativeIdOf(tx: Tx, id: EntitlementId): Promise<string | null> {
  const row = await own(tx).selectFrom('entitlement').select('native_id').where('id', '=', id).executeTakeFirst()
  return row?.native_id ?? null
}

export async function applicationIdsByName(
  tx: Tx,
  names: readonly string[],
): Promise<ReadonlyMap<string, ApplicationId>> {
  const { rows } = await sql<{
    id: ApplicationId
    name: string
  }>`select id, name from application where name = any(${[...names]})`.execute(tx)
  return new Map(rows.map((row) => [row.name, row.id]))
}

export interface StoredEntitlement {
  readonly id: EntitlementId
  readonly applicationId: ApplicationId
  readonly nativeId: string
  readonly name: string
  readonly type: string
  readonly title: string
  readonly description: string
  readonly owner: string | null
  readonly risk: Risk
  readonly privileged: boolean
  readonly labels: readonly string[]
  readonly resourceId: ResourceId | null
  readonly level: string | null
  readonly attributes: object
  readonly present: boolean
  readonly managedBy: SaidBy
}

const COLUMNS = [
  'id',
  'application_id as applicationId',
  'native_id as nativeId',
  'name',
  'type',
  'title',
  'description',
  'owner',
  'risk',
  'privileged',
  'labels',
  'resource_id as resourceId',
  'level',
  'attributes',
  'present',
  'managed_by as managedBy',
] as const

export async function entitlementsOf(tx: Tx, application: ApplicationId): Promise<readonly StoredEntitlement[]> {
  return (await own(tx)
    .selectFrom('entitlement')
    .select(COLUMNS)
    .where('application_id', '=', application)
    .execute()) as unknown as StoredEntitlement[]
}

export async function allEntitlements(tx: Tx): Promise<readonly StoredEntitlement[]> {
  return (await own(tx)
    .selectFrom('entitlement')
    .select(COLUMNS)
    .orderBy('name')
    .execute()) as unknown as StoredEntitlement[]
}

export async function entitlementsByName(tx: Tx, names: readonly string[]): Promise<readonly StoredEntitlement[]> {
  return (await own(tx)
    .selectFrom('entitlement')
    .select(COLUMNS)
    .where('name', '=', sql<string>`any(${[...names]})`)
    .execute()) as unknown as StoredEntitlement[]
}

/** Creates or replaces by key, a thousand at a time. */
export async function writeEntitlements(tx: Tx, rows: readonly StoredEntitlement[]): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const json = JSON.stringify(
      chunk.map((row) => ({
        id: row.id,
        application_id: row.applicationId,
        native_id: row.nativeId,
        name: row.name,
        type: row.type,
        title: row.title,
        description: row.description,
        owner: row.owner,
        risk: row.risk,
        privileged: row.privileged,
        labels: row.labels,
        resource_id: row.resourceId,
        level: row.level,
        attributes: row.attributes,
        present: row.present,
        managed_by: row.managedBy,
      })),
    )
    await sql`
      insert into entitlement (id, application_id, native_id, name, type, title, description, owner, risk, privileged, labels,
        resource_id, level, attributes, present, managed_by)
      select id, application_id, native_id, name, type, title, description, owner, risk, privileged, labels,
        resource_id, level, attributes, present, managed_by from jsonb_populate_recordset(null::entitlement, ${json}::jsonb)
      on conflict (id) do update set native_id = excluded.native_id, type = excluded.type, title = excluded.title,
        description = excluded.description, owner = excluded.owner, risk = excluded.risk, privileged = excluded.privileged,
        labels = excluded.labels, resource_id = excluded.resource_id, level = excluded.level, attributes = excluded.attributes,
        present = excluded.present, managed_by = excluded.managed_by`.execute(tx)
  }
}

export async function deleteEntitlements(tx: Tx, ids: readonly EntitlementId[]): Promise<void> {
  await sql`delete from entitlement where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** Whose edit it would be: what managed-by and ownership are judged on. Locked, in the order of keys. */
export async function lockForEdit(
  tx: Tx,
  ids: readonly EntitlementId[],
): Promise<readonly (StoredEntitlement & { readonly application: string })[]> {
  const rows = await own(tx)
    .selectFrom('entitlement')
    .innerJoin('application', 'application.id', 'entitlement.application_id')
    .select([
      'entitlement.id',
      'entitlement.application_id as applicationId',
      'entitlement.native_id as nativeId',
      'entitlement.name',
      'entitlement.type',
      'entitlement.title',
      'entitlement.description',
      'entitlement.owner',
      'entitlement.risk',
      'entitlement.privileged',
      'entitlement.labels',
      'entitlement.resource_id as resourceId',
      'entitlement.level',
      'entitlement.attributes',
      'entitlement.present',
      'entitlement.managed_by as managedBy',
      'application.name as application',
    ])
    .where('entitlement.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('entitlement.id')
    .forUpdate('entitlement')
    .execute()
  return rows as unknown as (StoredEntitlement & { application: string })[]
}

export async function editRows(tx: Tx, ids: readonly EntitlementId[], set: Edit): Promise<void> {
  await own(tx)
    .updateTable('entitlement')
    .set({
      managed_by: 'console',
      ...(set.owner === undefined ? {} : { owner: set.owner }),
      ...(set.risk === undefined ? {} : { risk: set.risk }),
      ...(set.description === undefined ? {} : { description: set.description }),
      ...(set.labels === undefined ? {} : { labels: [...set.labels] }),
    })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

/**
 * Which of these something else holds on to. Of a role: an assignment or exclusion in force. Of an entitlement: any that
 * was ever made, an operation or a holding, since those refer to it by key.
 */
export async function standingFor(
  tx: Tx,
  kind: 'role' | 'entitlement',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found =
    kind === 'role'
      ? sql<{ id: string }>`
      select role_id as id from assignment where role_id = any(${[...ids]}::uuid[]) and withdrawn_at is null and (valid_until is null or valid_until > work_moment())
      union select role_id from exclusion where role_id = any(${[...ids]}::uuid[]) and withdrawn_at is null and (valid_until is null or valid_until > work_moment())`
      : sql<{ id: string }>`
      select entitlement_id as id from assignment where entitlement_id = any(${[...ids]}::uuid[])
      union select entitlement_id from exclusion where entitlement_id = any(${[...ids]}::uuid[])
      union select entitlement_id from operation where entitlement_id = any(${[...ids]}::uuid[])`
  return new Set((await found.execute(tx)).rows.map((row) => row.id))
}
