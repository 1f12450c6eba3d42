import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { DB } from './tables.gen.ts'

/** Milliseconds. Nothing we ask takes a tenth of it at a million identities; what does is stuck. */
const LONGEST_STATEMENT = 60_000

/**
 * A pool with types of our own (not the global parser, which other libraries share): bigint and count as numbers
 * (all our counts stay below 2^53), timestamps as Date, `date` as text.
 */
export function openPool(connection: pg.PoolConfig, log: Log, size = 12): pg.Pool {
  const parsers = new Map<number, (text: string) => unknown>([
    [20, Number],
    [1700, Number],
    [1082, (text) => text],
  ])
  const pool = new pg.Pool({
    ...connection,
    max: size,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    // The server ends what takes too long; where the server itself does not answer any more, we end it.
    statement_timeout: LONGEST_STATEMENT,
    query_timeout: LONGEST_STATEMENT + 15_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  // Without a listener an idle connection that drops ends the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle database connection dropped'))
  // Nor does the pool listen to one that is in use between two queries of a transaction: the next query tells.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ error: error.message }, 'a database connection dropped')),
  )
  return pool
}

export type Database = Kysely<DB>

export const openDatabase = (pool: pg.Pool): Database => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
