import type { Device, TrustLevel } from '@remit/engine'
import { type DeviceId, type IdentityId, type Instant, instant } from '@remit/kernel'
import { sql } from 'kysely'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns device; reads identity for the owners' names. */
const own = (tx: Tx) => scope<'device', 'identity'>(tx)

export type DeviceAttributes = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface StoredDevice extends Device {
  readonly source: string
  readonly key: string
  readonly owner: IdentityId | null
  readonly attributes: DeviceAttributes
}

interface Row {
  readonly id: string
  readonly source: string
  readonly key: string
  readonly owner_id: string | null
  readonly trust: string
  readonly compliant: boolean
  readonly platform: string
  readonly last_seen: Date | null
  readonly attributes: unknown
}

const COLUMNS = [
  'id',
  'source',
  'key',
  'owner_id',
  'trust',
  'compliant',
  'platform',
  'last_seen',
  'attributes',
] as const

const seen = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()))

const asDevice = (row: Row): StoredDevice => ({
  id: row.id as DeviceId,
  source: row.source,
  key: row.key,
  owner: row.owner_id as IdentityId | null,
  trust: row.trust as TrustLevel,
  compliant: row.compliant,
  platform: row.platform,
  lastSeen: seen(row.last_seen),
  attributes: row.attributes as DeviceAttributes,
})

/** Owners without devices are absent. */
export async function devicesOf(
  tx: Tx,
  owners: readonly IdentityId[],
): Promise<ReadonlyMap<IdentityId, readonly Device[]>> {
  const rows = await own(tx)
    .selectFrom('device')
    .select(COLUMNS)
    .where(sql<boolean>`owner_id = any(${[...owners]}::uuid[])`)
    .orderBy('id')
    .execute()
  return byOwner(rows)
}

export async function allDevices(tx: Tx): Promise<ReadonlyMap<IdentityId, readonly Device[]>> {
  return byOwner(
    await own(tx).selectFrom('device').select(COLUMNS).where('owner_id', 'is not', null).orderBy('id').execute(),
  )
}

const byOwner = (rows: readonly Row[]): ReadonlyMap<IdentityId, readonly Device[]> =>
  Map.groupBy(
    rows.map((row) => asDevice(row)),
    (device) => device.owner!,
  )

/** Held until the unit of work ends, in the order of their keys. */
export async function lockDevices(tx: Tx, source: string, keys: readonly string[]): Promise<readonly StoredDevice[]> {
  const { rows } = await sql<Row>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from device where source = ${source} and key = any(${[...keys]}::text[]) order by id for update`.execute(
    tx,
  )
  return rows.map(asDevice)
}

/** The compliant ones that were seen last before then. Held like `lockDevices`; those that others hold are left for later. */
export async function lockSilent(tx: Tx, before: Instant, limit: number): Promise<readonly StoredDevice[]> {
  const rows = await own(tx)
    .selectFrom('device')
    .select(COLUMNS)
    .where('trust', '=', 'compliant')
    .where('last_seen', '<=', new Date(before))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(asDevice)
}

/** Inserts or replaces; what is the same stays untouched, and so does its past. */
export async function upsertDevices(tx: Tx, devices: readonly StoredDevice[]): Promise<void> {
  if (devices.length === 0) return
  const dates = devices.map(({ lastSeen }) => (lastSeen === null ? null : new Date(lastSeen)))
  await sql`
    insert into device (id, source, key, owner_id, trust, compliant, platform, last_seen, attributes)
    select * from unnest(${devices.map((d) => d.id)}::uuid[], ${devices.map((d) => d.source)}::text[], ${devices.map((d) => d.key)}::text[],
      ${devices.map((d) => d.owner)}::uuid[], ${devices.map((d) => d.trust)}::text[], ${devices.map((d) => d.compliant)}::bool[],
      ${devices.map((d) => d.platform)}::text[], ${dates}::timestamptz[], ${devices.map((d) => JSON.stringify(d.attributes))}::jsonb[])
    on conflict (source, key) do update set owner_id = excluded.owner_id, trust = excluded.trust, compliant = excluded.compliant,
      platform = excluded.platform, last_seen = excluded.last_seen, attributes = excluded.attributes
    where (device.owner_id, device.trust, device.compliant, device.platform, device.last_seen, device.attributes)
      is distinct from (excluded.owner_id, excluded.trust, excluded.compliant, excluded.platform, excluded.last_seen, excluded.attributes)`.execute(
    tx,
  )
}

export interface DeviceFilter {
  readonly q?: string | undefined
  readonly trust?: string | undefined
  readonly platform?: string | undefined
  readonly owner?: string | undefined
  /** The last one of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export type ListedDevice = StoredDevice & {
  readonly ownerName: string | null
  readonly ownerDisplayName: string | null
}

const listed = (tx: Tx) =>
  own(tx)
    .selectFrom('device')
    .leftJoin('identity', 'identity.id', 'device.owner_id')
    .select([
      'device.id',
      'device.source',
      'device.key',
      'device.owner_id',
      'device.trust',
      'device.compliant',
      'device.platform',
      'device.last_seen',
      'device.attributes',
      'identity.name as owner_name',
      'identity.display_name as owner_display_name',
    ])

const asListed = (row: Row & { owner_name: string | null; owner_display_name: string | null }): ListedDevice => ({
  ...asDevice(row),
  ownerName: row.owner_name,
  ownerDisplayName: row.owner_display_name,
})

/** By key, so many at a time. */
export async function findDevices(tx: Tx, filter: DeviceFilter): Promise<readonly ListedDevice[]> {
  let query = listed(tx).orderBy('device.id').limit(filter.limit)
  if (filter.after) query = query.where('device.id', '>', filter.after)
  if (filter.trust) query = query.where('device.trust', '=', filter.trust)
  if (filter.platform) query = query.where('device.platform', '=', filter.platform)
  if (filter.owner)
    query = query.where((is) =>
      is.or([is('identity.name', '=', filter.owner!), is(sql<string>`device.owner_id::text`, '=', filter.owner!)]),
    )
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((is) =>
      is.or([
        is('device.key', 'ilike', pattern),
        is('identity.display_name', 'ilike', pattern),
        is('identity.name', 'ilike', pattern),
      ]),
    )
  }
  return (await query.execute()).map(asListed)
}

export async function findDevice(tx: Tx, id: string): Promise<ListedDevice | null> {
  const row = await listed(tx).where('device.id', '=', id).executeTakeFirst()
  return row ? asListed(row) : null
}

/** By the owner's key or name. */
export async function findDevicesOfOwner(tx: Tx, owner: IdentityId): Promise<readonly ListedDevice[]> {
  return (await listed(tx).where('device.owner_id', '=', owner).orderBy('device.id').execute()).map(asListed)
}
