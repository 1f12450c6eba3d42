import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Generated } from './generated.ts'
import { type Bench, onMigratedDatabase } from './migrated-database.ts'

const ROOT = path.join(import.meta.dirname, '..')
const TARGET = 'apps/server/src/platform/database/tables.gen.ts'

/** The types of all tables, read from a database that was migrated a moment ago: the SQL is the truth. */
export async function generateTables({ url, folder }: Bench): Promise<Generated> {
  const file = path.join(folder, 'tables.gen.ts')
  const run = spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...['--dialect', 'postgres', '--url', url, '--out-file', file, '--log-level', 'error'],
      ...['--numeric-parser', 'number', '--date-parser', 'timestamp', '--type-only-imports'],
      ...['--exclude-pattern', '{migration,migration_lock}'],
    ],
    { stdio: ['ignore', 2, 2], cwd: ROOT },
  )
  if (run.status !== 0) throw new Error('kysely-codegen failed; what it said stands above.')
  // Our pools read int8 as a number.
  const ours = 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;'
  return new Map([[TARGET, fs.readFileSync(file, 'utf8').replace(/export type Int8 = .*;/, ours)]])
}

if (process.argv[1] === import.meta.filename)
  for (const [file, text] of await onMigratedDatabase(generateTables)) fs.writeFileSync(path.join(ROOT, file), text)
