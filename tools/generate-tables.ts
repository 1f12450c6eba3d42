import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { startEmbedded } from '../apps/server/src/platform/database/embedded.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import type { Generated } from './generate.ts'

const ROOT = path.join(import.meta.dirname, '..')
const TARGET = 'apps/server/src/platform/database/tables.gen.ts'

/** The types of all tables, read from a database that was migrated a moment ago: the SQL is the truth. */
export async function generateTables(): Promise<Generated> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-generate-'))
  // PostgreSQL may run as another user than we do (never as root), and has to get in.
  fs.chmodSync(dataDir, 0o755)
  const embedded = await startEmbedded({ dataDir, unsafeFast: true })
  try {
    const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool(embedded.connection) }) })
    await migrate(database, path.join(ROOT, 'db/migrations'))
    await database.destroy()
    const { host, user } = embedded.connection
    const file = path.join(dataDir, 'tables.gen.ts')
    const run = spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'node_modules/kysely-codegen/dist/cli/bin.js'),
        ...[
          '--dialect',
          'postgres',
          '--url',
          `postgres://${user}@localhost/postgres?host=${encodeURIComponent(String(host))}`,
        ],
        ...['--out-file', file, '--numeric-parser', 'number', '--date-parser', 'timestamp', '--type-only-imports'],
        ...['--exclude-pattern', '{migration,migration_lock}', '--log-level', 'error'],
      ],
      { stdio: ['ignore', 2, 2], cwd: ROOT },
    )
    if (run.status !== 0) throw new Error('kysely-codegen failed; what it said stands above.')
    // Our pools read int8 as a number.
    const ours = 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;'
    return new Map([[TARGET, fs.readFileSync(file, 'utf8').replace(/export type Int8 = .*;/, ours)]])
  } finally {
    await embedded.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename)
  for (const [file, text] of await generateTables()) fs.writeFileSync(path.join(ROOT, file), text)
