import type { ApplicationId, Instant } from '@remit/kernel'
import { sql } from 'kysely'
import type { ManagedBy } from '../../platform/configurable.ts'
import type { Sealed } from '../../platform/crypto/seal.ts'
import { scope, type Tx } from '../../platform/database/scope.ts'
import { type ApplicationSpec, specOf } from './domain/spec.ts'

/** Owns application and connection. Accounts stand in account-store.ts. */
const own = (tx: Tx) => scope<'application' | 'connection'>(tx)

export interface StoredApplication {
  readonly id: ApplicationId
  readonly name: string
  readonly title: string
  readonly connector: string
  readonly owner: string | null
  readonly managedBy: ManagedBy | 'built-in'
  /** As written, without kind, name, title, owner, connector. */
  readonly document: object
  readonly spec: ApplicationSpec
  readonly secrets: Readonly<Record<string, Sealed>>
}

const COLUMNS = ['id', 'name', 'title', 'connector', 'owner', 'managed_by', 'spec', 'secrets'] as const
interface Row {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly connector: string
  readonly owner: string | null
  readonly managed_by: string
  readonly spec: unknown
  readonly secrets: unknown
}
const asApplication = (row: Row): StoredApplication => ({
  id: row.id as ApplicationId,
  name: row.name,
  title: row.title,
  connector: row.connector,
  owner: row.owner,
  managedBy: row.managed_by as StoredApplication['managedBy'],
  document: row.spec as object,
  spec: specOf(row.spec as object),
  secrets: row.secrets as Readonly<Record<string, Sealed>>,
})

export async function allApplications(tx: Tx): Promise<readonly StoredApplication[]> {
  return (await own(tx).selectFrom('application').select(COLUMNS).orderBy('name').execute()).map(asApplication)
}

export async function findApplication(
  tx: Tx,
  by: { readonly id: ApplicationId } | { readonly name: string },
): Promise<StoredApplication | null> {
  const query = own(tx).selectFrom('application').select(COLUMNS)
  const row = await ('id' in by ? query.where('id', '=', by.id) : query.where('name', '=', by.name)).executeTakeFirst()
  return row ? asApplication(row) : null
}

export async function findApplicationsById(
  tx: Tx,
  ids: readonly ApplicationId[],
): Promise<ReadonlyMap<ApplicationId, StoredApplication>> {
  const rows = await own(tx)
    .selectFrom('application')
    .select(COLUMNS)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id as ApplicationId, asApplication(row)]))
}

export interface WrittenApplication {
  readonly id: ApplicationId
  readonly name: string
  readonly title: string
  readonly connector: string
  readonly owner: string | null
  readonly document: object
  readonly secrets: Readonly<Record<string, Sealed>>
  readonly managedBy: ManagedBy
}

export async function writeApplications(tx: Tx, rows: readonly WrittenApplication[]): Promise<void> {
  for (const { document, secrets, managedBy, ...row } of rows) {
    const written = { ...row, spec: JSON.stringify(document), secrets: JSON.stringify(secrets), managed_by: managedBy }
    const { id: _, ...changed } = written
    await own(tx)
      .insertInto('application')
      .values(written)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(changed))
      .execute()
  }
}

export async function writeSecrets(
  tx: Tx,
  id: ApplicationId,
  secrets: Readonly<Record<string, Sealed>>,
): Promise<void> {
  await own(tx)
    .updateTable('application')
    .set({ secrets: JSON.stringify(secrets) })
    .where('id', '=', id)
    .execute()
}

/** @returns the names of those that something still refers to, and that therefore stay. */
export async function deleteApplications(tx: Tx, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct a.name from application a join entitlement e on e.application_id = a.id
    where a.name = any(${[...names]}) and (
      exists (select from assignment s where s.entitlement_id = e.id and s.withdrawn_at is null)
      or exists (select from role r where e.id = any(r.entitlements))) order by 1`.execute(tx)
  if (rows.length > 0) return rows.map((row) => row.name)
  await own(tx)
    .deleteFrom('application')
    .where('name', '=', sql<string>`any(${[...names]})`)
    .execute()
  return []
}

export interface Connection {
  readonly state: 'untried' | 'healthy' | 'failing' | 'paused'
  readonly since: Instant
  readonly message: string
  readonly failures: number
  readonly closedUntil: Instant | null
  readonly lastImportAt: Instant | null
}

const UNTRIED: Omit<Connection, 'since'> = {
  state: 'untried',
  message: '',
  failures: 0,
  closedUntil: null,
  lastImportAt: null,
}

export async function findConnection(tx: Tx, id: ApplicationId, now: Instant): Promise<Connection> {
  const row = await own(tx).selectFrom('connection').selectAll().where('application_id', '=', id).executeTakeFirst()
  if (!row) return { ...UNTRIED, since: now }
  return {
    state: row.state as Connection['state'],
    since: row.since.getTime() as Instant,
    message: row.message,
    failures: row.failures,
    closedUntil: (row.closed_until?.getTime() ?? null) as Instant | null,
    lastImportAt: (row.last_import_at?.getTime() ?? null) as Instant | null,
  }
}

/** The connection of an application, made if there is none, and held until the transaction ends: failures are counted one by one. */
export async function lockConnection(tx: Tx, id: ApplicationId, now: Instant): Promise<Connection> {
  await own(tx)
    .insertInto('connection')
    .values({ application_id: id, since: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await own(tx).selectFrom('connection').select('state').where('application_id', '=', id).forUpdate().execute()
  return findConnection(tx, id, now)
}

export async function writeConnection(
  tx: Tx,
  id: ApplicationId,
  connection: Omit<Connection, 'lastImportAt'>,
): Promise<void> {
  await own(tx)
    .updateTable('connection')
    .set({
      state: connection.state,
      since: new Date(connection.since),
      message: connection.message.slice(0, 1000),
      failures: connection.failures,
      closed_until: connection.closedUntil === null ? null : new Date(connection.closedUntil),
    })
    .where('application_id', '=', id)
    .execute()
}

export async function noteImport(tx: Tx, id: ApplicationId, at: Instant): Promise<void> {
  await own(tx)
    .insertInto('connection')
    .values({ application_id: id, since: new Date(at), last_import_at: new Date(at) })
    .onConflict((conflict) => conflict.column('application_id').doUpdateSet({ last_import_at: new Date(at) }))
    .execute()
}

/** Applications whose present state has been read at least once, by key. */
export async function importedApplications(tx: Tx): Promise<ReadonlyMap<ApplicationId, StoredApplication>> {
  const rows = await own(tx)
    .selectFrom('application')
    .innerJoin('connection', 'connection.application_id', 'application.id')
    .select(COLUMNS.map((column) => `application.${column}` as const))
    .where('connection.last_import_at', 'is not', null)
    .orderBy('application.name')
    .execute()
  return new Map(rows.map((row) => [row.id as ApplicationId, asApplication(row as unknown as Row)]))
}
