import type { AccountId, ApplicationId, Instant, OperationId } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'
import type { Operation, OperationState, Said } from './domain/operation.ts'
import { asOperation, type Row } from './store.ts'

/** Owns operation, as workers take it and give it back. */
const own = (tx: Tx) => scope<'operation', 'account'>(tx)

/** Applications that have something to do now. */
export async function applicationsWithWork(tx: Tx, now: Instant): Promise<readonly ApplicationId[]> {
  const { rows } = await sql<{ id: ApplicationId }>`
    select distinct application_id as id from operation
    where state in ('waiting', 'later', 'unknown', 'done') and due_at <= ${new Date(now)}
       or state = 'running' and leased_until <= ${new Date(now)}`.execute(tx)
  return rows.map((row) => row.id)
}

export interface Claimed {
  readonly operation: Operation
  /** How it stood when it was taken; `running`: whoever had it is gone. */
  readonly was: OperationState
}

/**
 * Takes what may be done now, so that nobody else does it before `until`. Per account, and per identity in the
 * application, only the oldest open one: order is kept through every retry. A lease that ran out is taken over.
 */
export async function claim(
  tx: Tx,
  application: ApplicationId,
  limit: number,
  now: Instant,
  until: Instant,
): Promise<readonly Claimed[]> {
  const { rows } = await sql<Row & { was: OperationState }>`
    with free as (
      select o.id, o.state from operation o
      where o.application_id = ${application}
        and (o.state in ('waiting', 'later', 'unknown', 'done') and o.due_at <= ${new Date(now)} or o.state = 'running' and o.leased_until <= ${new Date(now)})
        and not exists (
          select from operation e
          where e.application_id = o.application_id and e.id < o.id and e.state in ('waiting', 'running', 'later', 'unknown', 'done')
            and (e.identity_id = o.identity_id or e.account_id = o.account_id))
        and (o.kind = 'createAccount' or o.account_id is not null
          or exists (select from account a where a.application_id = o.application_id and a.identity_id = o.identity_id and a.receives))
      order by o.due_at, o.id limit ${limit}
      for update of o skip locked)
    update operation o set state = 'running', leased_until = ${new Date(until)}, attempts = o.attempts + 1
    from free where o.id = free.id
    returning o.id, o.application_id, o.identity_id, o.account_id, o.kind, o.entitlement_id, o.payload, o.state, o.attempts, o.due_at,
      o.leased_until, o.last_outcome, o.entry_id, o.created_at, o.settled_at, free.state as was`.execute(tx)
  return rows.map((row) => ({ operation: asOperation(row), was: row.was }))
}

/** Whether a run still owns it: its lease was not taken over. Held until the transaction ends. */
export async function stillHeld(tx: Tx, { id, leasedUntil }: Pick<Operation, 'id' | 'leasedUntil'>): Promise<boolean> {
  const row = await own(tx)
    .selectFrom('operation')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('leased_until', '=', leasedUntil === null ? null : new Date(leasedUntil))
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function settle(
  tx: Tx,
  id: OperationId,
  next: {
    readonly state: OperationState
    readonly dueAt: Instant
    readonly said: Said
    readonly account: AccountId | null
    readonly settledAt: Instant | null
  },
): Promise<void> {
  await own(tx)
    .updateTable('operation')
    .set({
      state: next.state,
      due_at: new Date(next.dueAt),
      leased_until: null,
      last_outcome: JSON.stringify(next.said),
      settled_at: next.settledAt === null ? null : new Date(next.settledAt),
      ...(next.account === null ? {} : { account_id: next.account }),
    })
    .where('id', '=', id)
    .execute()
}
