import type { Kysely, Transaction } from 'kysely'
import type { DB } from './tables.gen.ts'

/** A transaction, or the pool for a plain read. Only stores look inside. */
export type Tx = Transaction<DB> | Kysely<DB>

type History<Table extends string> = Extract<keyof DB, `${Table}_history`>

/**
 * What a store may touch: the tables it owns (and their pasts), the tables it reads. Writing any other does not compile.
 * The head of each store says it: `const own = (tx: Tx) => scope<'assignment', 'identity'>(tx)`.
 */
export interface Scope<Own extends keyof DB, Reads extends keyof DB> {
  selectFrom: Kysely<Pick<DB, Own | Reads | History<Own> | History<Reads>>>['selectFrom']
  with: Kysely<Pick<DB, Own | Reads | History<Own> | History<Reads>>>['with']
  insertInto: Kysely<Pick<DB, Own>>['insertInto']
  updateTable: Kysely<Pick<DB, Own>>['updateTable']
  deleteFrom: Kysely<Pick<DB, Own>>['deleteFrom']
}

export const scope = <Own extends keyof DB, Reads extends keyof DB = never>(tx: Tx): Scope<Own, Reads> =>
  tx as unknown as Scope<Own, Reads>
