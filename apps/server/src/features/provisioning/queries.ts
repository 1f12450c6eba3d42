import type { OperationId } from '@remit/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'
import type { OperationKind, OperationState, Payload, Said } from './domain/operation.ts'

/** Read models for screens: they join what other features keep, and write nothing. */

export interface OperationRow {
  readonly id: OperationId
  readonly application: { readonly id: string; readonly name: string; readonly title: string }
  readonly account: { readonly id: string; readonly userName: string } | null
  readonly identity: { readonly id: string; readonly name: string; readonly displayName: string } | null
  readonly kind: OperationKind
  readonly entitlement: { readonly id: string; readonly name: string; readonly title: string } | null
  readonly state: OperationState
  readonly attempts: number
  readonly nextTryAt: string | null
  readonly lastOutcome: string | null
  /** The entry it follows from, as a sentence needs it. */
  readonly cause: {
    readonly entry: string
    readonly action: string
    readonly actor: string
    readonly subject: string
    readonly detail: Readonly<Record<string, unknown>>
  }
  readonly createdAt: string
  readonly settledAt: string | null
  readonly payload: Payload
  readonly said: Said | null
  readonly instructions: string | null
}

export interface OperationFilter {
  readonly id?: string | undefined
  readonly state?: string | undefined
  readonly application?: string | undefined
  readonly identity?: string | undefined
}

const iso = (expression: ReturnType<typeof sql>) =>
  sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const OPEN = ['waiting', 'running', 'later', 'unknown', 'done', 'manual']

const matching = (filter: OperationFilter) => sql`true
  ${filter.id === undefined ? sql`` : sql`and o.id = ${filter.id}`}
  ${filter.state === undefined ? sql`` : sql`and o.state = any(${filter.state === 'open' ? OPEN : [filter.state]})`}
  ${filter.application === undefined ? sql`` : sql`and a.name = ${filter.application}`}
  ${filter.identity === undefined ? sql`` : sql`and (i.name = ${filter.identity} or i.id::text = ${filter.identity})`}`

/** Newest first, behind `before` (the key of the last one). */
export async function findOperations(
  tx: Tx,
  filter: OperationFilter,
  before: string | null,
  limit: number,
): Promise<readonly OperationRow[]> {
  const { rows } = await sql<
    Omit<OperationRow, 'cause'> & { entry: string; action: string; actor: string; subject: string; body: string }
  >`
    select o.id, o.kind, o.state, o.attempts, o.payload, o.last_outcome as said,
      jsonb_build_object('id', a.id, 'name', a.name, 'title', a.title) as application,
      case when x.id is null then null else jsonb_build_object('id', x.id, 'userName', coalesce(nullif(x.user_name, ''), x.native_id)) end as account,
      case when i.id is null then null else jsonb_build_object('id', i.id, 'name', i.name, 'displayName', i.display_name) end as identity,
      case when e.id is null then null else jsonb_build_object('id', e.id, 'name', e.name, 'title', e.title) end as entitlement,
      case when o.state in ('waiting', 'later', 'unknown', 'done') then ${iso(sql`o.due_at`)} end as "nextTryAt",
      coalesce(o.last_outcome ->> 'reason', o.last_outcome ->> 'said') as "lastOutcome",
      ${iso(sql`o.created_at`)} as "createdAt", ${iso(sql`o.settled_at`)} as "settledAt",
      case when o.state = 'manual' then nullif(a.spec ->> 'instructions', '') end as instructions,
      l.id as entry, l.action, l.actor_name as actor, l.subject_id as subject, l.body
    from operation o join application a on a.id = o.application_id join ledger_entry l on l.id = o.entry_id
      left join identity i on i.id = o.identity_id left join account x on x.id = o.account_id left join entitlement e on e.id = o.entitlement_id
    where ${matching(filter)} ${before === null ? sql`` : sql`and o.id < ${before}`} order by o.id desc limit ${limit}`.execute(
    tx,
  )
  return rows.map(({ entry, action, actor, subject, body, ...row }) => ({
    ...row,
    cause: { entry, action, actor, subject, detail: JSON.parse(body).detail },
  }))
}

/** What happened to one operation, oldest first. */
export async function historyOf(
  tx: Tx,
  id: string,
): Promise<
  readonly { readonly at: string; readonly action: string; readonly actor: string; readonly why: string | null }[]
> {
  const { rows } = await sql<{ at: string; action: string; actor: string; why: string | null }>`
    select ${iso(sql`at`)} as at, action, actor_name as actor, coalesce(body::jsonb #>> '{detail,why}', body::jsonb #>> '{detail,justification}') as why
    from ledger_entry where subject_kind = 'operation' and subject_id = ${id} order by ledger_entry.at, id`.execute(tx)
  return rows
}
