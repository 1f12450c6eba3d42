/** Writes apps/server/src/platform/database/tables.gen.ts from a freshly migrated embedded database. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { startEmbedded } from '../apps/server/src/platform/database/embedded.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'

const root = path.join(import.meta.dirname, '..')
const target = path.join(root, 'apps/server/src/platform/database/tables.gen.ts')
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-generate-'))
fs.chmodSync(dataDir, 0o755)
const embedded = await startEmbedded({ dataDir, unsafeFast: true })
try {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool(embedded.connection) }) })
  await migrate(database, path.join(root, 'db/migrations'))
  await database.destroy()
  const { host, user } = embedded.connection
  const run = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect', 'postgres', '--url', `postgres://${user}@localhost/postgres?host=${encodeURIComponent(String(host))}`,
      '--out-file', target, '--numeric-parser', 'number', '--date-parser', 'timestamp', '--exclude-pattern', '{migration,migration_lock}',
      '--type-only-imports', '--overrides', JSON.stringify({ columns: {} }),
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  if (run.status !== 0) throw new Error('kysely-codegen failed')
  // int8 arrives as number through the pool's parsers.
  if (!process.argv.includes('--verify')) {
    const text = fs.readFileSync(target, 'utf8').replace(/export type Int8 = .*;/, 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;')
    fs.writeFileSync(target, text)
  }
} finally {
  await embedded.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
}
