import type { Nesting } from '@remit/engine'
import type { ApplicationId, EntitlementId, Id } from '@remit/kernel'
import { sql } from 'kysely'
import { asOf } from '../../../platform/database/as-of.ts'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import { chunksOf } from './chunks.ts'

/** Owns resource, nesting: what entitlements are on, and how they stand within each other. */
const own = (tx: Tx) => scope<'resource' | 'nesting'>(tx)

export type ResourceId = Id<'resource'>

export interface StoredResource {
  readonly id: ResourceId
  readonly nativeId: string
  readonly type: string
  readonly name: string
}

export async function resourcesOf(tx: Tx, application: ApplicationId): Promise<readonly StoredResource[]> {
  const rows = await own(tx)
    .selectFrom('resource')
    .select(['id', 'native_id as nativeId', 'type', 'name'])
    .where('application_id', '=', application)
    .execute()
  return rows.map((row) => ({ ...row, id: row.id as ResourceId }))
}

export async function writeResources(
  tx: Tx,
  application: ApplicationId,
  rows: readonly StoredResource[],
): Promise<void> {
  for (const chunk of chunksOf(rows))
    await sql`
      insert into resource (id, application_id, native_id, type, name)
      select u.id, ${application}, u.native_id, u.type, u.name
      from unnest(${chunk.map((row) => row.id)}::uuid[], ${chunk.map((row) => row.nativeId)}::text[],
        ${chunk.map((row) => row.type)}::text[], ${chunk.map((row) => row.name)}::text[]) as u(id, native_id, type, name)
      on conflict (application_id, native_id) do update set type = excluded.type, name = excluded.name`.execute(tx)
}

export async function nestingFacts(tx: Tx, at: Date | null = null): Promise<readonly Nesting[]> {
  const { rows } = await sql<Nesting>`
    with known as (select id from ${asOf('entitlement', at)} where present or managed_by <> 'import')
    select distinct holder_id as holder, held_id as held from ${asOf('nesting', at)}
    where inherits and holder_id in (select id from known) and held_id in (select id from known)
    order by 1, 2`.execute(tx)
  return rows
}

export interface StoredNesting {
  readonly holder: EntitlementId
  readonly held: EntitlementId
  readonly relation: string
  readonly inherits: boolean
}

/** Nesting whose outer part (`held`) is of this application: who reads the application reads these. */
export async function nestingOf(tx: Tx, application: ApplicationId): Promise<readonly StoredNesting[]> {
  const { rows } = await sql<StoredNesting>`
    select n.holder_id as holder, n.held_id as held, n.relation, n.inherits
    from nesting n join entitlement e on e.id = n.held_id where e.application_id = ${application}`.execute(tx)
  return rows
}

export async function writeNesting(tx: Tx, rows: readonly StoredNesting[]): Promise<void> {
  for (const chunk of chunksOf(rows))
    await sql`
      insert into nesting (holder_id, held_id, relation, inherits)
      select * from unnest(${chunk.map((row) => row.holder)}::uuid[], ${chunk.map((row) => row.held)}::uuid[],
        ${chunk.map((row) => row.relation)}::text[], ${chunk.map((row) => row.inherits)}::boolean[])
      on conflict (holder_id, held_id, relation) do update set inherits = excluded.inherits`.execute(tx)
}

export async function deleteNesting(tx: Tx, rows: readonly StoredNesting[]): Promise<void> {
  for (const chunk of chunksOf(rows))
    await sql`
      delete from nesting n using unnest(${chunk.map((row) => row.holder)}::uuid[], ${chunk.map((row) => row.held)}::uuid[],
        ${chunk.map((row) => row.relation)}::text[]) as u(holder, held, relation)
      where n.holder_id = u.holder and n.held_id = u.held and n.relation = u.relation`.execute(tx)
}
