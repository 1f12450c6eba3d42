import type { AttributeDefinition, AttributeType } from '@remit/engine'
import type { Managed } from '../../../platform/configurable.ts'
import { scope, type Tx } from '../../../platform/database/scope.ts'
import { BUILT_IN, type DescribedAttribute } from '../domain/attribute-definition.ts'

/** Owns attribute. */
const own = (tx: Tx) => scope<'attribute'>(tx)

export interface AttributeRow extends DescribedAttribute {
  readonly managedBy: Managed['managedBy']
}

/** What is declared, and what is always there, by name. */
export async function allAttributes(tx: Tx): Promise<readonly AttributeRow[]> {
  const rows = await own(tx).selectFrom('attribute').selectAll().execute()
  const declared = rows.map(
    (row): AttributeRow => ({
      name: row.name,
      type: row.type as AttributeType,
      title: row.title,
      description: row.description,
      managedBy: row.managed_by as Managed['managedBy'],
      ...(row.values === null ? {} : { values: row.values }),
    }),
  )
  const names = new Set(declared.map(({ name }) => name))
  const rest = BUILT_IN.filter(({ name }) => !names.has(name)).map(
    (definition): AttributeRow => ({ ...definition, managedBy: 'built-in' }),
  )
  return [...declared, ...rest].sort((a, b) => (a.name < b.name ? -1 : 1))
}

export async function attributeDefinitions(tx: Tx): Promise<readonly AttributeDefinition[]> {
  return (await allAttributes(tx)).map(({ title: _title, managedBy: _managedBy, ...definition }) => definition)
}

export async function saveAttributes(tx: Tx, rows: readonly AttributeRow[]): Promise<void> {
  for (const { name, type, title, description, values, managedBy } of rows) {
    const columns = { type, title, description, values: values ? [...values] : null, managed_by: managedBy }
    await own(tx)
      .insertInto('attribute')
      .values({ name, ...columns })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(columns))
      .execute()
  }
}

export async function removeAttributes(tx: Tx, names: readonly string[]): Promise<void> {
  await own(tx)
    .deleteFrom('attribute')
    .where('name', 'in', [...names])
    .execute()
}
