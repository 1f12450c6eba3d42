import { randomBytes } from 'node:crypto'
import { type Actor, type Instant, parseInstant } from '@remit/kernel'
import pg from 'pg'
import { inject } from 'vitest'
import { StoppedClock } from '../platform/clock.ts'
import { sealer } from '../platform/crypto/seal.ts'
import { openDatabase, openPool } from '../platform/database/connect.ts'
import { EventBus } from '../platform/event-bus.ts'
import { Jobs } from '../platform/jobs.ts'
import { openLog } from '../platform/log.ts'
import type { Platform } from '../platform/platform.ts'
import { performer } from '../platform/unit-of-work.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { host: string; user: string; password?: string; port?: number }
  }
}

export interface TestDatabase {
  readonly connection: pg.PoolConfig
  drop(): Promise<void>
}

/** A database of its own, cloned from the migrated template. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ ...server, database: 'postgres' })
  await admin.connect()
  for (let attempt = 0; ; attempt++)
    try {
      await admin.query(`create database ${name} template remit_template`)
      break
    } catch (error) {
      // The template is being cloned by another file.
      if ((error as { code?: string }).code !== '55006' || attempt > 100) throw error
      await new Promise((resume) => setTimeout(resume, 50))
    }
  return {
    connection: { ...server, database: name },
    async drop() {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

export const TESTER: Actor = { kind: 'system', name: 'test' }
export const MONDAY = parseInstant('2026-03-02T09:00:00Z') as Instant

export interface TestPlatform extends Platform {
  readonly clock: StoppedClock
  readonly connection: pg.PoolConfig
  close(): Promise<void>
}

/**
 * The platform on a database of its own, with a stopped clock. Jobs are not started: `jobs.start(true)` where they matter.
 * @param beside another process: on the same database, with the same keys and the same clock.
 */
export async function testPlatform(beside: TestPlatform | null = null, log = openLog('error')): Promise<TestPlatform> {
  const { connection, drop } = beside ? { connection: beside.connection, drop: async () => {} } : await testDatabase()
  const pool = openPool(connection, log, 8)
  const database = openDatabase(pool)
  const clock = beside?.clock ?? new StoppedClock(MONDAY)
  const events = new EventBus()
  const jobs = new Jobs(connection, database, log)
  return {
    database,
    clock,
    events,
    jobs,
    log,
    connection,
    perform: performer(database, clock, events.emitter),
    sealer: beside?.sealer ?? sealer(randomBytes(32)),
    async close() {
      await database.destroy()
      await drop()
    },
  }
}
