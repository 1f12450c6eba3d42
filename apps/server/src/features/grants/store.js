import { sql } from 'kysely';
import { asOf } from '../../platform/database/as-of.js';
import { scope } from '../../platform/database/scope.js';
/** Owns assignment, exclusion, membership, derivation, recompute_queue; reads identity to fill the queue. */
const own = (tx) => scope(tx);
const instantOf = (date) => (date === null ? null : date.getTime());
const dateOf = (at) => (at === null ? null : new Date(at));
const heldOf = (row) => row.role_id !== null ? { role: row.role_id } : { entitlement: row.entitlement_id };
const columns = (standing) => ({
    ids: standing.map((one) => one.id),
    identities: standing.map((one) => one.identity),
    roles: standing.map((one) => ('role' in one.held ? one.held.role : null)),
    entitlements: standing.map((one) => ('entitlement' in one.held ? one.held.entitlement : null)),
    from: standing.map((one) => dateOf(one.validity.from)),
    until: standing.map((one) => dateOf(one.validity.until)),
    origins: standing.map((one) => one.origin),
    justifications: standing.map((one) => one.justification),
    entries: standing.map((one) => one.entry),
});
export async function insertAssignments(tx, standing) {
    const of = columns(standing);
    await sql `
    insert into assignment (id, identity_id, role_id, entitlement_id, valid_from, valid_until, origin, justification, entry_id)
    select * from unnest(${of.ids}::uuid[], ${of.identities}::uuid[], ${of.roles}::uuid[], ${of.entitlements}::uuid[],
      ${of.from}::timestamptz[], ${of.until}::timestamptz[], ${of.origins}::text[], ${of.justifications}::text[], ${of.entries}::uuid[])`.execute(tx);
}
export async function insertExclusions(tx, standing) {
    const of = columns(standing);
    await sql `
    insert into exclusion (id, identity_id, role_id, entitlement_id, valid_from, valid_until, justification, entry_id)
    select * from unnest(${of.ids}::uuid[], ${of.identities}::uuid[], ${of.roles}::uuid[], ${of.entitlements}::uuid[],
      ${of.from}::timestamptz[], ${of.until}::timestamptz[], ${of.justifications}::text[], ${of.entries}::uuid[])`.execute(tx);
}
export async function findAssignment(tx, id) {
    const row = await own(tx).selectFrom('assignment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    return row
        ? {
            identity: row.identity_id,
            held: heldOf(row),
            validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
            origin: row.origin,
            justification: row.justification,
            withdrawnAt: instantOf(row.withdrawn_at),
        }
        : null;
}
export async function findExclusion(tx, id) {
    const row = await own(tx).selectFrom('exclusion').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    return row
        ? {
            identity: row.identity_id,
            held: heldOf(row),
            validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
            justification: row.justification,
            withdrawnAt: instantOf(row.withdrawn_at),
        }
        : null;
}
export async function withdrawAssignment(tx, id, at) {
    await own(tx).updateTable('assignment').set({ withdrawn_at: new Date(at) }).where('id', '=', id).execute();
}
export async function withdrawExclusion(tx, id, at) {
    await own(tx).updateTable('exclusion').set({ withdrawn_at: new Date(at) }).where('id', '=', id).execute();
}
/** Standing decisions not withdrawn, whatever their window; of everybody when `ids` is null. `at`: as they stood then. */
export async function standingOf(tx, ids, at = null) {
    const whose = ids === null ? sql `true` : sql `identity_id = any(${ids}::uuid[])`;
    const assignments = new Map();
    const exclusions = new Map();
    const add = (map, id, item) => {
        const list = map.get(id);
        if (list)
            list.push(item);
        else
            map.set(id, [item]);
    };
    const { rows: made } = await sql `
    select id, identity_id, role_id, entitlement_id, valid_from, valid_until, origin from ${asOf('assignment', at)}
    where withdrawn_at is null and ${whose} order by id`.execute(tx);
    for (const row of made)
        add(assignments, row.identity_id, {
            id: row.id,
            gives: heldOf(row),
            validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
            origin: row.origin,
        });
    const { rows: denied } = await sql `
    select id, identity_id, role_id, entitlement_id, valid_from, valid_until from ${asOf('exclusion', at)}
    where withdrawn_at is null and ${whose} order by id`.execute(tx);
    for (const row of denied)
        add(exclusions, row.identity_id, {
            id: row.id,
            denies: heldOf(row),
            validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
        });
    return { assignments, exclusions };
}
export async function storedOf(tx, ids) {
    const found = new Map();
    const of = (id) => {
        const known = found.get(id) ?? { memberships: [], direct: [], cut: [], epoch: 0, derivedAt: null };
        found.set(id, known);
        return known;
    };
    const { rows: memberships } = await sql `
    select identity_id, role_id, rule_id, assignment_id from membership where identity_id = any(${ids}::uuid[])`.execute(tx);
    for (const row of memberships)
        of(row.identity_id).memberships.push({ role: row.role_id, rule: row.rule_id, assignment: row.assignment_id });
    const { rows: derivations } = await sql `
    select identity_id, direct, cut, epoch, derived_at from derivation where identity_id = any(${ids}::uuid[])`.execute(tx);
    for (const row of derivations)
        Object.assign(of(row.identity_id), { direct: row.direct, cut: row.cut, epoch: row.epoch, derivedAt: row.derived_at });
    return found;
}
/** What a standing decision concerned, ended or not: "before" may rest on one that has just been withdrawn. */
export async function heldBy(tx, table, ids) {
    if (ids.length === 0)
        return new Map();
    const { rows } = await sql `
    select id, role_id, entitlement_id from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(tx);
    return new Map(rows.map((row) => [row.id, heldOf(row)]));
}
const ruleOf = (by) => (by.via === 'rule' ? by.rule : null);
const assignmentOf = (by) => (by.via === 'assignment' ? by.assignment : null);
const untilOf = (by) => (by.via === 'assignment' ? dateOf(by.until) : null);
export async function openMemberships(tx, rows) {
    if (rows.length === 0)
        return;
    await sql `
    insert into membership (identity_id, role_id, rule_id, assignment_id, until, entry_id)
    select * from unnest(${rows.map((row) => row.identity)}::uuid[], ${rows.map((row) => row.membership.role)}::uuid[],
      ${rows.map((row) => ruleOf(row.membership.by))}::uuid[], ${rows.map((row) => assignmentOf(row.membership.by))}::uuid[],
      ${rows.map((row) => untilOf(row.membership.by))}::timestamptz[], ${rows.map((row) => row.entry)}::uuid[])
    on conflict do nothing`.execute(tx);
}
export async function closeMemberships(tx, rows) {
    if (rows.length === 0)
        return;
    await sql `
    delete from membership m using unnest(${rows.map((row) => row.identity)}::uuid[], ${rows.map((row) => row.membership.role)}::uuid[],
      ${rows.map((row) => row.membership.rule)}::uuid[], ${rows.map((row) => row.membership.assignment)}::uuid[]) as gone(identity, role, rule, assignment)
    where m.identity_id = gone.identity and m.role_id = gone.role
      and m.rule_id is not distinct from gone.rule and m.assignment_id is not distinct from gone.assignment`.execute(tx);
}
export async function saveDerivations(tx, at, epoch, rows) {
    await sql `
    insert into derivation (identity_id, grants, direct, cut, due, epoch, derived_at)
    select (d ->> 'identity')::uuid, (d ->> 'grants')::int,
      array(select jsonb_array_elements_text(d -> 'direct'))::uuid[], array(select jsonb_array_elements_text(d -> 'cut'))::uuid[],
      to_timestamp((d ->> 'due')::double precision / 1000), ${epoch}::bigint, ${new Date(at)}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as d
    on conflict (identity_id) do update set grants = excluded.grants, direct = excluded.direct, cut = excluded.cut,
      due = excluded.due, epoch = excluded.epoch, derived_at = excluded.derived_at`.execute(tx);
}
export async function dueBefore(tx, at, limit) {
    const { rows } = await sql `
    select identity_id from derivation where due <= ${new Date(at)} order by due limit ${limit}`.execute(tx);
    return rows.map((row) => row.identity_id);
}
export async function enqueueEverybody(tx, entry, plan, at) {
    const { numAffectedRows } = await sql `
    insert into recompute_queue (identity_id, plan_id, entry_id, since)
    select id, ${plan}::uuid, ${entry}::uuid, ${new Date(at)} from identity
    on conflict (identity_id) do update set plan_id = excluded.plan_id, entry_id = excluded.entry_id`.execute(tx);
    return Number(numAffectedRows ?? 0);
}
export async function enqueue(tx, ids, entry, plan, at) {
    await sql `
    insert into recompute_queue (identity_id, plan_id, entry_id, since)
    select id, ${plan}::uuid, ${entry}::uuid, ${new Date(at)} from unnest(${ids}::uuid[]) as id
    on conflict (identity_id) do update set plan_id = excluded.plan_id, entry_id = excluded.entry_id, since = least(recompute_queue.since, excluded.since)`.execute(tx);
}
/** Takes a chunk off the queue; it is back when the transaction does not commit. */
export async function takeQueued(tx, limit) {
    const { rows } = await sql `
    delete from recompute_queue where identity_id in (
      select identity_id from recompute_queue order by since, identity_id limit ${limit} for update skip locked)
    returning identity_id as identity, entry_id as entry`.execute(tx);
    return rows;
}
export async function countQueued(tx) {
    const row = await own(tx).selectFrom('recompute_queue').select((is) => is.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return row.count;
}
/** Grants that exist now, by the last recomputation of everybody. */
export async function countGrants(tx) {
    const row = await own(tx).selectFrom('derivation').select((is) => is.fn.sum('grants').as('count')).executeTakeFirst();
    return Number(row?.count ?? 0);
}
export async function hasDerived(tx) {
    return (await own(tx).selectFrom('derivation').select('identity_id').where('grants', '>', 0).limit(1).executeTakeFirst()) !== undefined;
}
//# sourceMappingURL=store.js.map