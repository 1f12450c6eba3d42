import fs from 'node:fs/promises'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'

/** Runs what is missing of db/migrations, all in one transaction; two processes at once wait for each other. */
export async function migrate(database: Kysely<unknown>, folder: string): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: database as unknown as Kysely<never>,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    provider: {
      async getMigrations() {
        const files = (await fs.readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
        return Object.fromEntries(
          await Promise.all(
            files.map(async (file) => {
              const text = await fs.readFile(path.join(folder, file), 'utf8')
              return [
                file.replace(/\.sql$/, ''),
                { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
              ] as const
            }),
          ),
        )
      },
    },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(`migration ${failed ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  return (results ?? []).map((result) => result.migrationName)
}
