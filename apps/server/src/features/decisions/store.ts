import type { IdentityId } from '@remit/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'

/** Owns nothing: reads what was committed, below the horizon that no slower transaction can still come before. */
export interface Followed {
  /** Everything below is known when what is answered here has gone in. */
  readonly horizon: bigint
  readonly epoch: number
  readonly identities: readonly IdentityId[]
}

/** The next transaction that is not yet certain to be over, now. */
export async function readHorizon(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ horizon: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(tx)
  return BigInt(rows[0]!.horizon)
}

export async function followFrom(tx: Tx, from: bigint): Promise<Followed> {
  const { rows } = await sql<{ horizon: string; epoch: number; identities: IdentityId[] | null }>`
    with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
    select horizon.xmin::text as horizon, (select epoch from policy_epoch) as epoch,
      (select array_agg(distinct coalesce(e.body::jsonb #>> '{detail,owner}', e.subject_id))
       from ledger_entry e
       where e.transaction >= ${from.toString()}::xid8 and e.transaction < horizon.xmin
         and (e.subject_kind = 'identity' or (e.subject_kind = 'device' and e.body::jsonb #>> '{detail,owner}' is not null))) as identities
    from horizon`.execute(tx)
  const row = rows[0]!
  return { horizon: BigInt(row.horizon), epoch: row.epoch, identities: (row.identities ?? []).filter((id) => UUID.test(id)) }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** `<type>\u0000<resource>\u0000<level>` → name of the entitlement, for questions in terms of resources and actions. */
export async function readLevels(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ type: string; native_id: string; level: string; name: string }>`
    select r.type, r.native_id, e.level, e.name from entitlement e join resource r on r.id = e.resource_id where e.level is not null`.execute(tx)
  return new Map(rows.map((row) => [levelKey(row.type, row.native_id, row.level), row.name]))
}

export const levelKey = (type: string, resource: string, level: string): string => `${type}\u0000${resource}\u0000${level}`

/** Whose account this is. */
export async function ownerOfAccount(tx: Tx, application: string, nativeId: string): Promise<IdentityId | null> {
  const { rows } = await sql<{ identity_id: IdentityId | null }>`
    select a.identity_id from account a join application p on p.id = a.application_id
    where p.name = ${application} and a.native_id = ${nativeId} and a.status = 'active'`.execute(tx)
  return rows[0]?.identity_id ?? null
}
