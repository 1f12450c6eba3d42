import type { IdentityType, LifecycleState } from '@remit/engine'
import { type Instant, instant } from '@remit/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'
import { EXACT_TOTAL } from '../../platform/http/paging.ts'
import type { Status } from './domain/claim.ts'
import { stateOf } from './domain/person.ts'

/** Read models for screens: they join what other features keep, and write nothing. */

export interface PersonRef {
  readonly id: string
  readonly name: string
  readonly displayName: string
}

export interface IdentityRow extends PersonRef {
  readonly type: IdentityType
  readonly state: LifecycleState
  readonly department: string | null
  readonly title: string | null
  readonly email: string | null
  readonly manager: PersonRef | null
  readonly owner: PersonRef | null
  readonly start: Instant | null
  readonly end: Instant | null
  readonly grants: number
  readonly accounts: number
  /** What it is sorted by, as a cursor holds it. */
  readonly sortedBy: string
}

export interface IdentityFilter {
  readonly q?: string | undefined
  readonly type?: string | undefined
  readonly state?: LifecycleState | undefined
  readonly department?: string | undefined
  readonly source?: string | undefined
  /** Name or key of a manager or owner. */
  readonly manager?: string | undefined
}

export const SORTS = ['name', 'displayName', 'department', 'start', 'grants'] as const
export interface Sort {
  readonly by: (typeof SORTS)[number]
  readonly falling: boolean
}

/** Each is what an index is on, and the type that its text in a cursor is read as. */
const SORTED: Readonly<Record<Sort['by'], { readonly key: RawBuilder<unknown>; readonly type: RawBuilder<unknown> }>> =
  {
    name: { key: sql`i.name`, type: sql`text` },
    displayName: { key: sql`i.display_name`, type: sql`text` },
    department: { key: sql`coalesce(i.attributes ->> 'department', '')`, type: sql`text` },
    start: { key: sql`coalesce(i.starts_at, '-infinity'::timestamptz)`, type: sql`timestamptz` },
    grants: { key: sql`d.grants`, type: sql`int` },
  }

const hasLeft = (now: Date) => sql`(i.status = 'left' or i.ends_at <= ${now})`
const notBegun = (now: Date) => sql`coalesce(i.starts_at > ${now}, false)`

/** The same as `stateOf`, said to the database. */
function inState(state: LifecycleState, now: Date): RawBuilder<unknown> {
  if (state === 'left') return hasLeft(now)
  const here = sql`${hasLeft(now)} is not true`
  if (state === 'pre-hire') return sql`${here} and ${notBegun(now)}`
  return sql`${here} and not ${notBegun(now)} and i.status = ${state}`
}

function matching({ q, type, state, department, source, manager }: IdentityFilter, now: Instant): RawBuilder<unknown> {
  return sql`true
    ${q ? sql`and i.search like ${`%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}` : sql``}
    ${type === undefined ? sql`` : sql`and i.type = ${type}`}
    ${state === undefined ? sql`` : sql`and ${inState(state, new Date(now))}`}
    ${department === undefined ? sql`` : sql`and coalesce(i.attributes ->> 'department', '') = ${department}`}
    ${source === undefined ? sql`` : sql`and exists (select from identity_claim c where c.identity_id = i.id and c.source = ${source})`}
    ${manager === undefined ? sql`` : sql`and (select m.id from identity m where m.name = ${manager} or m.id::text = ${manager} limit 1) in (i.manager_id, i.owner_id)`}`
}

const person = (column: string) =>
  sql`(select jsonb_build_object('id', p.id, 'name', p.name, 'displayName', p.display_name) from identity p where p.id = ${sql.ref(column)})`

interface Row extends Omit<IdentityRow, 'state' | 'start' | 'end'> {
  readonly status: Status
  readonly starts_at: Date | null
  readonly ends_at: Date | null
}

/** @param after the last row of the page before: what it is sorted by, and its key. */
export async function listIdentities(
  tx: Tx,
  filter: IdentityFilter,
  sort: Sort,
  after: readonly [string, string] | null,
  limit: number,
  now: Instant,
): Promise<readonly IdentityRow[]> {
  const { key, type } = SORTED[sort.by]
  // Everybody was derived when they joined, so by grants the index of derivations leads.
  const id = sort.by === 'grants' ? sql`d.identity_id` : sql`i.id`
  const way = sort.falling ? sql`desc` : sql`asc`
  const beyond =
    after === null
      ? sql``
      : sql`and (${key}, ${id}) ${sort.falling ? sql`<` : sql`>`} (${after[0]}::text::${type}, ${after[1]}::uuid)`
  // The page is cut before anything is looked up for its rows.
  const { rows } = await sql<Row>`
    with page as materialized (
      select i.*, ${key} as sorted_by, coalesce(d.grants, 0) as grants
      from identity i ${sort.by === 'grants' ? sql`join` : sql`left join`} derivation d on d.identity_id = i.id
      where ${matching(filter, now)} ${beyond} order by ${key} ${way}, ${id} ${way} limit ${limit}
    )
    select i.id, i.name, i.display_name as "displayName", i.type, i.status, i.starts_at, i.ends_at, i.email, i.grants, i.sorted_by::text as "sortedBy",
      i.attributes ->> 'department' as department, i.attributes ->> 'title' as title, ${person('i.manager_id')} as manager, ${person('i.owner_id')} as owner,
      (select count(*) from account a where a.identity_id = i.id) as accounts
    from page i order by i.sorted_by ${way}, i.id ${way}`.execute(tx)
  return rows.map(({ status, starts_at, ends_at, ...row }) => {
    const [starts, ends] = [starts_at, ends_at].map((date) => (date === null ? null : instant(date.getTime()))) as [
      Instant | null,
      Instant | null,
    ]
    return { ...row, state: stateOf({ status, starts, ends }, now), start: starts, end: ends }
  })
}

/** Exact up to ten thousand; beyond, what the planner thinks. */
export async function countIdentities(
  tx: Tx,
  filter: IdentityFilter,
  now: Instant,
): Promise<{ count: number; isEstimate: boolean }> {
  const where = matching(filter, now)
  const { rows } = await sql<{
    count: number
  }>`select count(*) from (select from identity i where ${where} limit ${EXACT_TOTAL + 1}) found`.execute(tx)
  const count = rows[0]!.count
  if (count <= EXACT_TOTAL) return { count, isEstimate: false }
  const planned = await sql<{
    'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }]
  }>`explain (format json) select from identity i where ${where}`.execute(tx)
  return { count: Math.max(planned.rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'], count), isEstimate: true }
}

export async function countReports(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from identity where manager_id = ${id}) + (select count(*) from identity where owner_id = ${id}) as count`.execute(
    tx,
  )
  return rows[0]!.count
}

/** Values of one attribute that occur, the most frequent first: for filters. */
export async function departments(tx: Tx): Promise<readonly { readonly value: string; readonly count: number }[]> {
  const { rows } = await sql<{ value: string; count: number }>`
    select coalesce(attributes ->> 'department', '') as value, count(*) from identity group by 1 order by 2 desc, 1 limit 200`.execute(
    tx,
  )
  return rows.filter(({ value }) => value !== '')
}
