import type { Role } from '@remit/engine'
import type { EntitlementId, RoleId } from '@remit/kernel'
import { sql } from 'kysely'
import type { ManagedBy } from '../../../platform/configurable.ts'
import { asOf } from '../../../platform/database/as-of.ts'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { Risk } from '../domain/entitlement.ts'
import { chunksOf } from './chunks.ts'

/** Owns role. */
const own = (tx: Tx) => scope<'role'>(tx)

export async function roleFacts(tx: Tx, at: Date | null = null): Promise<readonly Role[]> {
  const { rows } = await sql<Role>`select id, name, entitlements, roles from ${asOf('role', at)} order by name`.execute(
    tx,
  )
  return rows
}

export async function roleIds(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, RoleId>> {
  const { rows } = await sql<{
    id: RoleId
    name: string
  }>`select id, name from role where name = any(${[...names]})`.execute(tx)
  return new Map(rows.map((row) => [row.name, row.id]))
}

export async function roleNames(tx: Tx, ids: readonly RoleId[]): Promise<ReadonlyMap<RoleId, string>> {
  const { rows } = await sql<{
    id: RoleId
    name: string
  }>`select id, name from role where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}

export interface StoredRole {
  readonly id: RoleId
  readonly name: string
  readonly title: string
  readonly description: string
  readonly owner: string | null
  readonly risk: Risk
  readonly labels: readonly string[]
  readonly entitlements: readonly EntitlementId[]
  readonly roles: readonly RoleId[]
  readonly managedBy: ManagedBy
}

export async function allRoles(tx: Tx): Promise<readonly StoredRole[]> {
  const rows = await own(tx)
    .selectFrom('role')
    .select([
      'id',
      'name',
      'title',
      'description',
      'owner',
      'risk',
      'labels',
      'entitlements',
      'roles',
      'managed_by as managedBy',
    ])
    .orderBy('name')
    .execute()
  return rows as unknown as StoredRole[]
}

export async function writeRoles(tx: Tx, roles: readonly StoredRole[]): Promise<void> {
  for (const chunk of chunksOf(roles)) {
    const json = JSON.stringify(chunk.map(({ managedBy, ...role }) => ({ ...role, managed_by: managedBy })))
    await sql`
      insert into role (id, name, title, description, owner, risk, labels, entitlements, roles, managed_by)
      select id, name, title, description, owner, risk, labels, entitlements, roles, managed_by
      from jsonb_populate_recordset(null::role, ${json}::jsonb)
      on conflict (name) do update set title = excluded.title, description = excluded.description, owner = excluded.owner,
        risk = excluded.risk, labels = excluded.labels, entitlements = excluded.entitlements, roles = excluded.roles,
        managed_by = excluded.managed_by`.execute(tx)
  }
}

export async function deleteRoles(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`delete from role where name = any(${[...names]})`.execute(tx)
}

/** Names of roles that name one of these. */
export async function rolesNaming(tx: Tx, ids: readonly EntitlementId[]): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
  }>`select name from role where entitlements && ${[...ids]}::uuid[] order by name`.execute(tx)
  return rows.map((row) => row.name)
}
