import type { Rule } from '@remit/engine'
import type { RoleId, RuleId } from '@remit/kernel'
import { sql } from 'kysely'
import type { ManagedBy } from '../../platform/configurable.ts'
import { asOf } from '../../platform/database/as-of.ts'
import { scope, type Tx } from '../../platform/database/scope.ts'

/** Owns rule, brake, policy_epoch, effect_tally. */
const own = (tx: Tx) => scope<'rule' | 'brake' | 'policy_epoch' | 'effect_tally'>(tx)

/** Names the policies in force across every database a process may serve: tests serve several. */
export interface Epoch {
  readonly number: number
  readonly database: string
}

export async function readEpoch(tx: Tx): Promise<Epoch> {
  const { rows } = await sql<{
    number: number
    database: string
  }>`select epoch as number, current_database() as database from policy_epoch`.execute(tx)
  return rows[0]!
}

/** Keeps the epoch from moving until this transaction ends. */
export async function holdEpoch(tx: Tx): Promise<Epoch> {
  const { rows } = await sql<{
    number: number
    database: string
  }>`select epoch as number, current_database() as database from policy_epoch for share`.execute(tx)
  return rows[0]!
}

/** Waits for every recomputation and every other change under way. @returns the epoch, which is ours alone until this transaction ends. */
export async function takeEpoch(tx: Tx): Promise<number> {
  const { rows } = await sql<{ epoch: number }>`select epoch from policy_epoch for update`.execute(tx)
  return rows[0]!.epoch
}

export async function moveEpoch(tx: Tx): Promise<void> {
  await sql`update policy_epoch set epoch = nextval('policy_epoch_number')`.execute(tx)
}

export interface StoredRule extends Rule {
  readonly title: string
  readonly description: string
  readonly owner: string | null
  readonly managedBy: ManagedBy
}

export async function findRules(tx: Tx, at: Date | null = null): Promise<readonly StoredRule[]> {
  const { rows } = await sql<{
    id: RuleId
    name: string
    title: string
    description: string
    owner: string | null
    condition: string
    gives: RoleId[]
    managed_by: ManagedBy
  }>`
    select id, name, title, description, owner, condition, gives, managed_by from ${asOf('rule', at)} order by name`.execute(
    tx,
  )
  return rows.map(({ condition, managed_by, ...row }) => ({ ...row, when: condition, managedBy: managed_by }))
}

export type RuleRow = Omit<StoredRule, 'when'> & { readonly condition: string }

export async function saveRules(tx: Tx, rules: readonly RuleRow[]): Promise<void> {
  for (const { managedBy, gives, ...rule } of rules) {
    const row = { ...rule, gives: [...gives], managed_by: managedBy }
    const { id: _, ...changed } = row
    await own(tx)
      .insertInto('rule')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(changed))
      .execute()
  }
}

export async function removeRules(tx: Tx, names: readonly string[]): Promise<void> {
  await own(tx)
    .deleteFrom('rule')
    .where('name', 'in', [...names])
    .execute()
}

export interface StoredBrake {
  readonly name: string
  readonly spec: unknown
  readonly managedBy: ManagedBy | 'built-in'
}

export async function findBrakes(tx: Tx): Promise<readonly StoredBrake[]> {
  const rows = await own(tx).selectFrom('brake').select(['name', 'spec', 'managed_by']).orderBy('name').execute()
  return rows.map((row) => ({ name: row.name, spec: row.spec, managedBy: row.managed_by as StoredBrake['managedBy'] }))
}

export async function saveBrakes(tx: Tx, brakes: readonly StoredBrake[]): Promise<void> {
  for (const { name, spec, managedBy } of brakes) {
    const row = { name, spec: JSON.stringify(spec), managed_by: managedBy }
    await own(tx)
      .insertInto('brake')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ spec: row.spec, managed_by: managedBy }))
      .execute()
  }
}

export async function removeBrakes(tx: Tx, names: readonly string[]): Promise<void> {
  await own(tx)
    .deleteFrom('brake')
    .where('name', 'in', [...names])
    .execute()
}

export interface Tally {
  readonly application: string
  readonly gains: number
  readonly losses: number
}

export async function insertTallies(tx: Tx, at: Date, cause: string, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length > 0)
    await own(tx)
      .insertInto('effect_tally')
      .values(tallies.map((tally) => ({ ...tally, at, cause })))
      .execute()
}

export async function talliesSince(
  tx: Tx,
  cause: string,
  since: Date,
): Promise<ReadonlyMap<string, { gains: number; losses: number }>> {
  const rows = await own(tx)
    .selectFrom('effect_tally')
    .select((is) => ['application', is.fn.sum<number>('gains').as('gains'), is.fn.sum<number>('losses').as('losses')])
    .where('cause', '=', cause)
    .where('at', '>=', since)
    .groupBy('application')
    .execute()
  return new Map(rows.map((row) => [row.application, { gains: Number(row.gains), losses: Number(row.losses) }]))
}
