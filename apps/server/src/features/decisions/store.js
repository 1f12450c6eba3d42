import { sql } from 'kysely';
/** The next transaction that is not yet certain to be over, now. */
export async function readHorizon(tx) {
    const { rows } = await sql `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(tx);
    return BigInt(rows[0].horizon);
}
export async function followFrom(tx, from) {
    const { rows } = await sql `
    with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
    select horizon.xmin::text as horizon, (select epoch from policy_epoch) as epoch,
      (select array_agg(distinct coalesce(e.body::jsonb #>> '{detail,owner}', e.subject_id))
       from ledger_entry e
       where e.transaction >= ${from.toString()}::xid8 and e.transaction < horizon.xmin
         and (e.subject_kind = 'identity' or (e.subject_kind = 'device' and e.body::jsonb #>> '{detail,owner}' is not null))) as identities
    from horizon`.execute(tx);
    const row = rows[0];
    return { horizon: BigInt(row.horizon), epoch: row.epoch, identities: (row.identities ?? []).filter((id) => UUID.test(id)) };
}
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** `<type>\u0000<resource>\u0000<level>` → name of the entitlement, for questions in terms of resources and actions. */
export async function readLevels(tx) {
    const { rows } = await sql `
    select r.type, r.native_id, e.level, e.name from entitlement e join resource r on r.id = e.resource_id where e.level is not null`.execute(tx);
    return new Map(rows.map((row) => [levelKey(row.type, row.native_id, row.level), row.name]));
}
export const levelKey = (type, resource, level) => `${type}\u0000${resource}\u0000${level}`;
/** Whose account this is. */
export async function ownerOfAccount(tx, application, nativeId) {
    const { rows } = await sql `
    select a.identity_id from account a join application p on p.id = a.application_id
    where p.name = ${application} and a.native_id = ${nativeId} and a.status = 'active'`.execute(tx);
    return rows[0]?.identity_id ?? null;
}
//# sourceMappingURL=store.js.map