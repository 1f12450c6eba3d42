import type { Attributes, IdentityType } from '@remit/engine'
import { type IdentityId, type Instant, instant } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { Said, StandingClaim, Status } from '../domain/claim.ts'
import type { Merged, Origin, Person } from '../domain/person.ts'

/** Owns identity, identity_claim. */
const own = (tx: Tx) => scope<'identity' | 'identity_claim'>(tx)

export interface StoredIdentity extends Merged {
  readonly id: IdentityId
  readonly name: string
}

const COLUMNS = [
  'id',
  'name',
  'type',
  'display_name',
  'email',
  'status',
  'zone',
  'starts_at',
  'ends_at',
  'manager_id',
  'owner_id',
  'attributes',
  'origins',
] as const

export interface IdentityRow {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly display_name: string
  readonly email: string | null
  readonly status: string
  readonly zone: string
  readonly starts_at: Date | null
  readonly ends_at: Date | null
  readonly manager_id: string | null
  readonly owner_id: string | null
  readonly attributes: unknown
  readonly origins: unknown
}

const at = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()))
const dated = (moment: Instant | null): Date | null => (moment === null ? null : new Date(moment))

export const asIdentity = (row: IdentityRow): StoredIdentity => ({
  id: row.id as IdentityId,
  name: row.name,
  person: {
    type: row.type as IdentityType,
    displayName: row.display_name,
    email: row.email,
    status: row.status as Status,
    zone: row.zone,
    starts: at(row.starts_at),
    ends: at(row.ends_at),
    manager: row.manager_id as IdentityId | null,
    owner: row.owner_id as IdentityId | null,
    attributes: row.attributes as Attributes,
  },
  origins: row.origins as Record<string, Origin>,
})

export async function findIdentities(tx: Tx, ids: readonly IdentityId[]): Promise<readonly StoredIdentity[]> {
  const { rows } =
    await sql<IdentityRow>`select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from identity where id = any(${[...ids]}::uuid[])`.execute(
      tx,
    )
  return rows.map(asIdentity)
}

/** Held until the unit of work ends. In the order of their keys: two that lock the same ones wait for each other once. */
export async function lockIdentities(tx: Tx, ids: readonly IdentityId[]): Promise<void> {
  await sql`select id from identity where id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(tx)
}

/** The next so many by key, after one. */
export async function identitiesAfter(
  tx: Tx,
  after: IdentityId | null,
  limit: number,
): Promise<readonly StoredIdentity[]> {
  let query = own(tx).selectFrom('identity').select(COLUMNS).orderBy('id').limit(limit)
  if (after) query = query.where('id', '>', after)
  return (await query.execute()).map(asIdentity)
}

export async function findIdentityByName(tx: Tx, name: string): Promise<StoredIdentity | null> {
  const row = await own(tx).selectFrom('identity').select(COLUMNS).where('name', '=', name).executeTakeFirst()
  return row ? asIdentity(row) : null
}

/** By key or name: people say names, programs keys. */
export async function findIdentity(tx: Tx, wanted: string): Promise<StoredIdentity | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted)) return findIdentityByName(tx, wanted)
  return (await findIdentities(tx, [wanted as IdentityId]))[0] ?? null
}

/** Names by key; a key that nobody has is absent. */
export async function identityNames(
  tx: Tx,
  ids: readonly IdentityId[],
): Promise<ReadonlyMap<IdentityId, { name: string; displayName: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await own(tx)
    .selectFrom('identity')
    .select(['id', 'name', 'display_name'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id as IdentityId, { name: row.name, displayName: row.display_name }]))
}

/** Keys by name; a name that nobody has is absent. */
export async function identityIds(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, IdentityId>> {
  if (names.length === 0) return new Map()
  const rows = await own(tx)
    .selectFrom('identity')
    .select(['id', 'name'])
    .where(sql<boolean>`name = any(${[...new Set(names)]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.name, row.id as IdentityId]))
}

/** What correlation compares: who has one of these values. Case and surrounding spaces do not count. */
export interface Likeness {
  readonly id: IdentityId
  readonly name: string
  readonly person: Person
}

/** The identities whose e-mail, display name or attribute is one of these. @param field `email`, `displayName`, `name` or an attribute. */
export async function identitiesWith(tx: Tx, field: string, values: readonly string[]): Promise<readonly Likeness[]> {
  const wanted = [...new Set(values.map((value) => value.trim().toLowerCase()))]
  const column = CORE[field] ? sql.ref(CORE[field]) : sql`attributes ->> ${sql.lit(field)}`
  const { rows } = await sql<IdentityRow>`
    select ${sql.join(COLUMNS.map((name) => sql.ref(name)))} from identity where lower(${column}) = any(${wanted}::text[]) order by id`.execute(
    tx,
  )
  return rows.map(asIdentity)
}
const CORE: Readonly<Record<string, string>> = { email: 'email', displayName: 'display_name', name: 'name' }

/** Inserts with the first of its wished names that is free; nobody refers to anybody yet. @returns the names given. */
export async function insertIdentities(
  tx: Tx,
  rows: readonly (StoredIdentity & { readonly wished: string })[],
  numbered: (name: string, n: number) => string,
): Promise<ReadonlyMap<IdentityId, string>> {
  const given = new Map<IdentityId, string>()
  let waiting = rows.map((row) => ({ row, number: 1 }))
  while (waiting.length > 0) {
    const taken = await takenNames(
      tx,
      waiting.map(({ row }) => row.wished),
    )
    const claimed = new Set(taken)
    const named = waiting.map(({ row, number }) => {
      let free = number
      while (claimed.has(numbered(row.wished, free))) free++
      const name = numbered(row.wished, free)
      claimed.add(name)
      return { row, number: free, name }
    })
    // A name that another transaction has just taken is not inserted, and tried again with the next number.
    const { rows: inserted } = await sql<{ id: string; name: string }>`
      insert into identity (id, name, type, display_name, email, status, zone, starts_at, ends_at, attributes, origins)
      select u.* from unnest(${named.map(({ row }) => row.id)}::uuid[], ${named.map(({ name }) => name)}::text[], ${named.map(({ row }) => row.person.type)}::text[],
        ${named.map(({ row }) => row.person.displayName)}::text[], ${named.map(({ row }) => row.person.email)}::text[], ${named.map(({ row }) => row.person.status)}::text[],
        ${named.map(({ row }) => row.person.zone)}::text[], ${named.map(({ row }) => dated(row.person.starts))}::timestamptz[], ${named.map(({ row }) => dated(row.person.ends))}::timestamptz[],
        ${named.map(({ row }) => JSON.stringify(row.person.attributes))}::jsonb[], ${named.map(({ row }) => JSON.stringify(row.origins))}::jsonb[]) u
      on conflict (name) do nothing returning id, name`.execute(tx)
    for (const row of inserted) given.set(row.id as IdentityId, row.name)
    waiting = named.filter(({ row }) => !given.has(row.id)).map(({ row, number }) => ({ row, number: number + 1 }))
  }
  return given
}

/** Of each wished name, the numbered ones that somebody has. */
async function takenNames(tx: Tx, wished: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct identity.name from unnest(${[...new Set(wished)]}::text[]) w(name)
    join identity on identity.name ~>=~ w.name and identity.name ~<~ (w.name || ':') and rtrim(identity.name, '0123456789') = rtrim(w.name, '0123456789')`.execute(
    tx,
  )
  return rows.map((row) => row.name)
}

/** All but the name, which is forever. */
export async function updateIdentities(tx: Tx, rows: readonly StoredIdentity[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update identity i set type = u.type, display_name = u.display_name, email = u.email, status = u.status, zone = u.zone, starts_at = u.starts_at,
      ends_at = u.ends_at, manager_id = u.manager_id, owner_id = u.owner_id, attributes = u.attributes, origins = u.origins
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.person.type)}::text[], ${rows.map((row) => row.person.displayName)}::text[],
      ${rows.map((row) => row.person.email)}::text[], ${rows.map((row) => row.person.status)}::text[], ${rows.map((row) => row.person.zone)}::text[],
      ${rows.map((row) => dated(row.person.starts))}::timestamptz[], ${rows.map((row) => dated(row.person.ends))}::timestamptz[],
      ${rows.map((row) => row.person.manager)}::uuid[], ${rows.map((row) => row.person.owner)}::uuid[],
      ${rows.map((row) => JSON.stringify(row.person.attributes))}::jsonb[], ${rows.map((row) => JSON.stringify(row.origins))}::jsonb[])
      as u(id, type, display_name, email, status, zone, starts_at, ends_at, manager_id, owner_id, attributes, origins)
    where i.id = u.id`.execute(tx)
}

export async function findClaims(
  tx: Tx,
  ids: readonly IdentityId[],
): Promise<ReadonlyMap<IdentityId, readonly StandingClaim[]>> {
  const rows = await own(tx)
    .selectFrom('identity_claim')
    .selectAll()
    .where(sql<boolean>`identity_id = any(${[...ids]}::uuid[])`)
    .execute()
  const claims = new Map<IdentityId, StandingClaim[]>()
  for (const row of rows) {
    const of = claims.get(row.identity_id as IdentityId) ?? []
    of.push({ source: row.source, rank: row.rank, said: row.said as Said, at: instant(row.recorded_at.getTime()) })
    claims.set(row.identity_id as IdentityId, of)
  }
  return claims
}

export async function saveStandingClaims(
  tx: Tx,
  claims: readonly { identity: IdentityId; source: string; rank: number; said: Said }[],
): Promise<void> {
  if (claims.length === 0) return
  await sql`
    insert into identity_claim (identity_id, source, rank, said)
    select * from unnest(${claims.map((claim) => claim.identity)}::uuid[], ${claims.map((claim) => claim.source)}::text[],
      ${claims.map((claim) => claim.rank)}::int[], ${claims.map((claim) => JSON.stringify(claim.said))}::jsonb[])
    on conflict (identity_id, source) do update set rank = excluded.rank, said = excluded.said
    where (identity_claim.rank, identity_claim.said) is distinct from (excluded.rank, excluded.said)`.execute(tx)
}

export async function removeClaims(tx: Tx, claims: readonly { identity: IdentityId; source: string }[]): Promise<void> {
  if (claims.length === 0) return
  await sql`
    delete from identity_claim c using unnest(${claims.map((claim) => claim.identity)}::uuid[], ${claims.map((claim) => claim.source)}::text[]) u(identity_id, source)
    where c.identity_id = u.identity_id and c.source = u.source`.execute(tx)
}

/** Whom a source tells of with another rank than this. */
export async function claimedAtOtherRank(tx: Tx, source: string, rank: number): Promise<readonly IdentityId[]> {
  const rows = await own(tx)
    .selectFrom('identity_claim')
    .select('identity_id')
    .where('source', '=', source)
    .where('rank', '<>', rank)
    .execute()
  return rows.map((row) => row.identity_id as IdentityId)
}

/**
 * Makes what one source said the word of another, with its rank. Where the other has spoken too, the first is believed
 * over it, as it was before.
 */
export async function handOverClaims(
  tx: Tx,
  from: string,
  to: { readonly source: string; readonly rank: number },
): Promise<void> {
  await sql`
    update identity_claim t set said = t.said || f.said
      || jsonb_build_object('attributes', coalesce(t.said -> 'attributes', '{}') || coalesce(f.said -> 'attributes', '{}'))
    from identity_claim f where f.source = ${from} and t.source = ${to.source} and t.identity_id = f.identity_id`.execute(
    tx,
  )
  await sql`
    insert into identity_claim (identity_id, source, rank, said)
    select identity_id, ${to.source}, ${to.rank}::int, said from identity_claim where source = ${from}
    on conflict (identity_id, source) do nothing`.execute(tx)
  await own(tx).deleteFrom('identity_claim').where('source', '=', from).execute()
}
