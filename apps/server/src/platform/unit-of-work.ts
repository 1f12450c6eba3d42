import type { Actor, Instant, LedgerEntryId, Result } from '@remit/kernel'
import { type Kysely, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Tx } from './database/scope.ts'
import type { DB } from './database/tables.gen.ts'
import type { Emit } from './events.ts'

/** All a writing function needs beyond its data. State, ledger entry and what follows commit together or not at all. */
export interface UnitOfWork {
  readonly tx: Tx
  readonly now: Instant
  readonly by: Actor
  /** The ledger entry this work follows from, where it follows from one. */
  readonly cause: LedgerEntryId | null
  readonly emit: Emit
  /** Runs once the transaction is committed and before the deed is answered: memory that must not lag behind its own writes. */
  afterCommit(then: (transaction: bigint) => void | Promise<void>): void
}

export type Perform = <Value, Code extends string>(
  by: Actor,
  deed: (work: UnitOfWork) => Promise<Result<Value, Code>>,
) => Promise<Performed<Result<Value, Code>>>

/** What the deed answered, and the opaque mark of its commit. */
export interface Performed<Answer> {
  readonly answer: Answer
  readonly revision: string
}

const RETRIES = 8
/** Serialisation failure, deadlock: the same work, run again, is right. */
const AGAIN = new Set(['40001', '40P01'])

/** Refused work is rolled back: a refusal leaves no trace but what the caller chooses to record. */
class RolledBack<Answer> extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super('refused')
    this.answer = answer
  }
}

export function performer(database: Kysely<DB>, clock: Clock, emitter: (work: UnitOfWork) => Emit): Perform {
  return async (by, deed) => {
    for (let attempt = 0; ; attempt++) {
      const then: ((transaction: bigint) => void | Promise<void>)[] = []
      const performed = await database
        .transaction()
        .execute(async (tx) => {
          const now = clock.now()
          const { rows } = await sql<{ xid: string }>`
            select pg_current_xact_id()::text as xid, set_config('remit.moment', ${new Date(now).toISOString()}, true)`.execute(
            tx,
          )
          const work: UnitOfWork = {
            tx,
            now,
            by,
            cause: null,
            emit: (event) => emitter(work)(event),
            afterCommit: (deed) => void then.push(deed),
          }
          const answer = await deed(work)
          if (!answer.ok) throw new RolledBack(answer)
          return { answer, transaction: rows[0]!.xid }
        })
        .catch((error: unknown) => {
          if (error instanceof RolledBack)
            return { answer: error.answer as Awaited<ReturnType<typeof deed>>, transaction: null }
          const code = (error as { code?: string }).code
          if (code && AGAIN.has(code) && attempt < RETRIES) return null
          throw error
        })
      if (performed === null) {
        await new Promise((resume) => setTimeout(resume, 5 * 2 ** attempt * (0.5 + Math.random())))
        continue
      }
      const { answer, transaction } = performed
      if (transaction === null) return { answer, revision: '' }
      // Outside of what is retried: the work is committed, whatever becomes of what follows it.
      for (const next of then) await next(BigInt(transaction))
      return { answer, revision: revisionOf(transaction) }
    }
  }
}

/** Opaque to everybody but the server: which transaction an answer comes from. */
export const revisionOf = (xid: string): string => Buffer.from(`1:${xid}`).toString('base64url')

/** The transaction of a revision token, or `null` when it is none of ours. */
export function transactionOf(revision: string): bigint | null {
  const found = /^1:(\d{1,20})$/.exec(Buffer.from(revision, 'base64url').toString('utf8'))
  return found ? BigInt(found[1]!) : null
}
