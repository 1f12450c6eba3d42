import type { AccountId, ApplicationId, Instant } from '@remit/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'
import { circuitOf } from './domain/circuit.ts'

/** Read models for screens: they join what other features keep, and write nothing. */

interface Person {
  readonly id: string
  readonly name: string
  readonly displayName: string
}
type HealthState = 'healthy' | 'failing' | 'never-run' | 'late'

export interface ApplicationRow {
  readonly id: ApplicationId
  readonly name: string
  readonly title: string
  readonly connector: string
  readonly managedBy: string
  readonly owner: Person | null
  readonly health: { readonly state: HealthState; readonly since: string | null; readonly message: string | null }
  readonly circuit: 'closed' | 'open' | 'half-open'
  readonly schedule: string | null
  readonly lastImportAt: string | null
  readonly counts: {
    readonly accounts: number
    readonly entitlements: number
    readonly holdings: number
    readonly orphans: number
    readonly unjustified: number
    readonly missing: number
  }
}

interface Row extends Omit<ApplicationRow, 'health' | 'circuit' | 'schedule' | 'lastImportAt'> {
  readonly state: string | null
  readonly since: Date | null
  readonly message: string | null
  readonly failures: number
  readonly closed_until: Date | null
  readonly last_import_at: Date | null
  readonly minutes: number | null
}

/** By name, behind `after`. */
export async function findApplicationRows(
  tx: Tx,
  filter: { readonly q?: string | undefined; readonly name?: string },
  after: string | null,
  limit: number,
  now: Instant,
): Promise<readonly ApplicationRow[]> {
  const { rows } = await sql<Row>`
    select a.id, a.name, a.title, a.connector, a.managed_by as "managedBy", (a.spec -> 'schedule' ->> 'minutes')::int as minutes,
      (select jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) from identity i where i.name = a.owner) as owner,
      c.state, c.since, c.message, coalesce(c.failures, 0) as failures, c.closed_until, c.last_import_at,
      jsonb_build_object(
        'accounts', (select count(*) from account x where x.application_id = a.id),
        'orphans', (select count(*) from account x where x.application_id = a.id and x.identity_id is null),
        'entitlements', (select count(*) from entitlement e where e.application_id = a.id and (e.present or e.managed_by <> 'import')),
        'holdings', (select count(*) from account x join holding h on h.account_id = x.id where x.application_id = a.id)
          + (select count(*) from tie t where t.application_id = a.id and t.access),
        'unjustified', (select count(*) from finding f where f.application_id = a.id and f.settled_at is null and f.kind = 'unjustified-holding'),
        'missing', (select count(*) from finding f where f.application_id = a.id and f.settled_at is null and f.kind = 'missing-holding')) as counts
    from application a left join connection c on c.application_id = a.id
    where true ${filter.name === undefined ? sql`` : sql`and a.name = ${filter.name}`}
      ${filter.q ? sql`and position(${filter.q.toLowerCase()} in lower(a.name || ' ' || a.title)) > 0` : sql``}
      ${after === null ? sql`` : sql`and a.name > ${after}`}
    order by a.name limit ${limit}`.execute(tx)
  return rows.map((row) => shown(row, now))
}

function shown(
  { state, since, message, failures, closed_until, last_import_at, minutes, ...row }: Row,
  now: Instant,
): ApplicationRow {
  const late = minutes !== null && last_import_at !== null && now - last_import_at.getTime() > 2 * minutes * 60_000
  return {
    ...row,
    health: {
      state:
        state === 'failing'
          ? 'failing'
          : late
            ? 'late'
            : state === 'healthy' || last_import_at !== null
              ? 'healthy'
              : 'never-run',
      since: since?.toISOString() ?? null,
      message: message || null,
    },
    circuit: circuitOf({ failures, closedUntil: (closed_until?.getTime() ?? null) as Instant | null }, now),
    schedule: minutes === null ? null : `every ${minutes} minutes`,
    lastImportAt: last_import_at?.toISOString() ?? null,
  }
}

export interface AccountRow {
  readonly id: AccountId
  readonly application: { readonly id: string; readonly name: string; readonly title: string }
  readonly identity: Person | null
  readonly nativeId: string
  readonly userName: string
  readonly displayName: string
  readonly email: string
  readonly status: string
  readonly receives: boolean
  readonly correlatedBy: string | null
  readonly madeByRemit: boolean
  readonly lastUsedAt: string | null
  readonly lastReadAt: string | null
  readonly holdings: number
}

export interface AccountFilter {
  readonly application?: string | undefined
  readonly identity?: string | undefined
  readonly orphan?: boolean | undefined
  readonly status?: string | undefined
  readonly q?: string | undefined
}

const iso = (expression: ReturnType<typeof sql>) =>
  sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const matching = (filter: AccountFilter) => sql`true
  ${filter.application === undefined ? sql`` : sql`and a.name = ${filter.application}`}
  ${filter.identity === undefined ? sql`` : sql`and x.identity_id = ${filter.identity}`}
  ${filter.orphan === undefined ? sql`` : filter.orphan ? sql`and x.identity_id is null` : sql`and x.identity_id is not null`}
  ${filter.status === undefined ? sql`` : sql`and x.status = ${filter.status}`}
  ${filter.q ? sql`and position(${filter.q.toLowerCase()} in lower(x.user_name || ' ' || x.native_id || ' ' || x.display_name || ' ' || x.email)) > 0` : sql``}`

/** In the order of their keys, behind `after`. */
export async function findAccountRows(
  tx: Tx,
  filter: AccountFilter,
  after: string | null,
  limit: number,
): Promise<readonly AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select x.id, jsonb_build_object('id', a.id, 'name', a.name, 'title', a.title) as application,
      case when i.id is null then null else jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) end as identity,
      x.native_id as "nativeId", coalesce(nullif(x.user_name, ''), x.native_id) as "userName", x.display_name as "displayName", x.email, x.status, x.receives,
      x.correlated_by as "correlatedBy", x.made_by is not null as "madeByRemit", ${iso(sql`x.last_used`)} as "lastUsedAt",
      ${iso(sql`greatest(x.read_at, c.last_import_at)`)} as "lastReadAt",
      (select count(*) from holding h where h.account_id = x.id) as holdings
    from account x join application a on a.id = x.application_id
      left join identity i on i.id = x.identity_id left join connection c on c.application_id = a.id
    where ${matching(filter)} ${after === null ? sql`` : sql`and x.id > ${after}`} order by x.id limit ${limit}`.execute(
    tx,
  )
  return rows
}

export async function countAccounts(
  tx: Tx,
  filter: AccountFilter,
  most: number,
): Promise<{ count: number; isEstimate: boolean }> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select 1 from account x join application a on a.id = x.application_id where ${matching(filter)} limit ${most + 1}) found`.execute(
    tx,
  )
  const { count } = rows[0]!
  return count > most ? { count: most, isEstimate: true } : { count, isEstimate: false }
}
