import type { EntitlementId, IdentityId } from '@remit/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'

/** Owns nothing: reads what other features keep, for explanations and timelines. */

export interface AccountAccess {
  readonly title: string
  readonly risk: string
  readonly privileged: boolean
  readonly account: { readonly id: string; readonly name: string } | null
  readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned'
  readonly observedAt: string | null
}

/** For every entitlement of the applications where this identity could be: the account it is used by, and what was read there. */
export async function findAccess(
  tx: Tx,
  id: IdentityId,
  past: boolean,
): Promise<ReadonlyMap<EntitlementId, AccountAccess>> {
  const { rows } = await sql<{
    entitlement_id: EntitlementId
    title: string
    risk: string
    privileged: boolean
    account_id: string | null
    user_name: string | null
    observed_at: Date | null
    open: boolean
    imported: boolean
  }>`
    with mine as (select id, application_id, coalesce(nullif(user_name, ''), native_id) as user_name from account where identity_id = ${id} and receives),
    wanted as (
      select distinct entitlement_id from (
        select unnest(r.entitlements) as entitlement_id from role r
        union all select entitlement_id from assignment where identity_id = ${id} and entitlement_id is not null
        union all select h.entitlement_id from holding h join mine on mine.id = h.account_id
        union all select held_id from nesting) all_of_them)
    select e.id as entitlement_id, e.title, e.risk, e.privileged, mine.id as account_id, mine.user_name, h.observed_at,
      exists (select from operation o where o.identity_id = ${id} and o.application_id = e.application_id and (o.entitlement_id = e.id or o.kind = 'createAccount')
        and o.state in ('waiting', 'running', 'later', 'unknown', 'done', 'manual')) as open,
      exists (select from connection c where c.application_id = e.application_id and c.last_import_at is not null) as imported
    from wanted join entitlement e on e.id = wanted.entitlement_id
    left join mine on mine.application_id = e.application_id
    left join holding h on h.account_id = mine.id and h.entitlement_id = e.id`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.entitlement_id,
      {
        title: row.title,
        risk: row.risk,
        privileged: row.privileged,
        account: row.account_id ? { id: row.account_id, name: row.user_name ?? '' } : null,
        // What was read lately says nothing of a past moment.
        holding: past
          ? 'not-provisioned'
          : row.observed_at
            ? 'confirmed'
            : row.open
              ? 'pending'
              : row.imported
                ? 'missing'
                : 'not-provisioned',
        observedAt: past ? null : (row.observed_at?.toISOString() ?? null),
      },
    ]),
  )
}

export async function allIdentityIds(tx: Tx): Promise<readonly IdentityId[]> {
  const { rows } = await sql<{ id: IdentityId }>`select id from identity order by display_name, id`.execute(tx)
  return rows.map((row) => row.id)
}

export interface AssignmentInWords {
  readonly by: string
  readonly at: string
  readonly origin: string
  readonly justification: string
}

/** Who decided what stands for this identity, ended or not. */
export async function assignmentsInWords(tx: Tx, id: IdentityId): Promise<ReadonlyMap<string, AssignmentInWords>> {
  const { rows } = await sql<{ id: string; actor_name: string; at: Date; origin: string; justification: string }>`
    select a.id, e.actor_name, e.at, a.origin, a.justification from assignment a join ledger_entry e on e.id = a.entry_id where a.identity_id = ${id}`.execute(
    tx,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      { by: row.actor_name, at: row.at.toISOString(), origin: row.origin, justification: row.justification },
    ]),
  )
}

const MOST_EVENTS = 500

/** What happened to an identity, oldest first; of very much the newest part. */
export async function grantEntries(tx: Tx, id: IdentityId) {
  const { rows } = await sql<{ id: string; at: Date; action: string; actor_name: string; body: string }>`
    select id, at, action, actor_name, body from ledger_entry
    where subject_kind = 'identity' and subject_id = ${id} order by at desc, id desc limit ${MOST_EVENTS}`.execute(tx)
  return rows.reverse().map((row) => ({
    entry: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actor: row.actor_name,
    detail: JSON.parse(row.body).detail as Record<string, unknown>,
  }))
}

/** Standing decisions about one identity, for its page. */
export async function standingInWords(tx: Tx, id: IdentityId) {
  const { rows } = await sql<{
    id: string
    is: 'assignment' | 'exclusion'
    what: string
    valid_from: Date | null
    valid_until: Date | null
    withdrawn_at: Date | null
    origin: string
    justification: string
  }>`
    select s.*, coalesce('role ' || r.name, e.name) as what from (
      select id, 'assignment' as is, role_id, entitlement_id, valid_from, valid_until, withdrawn_at, origin, justification from assignment where identity_id = ${id}
      union all
      select id, 'exclusion', role_id, entitlement_id, valid_from, valid_until, withdrawn_at, '', justification from exclusion where identity_id = ${id}) s
    left join role r on r.id = s.role_id left join entitlement e on e.id = s.entitlement_id order by s.id desc limit 500`.execute(
    tx,
  )
  return rows.map((row) => ({
    id: row.id,
    is: row.is,
    what: row.what,
    from: row.valid_from?.toISOString() ?? null,
    until: row.valid_until?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    origin: row.origin,
    justification: row.justification,
  }))
}
