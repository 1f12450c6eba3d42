import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'

/** Read models for screens: they join what other features keep, and write nothing. */

export interface DifferenceRow {
  readonly id: string
  readonly application: { readonly id: string; readonly name: string; readonly title: string }
  readonly kind: string
  readonly account: { readonly id: string; readonly userName: string } | null
  readonly identity: { readonly id: string; readonly name: string; readonly displayName: string } | null
  readonly entitlement: { readonly id: string; readonly name: string; readonly title: string } | null
  readonly classification: string
  readonly detail: unknown
  readonly foundAt: string
  readonly settledAt: string | null
  readonly settledAs: string | null
}

export interface DifferenceFilter {
  readonly application?: string | undefined
  readonly kind?: string | undefined
  readonly classification?: string | undefined
  readonly identity?: string | undefined
  /** Without it: open ones. */
  readonly settled?: boolean | undefined
}

const iso = (expression: ReturnType<typeof sql>) =>
  sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const matching = (filter: DifferenceFilter) => sql`
  ${filter.settled ? sql`f.settled_at is not null` : sql`f.settled_at is null`}
  ${filter.application === undefined ? sql`` : sql`and a.name = ${filter.application}`}
  ${filter.kind === undefined ? sql`` : sql`and f.kind = ${filter.kind}`}
  ${filter.classification === undefined ? sql`` : sql`and f.classification = ${filter.classification}`}
  ${filter.identity === undefined ? sql`` : sql`and (i.name = ${filter.identity} or i.id::text = ${filter.identity})`}`
const joined = sql`
  finding f join application a on a.id = f.application_id left join account x on x.id = f.account_id
  left join identity i on i.id = f.identity_id left join entitlement e on e.id = f.entitlement_id`

/** Newest first, behind `before` (the key of the last one). */
export async function findDifferences(
  tx: Tx,
  filter: DifferenceFilter,
  before: string | null,
  limit: number,
): Promise<readonly DifferenceRow[]> {
  const { rows } = await sql<DifferenceRow>`
    select f.id, f.kind, f.classification, f.detail, ${iso(sql`f.found_at`)} as "foundAt", ${iso(sql`f.settled_at`)} as "settledAt", f.settled_as as "settledAs",
      jsonb_build_object('id', a.id, 'name', a.name, 'title', a.title) as application,
      case when x.id is null then null else jsonb_build_object('id', x.id, 'userName', coalesce(nullif(x.user_name, ''), x.native_id)) end as account,
      case when i.id is null then null else jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) end as identity,
      case when e.id is null then null else jsonb_build_object('id', e.id, 'name', e.name, 'title', e.title) end as entitlement
    from ${joined} where ${matching(filter)} ${before === null ? sql`` : sql`and f.id < ${before}`} order by f.id desc limit ${limit}`.execute(
    tx,
  )
  return rows
}

export async function countDifferences(
  tx: Tx,
  filter: DifferenceFilter,
  most: number,
): Promise<{ count: number; isEstimate: boolean }> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) from (select 1 from ${joined} where ${matching(filter)} limit ${most + 1}) found`.execute(tx)
  const { count } = rows[0]!
  return count > most ? { count: most, isEstimate: true } : { count, isEstimate: false }
}
