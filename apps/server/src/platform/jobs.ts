import type { Actor } from '@remit/kernel'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Json } from './crypto/canonical-json.ts'
import { scope, type Tx } from './database/scope.ts'
import type { DB } from './database/tables.gen.ts'
import { newId } from './ids.ts'
import type { Log } from './log.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const own = (tx: Tx) => scope<'job'>(tx)

export interface JobAtWork<Data> {
  readonly id: string
  readonly data: Data
  readonly by: Actor
  /** Told to whoever waits; written at most a few times a second. */
  progress(phase: string, done: number, total: number): Promise<void>
}

export interface JobState {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly phase: string
  readonly done: number
  readonly total: number
  readonly result: Json
  readonly madeBy: string
  readonly madeAt: Date
  readonly endedAt: Date | null
}

/**
 * Work that takes longer than an answer may. Enqueued in the transaction of what asks for it, at least once: a process
 * that dies is followed by another run within seconds, so every handler must be right when run twice.
 */
export class Jobs {
  readonly #boss: PgBoss
  readonly #database: Kysely<DB>
  readonly #log: Log
  readonly #handlers = new Map<string, (job: JobAtWork<never>) => Promise<Json>>()

  constructor(connection: pg.PoolConfig, database: Kysely<DB>, log: Log) {
    this.#boss = new PgBoss({
      ...(connection as { host?: string }),
      max: 4,
      application_name: 'remit-jobs',
      superviseIntervalSeconds: 10,
      maintenanceIntervalSeconds: 600,
    } as ConstructorParameters<typeof PgBoss>[0] & object)
    this.#boss.on('error', (error: unknown) => log.error({ error: String(error) }, 'jobs'))
    this.#database = database
    this.#log = log
  }

  define<Data extends object>(kind: string, handler: (job: JobAtWork<Data>) => Promise<Json>): void {
    this.#handlers.set(kind, handler as (job: JobAtWork<never>) => Promise<Json>)
  }

  async enqueue(work: UnitOfWork, kind: string, subject: string, data: object): Promise<string> {
    const id = newId() as string
    await own(work.tx)
      .insertInto('job')
      .values({ id, kind, subject, state: 'queued', made_by: work.by.name, made_at: new Date(work.now) })
      .execute()
    await this.#boss.send(
      kind,
      { ...data, job: id, by: work.by },
      { db: fromKysely(work.tx as Kysely<unknown>), retryLimit: 3 },
    )
    return id
  }

  async find(tx: Tx, id: string): Promise<JobState | null> {
    const row = await own(tx).selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return null
    const { made_by, made_at, ended_at, ...rest } = row
    return {
      ...rest,
      state: row.state as JobState['state'],
      result: row.result as Json,
      madeBy: made_by,
      madeAt: made_at,
      endedAt: ended_at,
    }
  }

  /** @param working whether this process takes jobs, or only asks for them. */
  async start(working: boolean): Promise<void> {
    await this.#boss.start()
    for (const [kind, handler] of this.#handlers) {
      await this.#boss.createQueue(kind, { heartbeatSeconds: 10, retryLimit: 3, retryBackoff: true })
      if (!working) continue
      await this.#boss.work<{ job: string; by: Actor }>(
        kind,
        { batchSize: 1, pollingIntervalSeconds: 0.5 },
        async ([taken]) => {
          if (!taken) return
          const { job: id, by, ...data } = taken.data
          await this.#run(id, by, data, handler)
        },
      )
    }
  }

  async #run(id: string, by: Actor, data: object, handler: (job: JobAtWork<never>) => Promise<Json>): Promise<void> {
    const set = (values: object) => own(this.#database).updateTable('job').set(values).where('id', '=', id).execute()
    await set({ state: 'running' })
    let told = 0
    try {
      const result = await handler({
        id,
        data: data as never,
        by,
        progress: async (phase, done, total) => {
          if (Date.now() - told < 250 && done < total) return
          told = Date.now()
          await set({ phase, done, total })
        },
      })
      await set({ state: 'done', result: JSON.stringify(result), ended_at: new Date() })
    } catch (error) {
      this.#log.error({ job: id, error: error instanceof Error ? error.stack : String(error) }, 'a job failed')
      await set({
        state: 'failed',
        result: JSON.stringify({ error: error instanceof Error ? error.message : String(error) }),
        ended_at: new Date(),
      })
    }
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 8000 })
  }
}
