import type { Assignment, Exclusion, Held, Membership } from '@remit/engine'
import type {
  AssignmentId,
  EntitlementId,
  ExclusionId,
  IdentityId,
  Instant,
  LedgerEntryId,
  RoleId,
  RuleId,
  Validity,
} from '@remit/kernel'
import { sql } from 'kysely'
import { asOf } from '../../platform/database/as-of.ts'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns assignment, exclusion, membership, derivation, recompute_queue; reads identity to fill the queue. */
const own = (tx: Tx) =>
  scope<'assignment' | 'exclusion' | 'membership' | 'derivation' | 'recompute_queue', 'identity'>(tx)

const instantOf = (date: Date | null): Instant | null => (date === null ? null : (date.getTime() as Instant))
const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))
const heldOf = (row: { role_id: string | null; entitlement_id: string | null }): Held =>
  row.role_id !== null ? { role: row.role_id as RoleId } : { entitlement: row.entitlement_id as EntitlementId }

export interface NewStanding {
  readonly id: AssignmentId | ExclusionId
  readonly identity: IdentityId
  readonly held: Held
  readonly validity: Validity
  readonly origin: string
  readonly justification: string
  readonly entry: LedgerEntryId
}

const columns = (standing: readonly NewStanding[]) => ({
  ids: standing.map((one) => one.id),
  identities: standing.map((one) => one.identity),
  roles: standing.map((one) => ('role' in one.held ? one.held.role : null)),
  entitlements: standing.map((one) => ('entitlement' in one.held ? one.held.entitlement : null)),
  from: standing.map((one) => dateOf(one.validity.from)),
  until: standing.map((one) => dateOf(one.validity.until)),
  origins: standing.map((one) => one.origin),
  justifications: standing.map((one) => one.justification),
  entries: standing.map((one) => one.entry),
})

export async function insertAssignments(tx: Tx, standing: readonly NewStanding[]): Promise<void> {
  const of = columns(standing)
  await sql`
    insert into assignment (id, identity_id, role_id, entitlement_id, valid_from, valid_until, origin, justification, entry_id)
    select * from unnest(${of.ids}::uuid[], ${of.identities}::uuid[], ${of.roles}::uuid[], ${of.entitlements}::uuid[],
      ${of.from}::timestamptz[], ${of.until}::timestamptz[], ${of.origins}::text[], ${of.justifications}::text[], ${of.entries}::uuid[])`.execute(
    tx,
  )
}

export async function insertExclusions(tx: Tx, standing: readonly NewStanding[]): Promise<void> {
  const of = columns(standing)
  await sql`
    insert into exclusion (id, identity_id, role_id, entitlement_id, valid_from, valid_until, justification, entry_id)
    select * from unnest(${of.ids}::uuid[], ${of.identities}::uuid[], ${of.roles}::uuid[], ${of.entitlements}::uuid[],
      ${of.from}::timestamptz[], ${of.until}::timestamptz[], ${of.justifications}::text[], ${of.entries}::uuid[])`.execute(
    tx,
  )
}

export interface Standing {
  readonly identity: IdentityId
  readonly held: Held
  readonly validity: Validity
  readonly origin: string
  readonly justification: string
  readonly withdrawnAt: Instant | null
}

export async function findAssignment(tx: Tx, id: AssignmentId): Promise<Standing | null> {
  const row = await own(tx).selectFrom('assignment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row
    ? {
        identity: row.identity_id as IdentityId,
        held: heldOf(row),
        validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
        origin: row.origin,
        justification: row.justification,
        withdrawnAt: instantOf(row.withdrawn_at),
      }
    : null
}

export async function findExclusion(tx: Tx, id: ExclusionId): Promise<Omit<Standing, 'origin'> | null> {
  const row = await own(tx).selectFrom('exclusion').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row
    ? {
        identity: row.identity_id as IdentityId,
        held: heldOf(row),
        validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
        justification: row.justification,
        withdrawnAt: instantOf(row.withdrawn_at),
      }
    : null
}

export async function withdrawAssignment(tx: Tx, id: AssignmentId, at: Instant): Promise<void> {
  await own(tx)
    .updateTable('assignment')
    .set({ withdrawn_at: new Date(at) })
    .where('id', '=', id)
    .execute()
}

export async function withdrawExclusion(tx: Tx, id: ExclusionId, at: Instant): Promise<void> {
  await own(tx)
    .updateTable('exclusion')
    .set({ withdrawn_at: new Date(at) })
    .where('id', '=', id)
    .execute()
}

/** Standing decisions not withdrawn, whatever their window; of everybody when `ids` is null. `at`: as they stood then. */
export async function standingOf(tx: Tx, ids: readonly IdentityId[] | null, at: Date | null = null) {
  const whose = ids === null ? sql`true` : sql`identity_id = any(${ids}::uuid[])`
  const assignments = new Map<IdentityId, Assignment[]>()
  const exclusions = new Map<IdentityId, Exclusion[]>()
  const add = <Item>(map: Map<IdentityId, Item[]>, id: string, item: Item): void => {
    const list = map.get(id as IdentityId)
    if (list) list.push(item)
    else map.set(id as IdentityId, [item])
  }
  type Row = {
    id: string
    identity_id: string
    role_id: string | null
    entitlement_id: string | null
    valid_from: Date | null
    valid_until: Date | null
    origin: string
  }
  const { rows: made } = await sql<Row>`
    select id, identity_id, role_id, entitlement_id, valid_from, valid_until, origin from ${asOf('assignment', at)}
    where withdrawn_at is null and ${whose} order by id`.execute(tx)
  for (const row of made)
    add(assignments, row.identity_id, {
      id: row.id as AssignmentId,
      gives: heldOf(row),
      validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
      origin: row.origin,
    })
  const { rows: denied } = await sql<Row>`
    select id, identity_id, role_id, entitlement_id, valid_from, valid_until from ${asOf('exclusion', at)}
    where withdrawn_at is null and ${whose} order by id`.execute(tx)
  for (const row of denied)
    add(exclusions, row.identity_id, {
      id: row.id as ExclusionId,
      denies: heldOf(row),
      validity: { from: instantOf(row.valid_from), until: instantOf(row.valid_until) },
    })
  return { assignments, exclusions }
}

export interface StoredMembership {
  readonly role: RoleId
  readonly rule: RuleId | null
  readonly assignment: AssignmentId | null
}

/** What the last recomputation stored: memberships, and the direct assignments and exclusions that were in force. */
export interface Stored {
  readonly memberships: readonly StoredMembership[]
  readonly direct: readonly AssignmentId[]
  readonly cut: readonly ExclusionId[]
  /** Of the policies it was derived under; 0 when it never was. */
  readonly epoch: number
  readonly derivedAt: Date | null
}

export async function storedOf(tx: Tx, ids: readonly IdentityId[]): Promise<ReadonlyMap<IdentityId, Stored>> {
  const found = new Map<
    IdentityId,
    { -readonly [Key in keyof Stored]: Stored[Key] } & { memberships: StoredMembership[] }
  >()
  const of = (id: string) => {
    const known = found.get(id as IdentityId) ?? { memberships: [], direct: [], cut: [], epoch: 0, derivedAt: null }
    found.set(id as IdentityId, known)
    return known
  }
  const { rows: memberships } = await sql<{
    identity_id: string
    role_id: RoleId
    rule_id: RuleId | null
    assignment_id: AssignmentId | null
  }>`
    select identity_id, role_id, rule_id, assignment_id from membership where identity_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  for (const row of memberships)
    of(row.identity_id).memberships.push({ role: row.role_id, rule: row.rule_id, assignment: row.assignment_id })
  const { rows: derivations } = await sql<{
    identity_id: string
    direct: AssignmentId[]
    cut: ExclusionId[]
    epoch: number
    derived_at: Date
  }>`
    select identity_id, direct, cut, epoch, derived_at from derivation where identity_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  for (const row of derivations)
    Object.assign(of(row.identity_id), {
      direct: row.direct,
      cut: row.cut,
      epoch: row.epoch,
      derivedAt: row.derived_at,
    })
  return found
}

/** What a standing decision concerned, ended or not: "before" may rest on one that has just been withdrawn. */
export async function heldBy(
  tx: Tx,
  table: 'assignment' | 'exclusion',
  ids: readonly string[],
): Promise<ReadonlyMap<string, Held>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; role_id: string | null; entitlement_id: string | null }>`
    select id, role_id, entitlement_id from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, heldOf(row)]))
}

export interface MembershipRow {
  readonly identity: IdentityId
  readonly membership: Membership
  readonly entry: LedgerEntryId
}

const ruleOf = (by: Membership['by']): RuleId | null => (by.via === 'rule' ? by.rule : null)
const assignmentOf = (by: Membership['by']): AssignmentId | null => (by.via === 'assignment' ? by.assignment : null)
const untilOf = (by: Membership['by']): Date | null => (by.via === 'assignment' ? dateOf(by.until) : null)

export async function openMemberships(tx: Tx, rows: readonly MembershipRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into membership (identity_id, role_id, rule_id, assignment_id, until, entry_id)
    select * from unnest(${rows.map((row) => row.identity)}::uuid[], ${rows.map((row) => row.membership.role)}::uuid[],
      ${rows.map((row) => ruleOf(row.membership.by))}::uuid[], ${rows.map((row) => assignmentOf(row.membership.by))}::uuid[],
      ${rows.map((row) => untilOf(row.membership.by))}::timestamptz[], ${rows.map((row) => row.entry)}::uuid[])
    on conflict do nothing`.execute(tx)
}

export async function closeMemberships(
  tx: Tx,
  rows: readonly { identity: IdentityId; membership: StoredMembership }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from membership m using unnest(${rows.map((row) => row.identity)}::uuid[], ${rows.map((row) => row.membership.role)}::uuid[],
      ${rows.map((row) => row.membership.rule)}::uuid[], ${rows.map((row) => row.membership.assignment)}::uuid[]) as gone(identity, role, rule, assignment)
    where m.identity_id = gone.identity and m.role_id = gone.role
      and m.rule_id is not distinct from gone.rule and m.assignment_id is not distinct from gone.assignment`.execute(tx)
}

export interface DerivationRow {
  readonly identity: IdentityId
  readonly grants: number
  readonly direct: readonly AssignmentId[]
  readonly cut: readonly ExclusionId[]
  readonly due: Instant | null
}

export async function saveDerivations(
  tx: Tx,
  at: Instant,
  epoch: number,
  rows: readonly DerivationRow[],
): Promise<void> {
  await sql`
    insert into derivation (identity_id, grants, direct, cut, due, epoch, derived_at)
    select (d ->> 'identity')::uuid, (d ->> 'grants')::int,
      array(select jsonb_array_elements_text(d -> 'direct'))::uuid[], array(select jsonb_array_elements_text(d -> 'cut'))::uuid[],
      to_timestamp((d ->> 'due')::double precision / 1000), ${epoch}::bigint, ${new Date(at)}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as d
    on conflict (identity_id) do update set grants = excluded.grants, direct = excluded.direct, cut = excluded.cut,
      due = excluded.due, epoch = excluded.epoch, derived_at = excluded.derived_at`.execute(tx)
}

/** Takes note of identities whose moment has come: they are due no more, so whoever takes them must see to them. */
export async function takeDue(tx: Tx, at: Instant, limit: number): Promise<readonly IdentityId[]> {
  const { rows } = await sql<{ identity_id: IdentityId }>`
    update derivation set due = null where identity_id in (
      select identity_id from derivation where due <= ${new Date(at)} order by due limit ${limit} for update skip locked)
    returning identity_id`.execute(tx)
  return rows.map((row) => row.identity_id)
}

export async function enqueueEverybody(
  tx: Tx,
  entry: LedgerEntryId,
  plan: string | null,
  at: Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into recompute_queue (identity_id, plan_id, entry_id, since)
    select id, ${plan}::uuid, ${entry}::uuid, ${new Date(at)} from identity
    on conflict (identity_id) do update set plan_id = excluded.plan_id, entry_id = excluded.entry_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function enqueue(
  tx: Tx,
  ids: readonly IdentityId[],
  entry: LedgerEntryId,
  plan: string | null,
  at: Instant,
): Promise<void> {
  await sql`
    insert into recompute_queue (identity_id, plan_id, entry_id, since)
    select id, ${plan}::uuid, ${entry}::uuid, ${new Date(at)} from unnest(${ids}::uuid[]) as id
    on conflict (identity_id) do update set plan_id = excluded.plan_id, entry_id = excluded.entry_id, since = least(recompute_queue.since, excluded.since)`.execute(
    tx,
  )
}

/** Takes a chunk off the queue; it is back when the transaction does not commit. */
export async function takeQueued(
  tx: Tx,
  limit: number,
): Promise<readonly { identity: IdentityId; entry: LedgerEntryId }[]> {
  const { rows } = await sql<{ identity: IdentityId; entry: LedgerEntryId }>`
    delete from recompute_queue where identity_id in (
      select identity_id from recompute_queue order by since, identity_id limit ${limit} for update skip locked)
    returning identity_id as identity, entry_id as entry`.execute(tx)
  return rows
}

export async function isAnyQueued(tx: Tx): Promise<boolean> {
  return (await own(tx).selectFrom('recompute_queue').select('identity_id').limit(1).executeTakeFirst()) !== undefined
}

/** Whoever is first waits behind all that are queued by now. */
export async function postponeFirst(tx: Tx): Promise<void> {
  await sql`
    update recompute_queue set since = (select max(since) + interval '1 millisecond' from recompute_queue)
    where identity_id = (select identity_id from recompute_queue order by since, identity_id limit 1)`.execute(tx)
}

export async function countQueued(tx: Tx): Promise<number> {
  const row = await own(tx)
    .selectFrom('recompute_queue')
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Grants that exist now, by the last recomputation of everybody. */
export async function countGrants(tx: Tx): Promise<number> {
  const row = await own(tx)
    .selectFrom('derivation')
    .select((is) => is.fn.sum<number | null>('grants').as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
