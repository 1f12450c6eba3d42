import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { startEmbedded } from '../apps/server/src/platform/database/embedded.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'

/** A database that holds nothing but the schema of db/migrations, and a folder; both gone afterwards. */
export interface Bench {
  readonly url: string
  readonly folder: string
}

export async function onMigratedDatabase<Answer>(deed: (bench: Bench) => Promise<Answer>): Promise<Answer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-generate-'))
  // PostgreSQL may run as another user than we do (never as root), and has to get in.
  fs.chmodSync(folder, 0o755)
  const embedded = await startEmbedded({ dataDir: folder, unsafeFast: true })
  try {
    const { host, user } = embedded.connection
    const url = `postgres://${user}@localhost/postgres?host=${encodeURIComponent(String(host))}`
    const database = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
    })
    await migrate(database, path.join(import.meta.dirname, '../db/migrations'))
    await database.destroy()
    return await deed({ url, folder })
  } finally {
    await embedded.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
