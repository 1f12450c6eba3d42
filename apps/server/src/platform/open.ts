import fs from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { DatabaseClock } from './clock.ts'
import { BadConfig, type Config } from './config.ts'
import { readKey, sealer } from './crypto/seal.ts'
import { openDatabase, openPool } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { EventBus } from './event-bus.ts'
import { Jobs } from './jobs.ts'
import { openLog } from './log.ts'
import type { Platform } from './platform.ts'
import { performer } from './unit-of-work.ts'

export interface OpenedPlatform {
  readonly platform: Platform
  close(): Promise<void>
}

/** Beyond this the clocks of machine and database disagree so far that somebody should know. Milliseconds. */
const ALARMING_OFFSET = 1_000

/** Opens what everything stands on. @throws with a sentence for the operator when something is not as it must be. */
export async function openPlatform(
  config: Config,
  migrations: string,
  say: (text: string) => void,
): Promise<OpenedPlatform> {
  fs.mkdirSync(config.dataDir, { recursive: true })
  const unlock = config.databaseUrl ? () => {} : lockDataDir(config.dataDir)
  const log = openLog(config.logLevel)
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
  const connection = embedded ? embedded.connection : { connectionString: config.databaseUrl! }
  say(embedded ? 'embedded PostgreSQL runs' : 'connecting to the database')
  const pool = openPool(connection, log)
  const database = openDatabase(pool)
  const migrated = await migrate(database as never, migrations)
  if (migrated.length > 0) say(`migrated: ${migrated.join(', ')}`)

  const clock = new DatabaseClock()
  const keepInStep = async (): Promise<void> => {
    const asked = Date.now()
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database)
    const offset = clock.keepInStepWith(rows[0]!.now.getTime(), asked, Date.now())
    if (Math.abs(offset) > ALARMING_OFFSET)
      log.error({ offset }, "this machine's clock and the database's differ by more than a second")
  }
  await keepInStep()
  const ticking = setInterval(
    () =>
      void keepInStep().catch((error: Error) =>
        log.warn({ error: error.message }, 'the database did not tell its time'),
      ),
    30_000,
  )

  const key = readKey(config.keyFile ?? path.join(config.dataDir, 'key'), embedded !== null && config.keyFile === null)
  const events = new EventBus()
  const platform: Platform = {
    database,
    clock,
    events,
    log,
    perform: performer(database, clock, events.emitter),
    jobs: new Jobs(connection, database, log),
    sealer: sealer(key),
  }
  return {
    platform,
    async close() {
      clearInterval(ticking)
      await database.destroy()
      await embedded?.stop()
      unlock()
    },
  }
}

/** One process for one embedded database: two would each believe the memory of their own. */
function lockDataDir(dataDir: string): () => void {
  const file = path.join(dataDir, 'lock')
  for (;;)
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => fs.rmSync(file, { force: true })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
      const pid = Number(fs.readFileSync(file, 'utf8'))
      if (pid !== process.pid && isAlive(pid))
        throw new BadConfig(
          `Remit runs already on ${dataDir} (process ${pid}). Stop it, or set REMIT_DATA_DIR to another folder, or use DATABASE_URL to run several.`,
        )
      fs.rmSync(file, { force: true })
    }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as { code?: string }).code === 'ESRCH') return false
  }
  // A pid is given again after a restart of the machine: only a Node process can be Remit.
  try {
    return /main\.[jt]s/.test(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')) || process.platform !== 'linux'
  } catch {
    return process.platform !== 'linux'
  }
}
