import { asId, type SourceId } from '@remit/kernel'
import { sql } from 'kysely'
import type { Managed, ManagedBy } from '../../../platform/configurable.ts'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import type { SourceDocument } from '../domain/source-document.ts'

/** Owns source. */
const own = (tx: Tx) => scope<'source'>(tx)

export interface Source {
  readonly id: SourceId
  readonly document: SourceDocument
  readonly managedBy: Managed['managedBy']
}

interface Row {
  readonly id: string
  readonly spec: unknown
  readonly managed_by: string
}

const asSource = (row: Row): Source => ({
  id: asId<SourceId>(row.id),
  document: row.spec as SourceDocument,
  managedBy: row.managed_by as ManagedBy,
})

export async function findSource(tx: Tx, name: string): Promise<Source | null> {
  const row = await own(tx)
    .selectFrom('source')
    .select(['id', 'spec', 'managed_by'])
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? asSource(row) : null
}

export async function findSourceById(tx: Tx, id: SourceId): Promise<Source | null> {
  const row = await own(tx)
    .selectFrom('source')
    .select(['id', 'spec', 'managed_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? asSource(row) : null
}

export async function allSources(tx: Tx): Promise<readonly Source[]> {
  return (await own(tx).selectFrom('source').select(['id', 'spec', 'managed_by']).orderBy('name').execute()).map(
    asSource,
  )
}

export async function saveSource(tx: Tx, id: SourceId, document: SourceDocument, managedBy: ManagedBy): Promise<void> {
  const columns = {
    title: document.title ?? document.name,
    connector: document.connector,
    spec: JSON.stringify(document),
    managed_by: managedBy,
  }
  await own(tx)
    .insertInto('source')
    .values({ id, name: document.name, ...columns })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(columns))
    .execute()
}

/** With its runs, records and cases; what it said of identities is not among them. */
export async function removeSource(tx: Tx, id: SourceId): Promise<void> {
  await own(tx).deleteFrom('source').where('id', '=', id).execute()
}

/** Keeps a removal of the source, or another change of it, waiting until this unit of work ends. */
export async function holdSource(tx: Tx, id: SourceId): Promise<boolean> {
  const { rows } = await sql`select id from source where id = ${id} for share`.execute(tx)
  return rows.length > 0
}
