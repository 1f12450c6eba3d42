import type { IdentityId } from '@remit/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/scope.ts'

/** Owns nothing: reads what was committed since, whatever slower transaction may still come before it. */
export interface Followed {
  /** Everything below is over: what it left was read now or before. */
  readonly horizon: bigint
  readonly epoch: number
  /** Whom the commits not seen before are about. */
  readonly identities: readonly IdentityId[]
  /** The commits not seen before. Whatever was committed before any of them is seen as well. */
  readonly transactions: readonly bigint[]
}

/** The next transaction that is not yet certain to be over, now. */
export async function readHorizon(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{
    horizon: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(tx)
  return BigInt(rows[0]!.horizon)
}

/**
 * What was committed from a horizon on, but for what was seen already. Reading up to the present horizon alone would
 * wait for the slowest writer anywhere: a long run of a source would keep revocations from being known.
 */
export async function followFrom(tx: Tx, from: bigint, seen: Iterable<bigint>): Promise<Followed> {
  const { rows } = await sql<{
    horizon: string
    epoch: number
    transactions: string[] | null
    identities: IdentityId[] | null
  }>`
    with fresh as (
      select transaction, case subject_kind when 'identity' then subject_id when 'device' then body::jsonb #>> '{detail,owner}' end as identity
      from ledger_entry where transaction >= ${from.toString()}::xid8 and transaction <> all(${[...seen].map(String)}::xid8[]))
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, (select epoch from policy_epoch) as epoch,
      (select array_agg(distinct transaction::text) from fresh) as transactions,
      (select array_agg(distinct identity) from fresh where identity is not null) as identities`.execute(tx)
  const row = rows[0]!
  return {
    horizon: BigInt(row.horizon),
    epoch: row.epoch,
    identities: (row.identities ?? []).filter((id) => UUID.test(id)),
    transactions: (row.transactions ?? []).map(BigInt),
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** `<type>\u0000<resource>\u0000<level>` → name of the entitlement, for questions in terms of resources and actions. */
export async function readLevels(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ type: string; native_id: string; level: string; name: string }>`
    select r.type, r.native_id, e.level, e.name from entitlement e join resource r on r.id = e.resource_id where e.level is not null`.execute(
    tx,
  )
  return new Map(rows.map((row) => [levelKey(row.type, row.native_id, row.level), row.name]))
}

export const levelKey = (type: string, resource: string, level: string): string =>
  `${type}\u0000${resource}\u0000${level}`

/** Whose account this is. */
export async function ownerOfAccount(tx: Tx, application: string, nativeId: string): Promise<IdentityId | null> {
  const { rows } = await sql<{ identity_id: IdentityId | null }>`
    select a.identity_id from account a join application p on p.id = a.application_id
    where p.name = ${application} and a.native_id = ${nativeId} and a.status = 'active'`.execute(tx)
  return rows[0]?.identity_id ?? null
}
