import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'
import type { Risk, SaidBy } from './domain/entitlement.ts'

/** Read models for screens: they join what other features keep, and write nothing. */

export interface Ref {
  readonly id: string
  readonly name: string
  readonly title: string
}
export interface PersonRef {
  readonly id: string
  readonly name: string
  readonly displayName: string
}

export interface EntitlementRow extends Ref {
  readonly application: Ref
  readonly type: string
  readonly description: string | null
  readonly owner: PersonRef | null
  readonly risk: Risk
  readonly privileged: boolean
  readonly labels: string[]
  readonly level: string | null
  readonly resource: { readonly id: string; readonly name: string; readonly type: string } | null
  readonly present: boolean
  readonly managedBy: SaidBy
  /** Accounts and identities that have it in the application, directly. */
  readonly holders: number
}

export interface EntitlementFilter {
  readonly application?: string | undefined
  readonly type?: string | undefined
  readonly owner?: string | undefined
  readonly risk?: string | undefined
  readonly privileged?: boolean | undefined
  readonly label?: string | undefined
  readonly q?: string | undefined
}

const matching = (filter: EntitlementFilter) => sql`
  (e.present or e.managed_by <> 'import')
  ${filter.application === undefined ? sql`` : sql`and a.name = ${filter.application}`}
  ${filter.type === undefined ? sql`` : sql`and e.type = ${filter.type}`}
  ${filter.owner === undefined ? sql`` : filter.owner === 'nobody' ? sql`and e.owner is null` : sql`and e.owner = ${filter.owner}`}
  ${filter.risk === undefined ? sql`` : sql`and e.risk = ${filter.risk}`}
  ${filter.privileged === undefined ? sql`` : sql`and e.privileged = ${filter.privileged}`}
  ${filter.label === undefined ? sql`` : sql`and ${filter.label} = any(e.labels)`}
  ${filter.q ? sql`and lower(e.name || ' ' || e.title) like ${`%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}` : sql``}`

const shown = sql`
  e.id, e.name, e.title, e.type, nullif(e.description, '') as description, e.risk, e.privileged, e.labels, e.level, e.present,
  e.managed_by as "managedBy", jsonb_build_object('id', a.id, 'name', a.name, 'title', a.title) as application,
  (select jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) from identity i where i.name = e.owner) as owner,
  (select jsonb_build_object('id', r.native_id, 'name', r.name, 'type', r.type) from resource r where r.id = e.resource_id) as resource,
  (select count(*) from holding h where h.entitlement_id = e.id)
    + (select count(*) from tie t where t.entitlement_id = e.id and t.access) as holders`

/** In the order of names, behind `after`. */
export async function findEntitlements(
  tx: Tx,
  filter: EntitlementFilter,
  after: string | null,
  limit: number,
): Promise<readonly EntitlementRow[]> {
  const { rows } = await sql<EntitlementRow>`
    select ${shown} from entitlement e join application a on a.id = e.application_id
    where ${matching(filter)} ${after === null ? sql`` : sql`and e.name > ${after}`}
    order by e.name limit ${limit}`.execute(tx)
  return rows
}

export async function countEntitlements(
  tx: Tx,
  filter: EntitlementFilter,
  most: number,
): Promise<{ count: number; isEstimate: boolean }> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select 1 from entitlement e join application a on a.id = e.application_id where ${matching(filter)} limit ${most + 1}) found`.execute(
    tx,
  )
  const { count } = rows[0]!
  return count > most ? { count: most, isEstimate: true } : { count, isEstimate: false }
}

export interface EntitlementDetail extends EntitlementRow {
  readonly attributes: object
  /** What its holders also hold, and whose holders hold it; `inherits: false` is structure only. */
  readonly holds: (Ref & { readonly relation: string; readonly inherits: boolean })[]
  readonly heldBy: (Ref & { readonly relation: string; readonly inherits: boolean })[]
  readonly roles: Ref[]
}

const refs = (query: ReturnType<typeof sql>) =>
  sql`coalesce((select jsonb_agg(found order by found.name) from (${query}) found), '[]')`

export async function findEntitlement(tx: Tx, id: string): Promise<EntitlementDetail | null> {
  const { rows } = await sql<EntitlementDetail>`
    select ${shown}, e.attributes,
      ${refs(sql`select o.id, o.name, o.title, n.relation, n.inherits from nesting n join entitlement o on o.id = n.held_id where n.holder_id = e.id`)} as holds,
      ${refs(sql`select o.id, o.name, o.title, n.relation, n.inherits from nesting n join entitlement o on o.id = n.holder_id where n.held_id = e.id`)} as "heldBy",
      ${refs(sql`select r.id, r.name, r.title from role r where e.id = any(r.entitlements)`)} as roles
    from entitlement e join application a on a.id = e.application_id where e.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export interface RoleRow extends Ref {
  readonly description: string | null
  readonly owner: PersonRef | null
  readonly risk: Risk
  readonly labels: string[]
  readonly members: number
  readonly entitlements: number
  readonly rules: number
  readonly managedBy: 'files' | 'console'
}

const roleShown = sql`
  r.id, r.name, r.title, nullif(r.description, '') as description, r.risk, r.labels, r.managed_by as "managedBy",
  (select jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) from identity i where i.name = r.owner) as owner,
  (select count(distinct m.identity_id) from membership m where m.role_id = r.id) as members`

export interface RoleFilter {
  readonly owner?: string | undefined
  readonly label?: string | undefined
  readonly q?: string | undefined
}
const rolesMatching = (filter: RoleFilter) => sql`true
  ${filter.owner === undefined ? sql`` : filter.owner === 'nobody' ? sql`and r.owner is null` : sql`and r.owner = ${filter.owner}`}
  ${filter.label === undefined ? sql`` : sql`and ${filter.label} = any(r.labels)`}
  ${filter.q ? sql`and position(${filter.q.toLowerCase()} in lower(r.name || ' ' || r.title)) > 0` : sql``}`

export async function findRolesPage(
  tx: Tx,
  filter: RoleFilter,
  after: string | null,
  limit: number,
): Promise<readonly RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    select ${roleShown}, cardinality(r.entitlements) as entitlements,
      (select count(*) from rule u where r.id = any(u.gives)) as rules
    from role r where ${rolesMatching(filter)} ${after === null ? sql`` : sql`and r.name > ${after}`} order by r.name limit ${limit}`.execute(
    tx,
  )
  return rows
}

export async function countRoles(tx: Tx, filter: RoleFilter): Promise<{ count: number; isEstimate: false }> {
  const { rows } = await sql<{ count: number }>`select count(*) from role r where ${rolesMatching(filter)}`.execute(tx)
  return { count: rows[0]!.count, isEstimate: false }
}

export interface RoleDetail extends Omit<RoleRow, 'entitlements' | 'rules'> {
  readonly entitlements: (Ref & { readonly application: Ref; readonly privileged: boolean; readonly risk: Risk })[]
  readonly roles: Ref[]
  readonly containedBy: Ref[]
  readonly rules: Ref[]
}

export async function findRole(tx: Tx, name: string): Promise<RoleDetail | null> {
  const { rows } = await sql<RoleDetail>`
    select ${roleShown},
      ${refs(sql`select e.id, e.name, e.title, e.privileged, e.risk, jsonb_build_object('id', a.id, 'name', a.name, 'title', a.title) as application
        from entitlement e join application a on a.id = e.application_id where e.id = any(r.entitlements)`)} as entitlements,
      ${refs(sql`select o.id, o.name, o.title from role o where o.id = any(r.roles)`)} as roles,
      ${refs(sql`select o.id, o.name, o.title from role o where r.id = any(o.roles)`)} as "containedBy",
      ${refs(sql`select u.id, u.name, u.title from rule u where r.id = any(u.gives)`)} as rules
    from role r where r.name = ${name}`.execute(tx)
  return rows[0] ?? null
}
