import {
  type AccountId,
  accept,
  type EntitlementId,
  type IdentityId,
  type LedgerEntryId,
  type OperationId,
  type Result,
  refuse,
} from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { findApplication, type StoredApplication } from '../applications/index.ts'
import { lockIdentities } from '../identities/index.ts'
import { record } from '../ledger/index.ts'
import type { Operation, Said } from './domain/operation.ts'
import type { Refused } from './domain/refusals.ts'
import { type GrantsOf, planOperations } from './plan.ts'
import { tell } from './settle-run.ts'
import {
  findOperation,
  handDone,
  insertOperations,
  lockOperation,
  openOperationsOfAccounts,
  rewrite,
  supersede,
} from './store.ts'

const said = (work: UnitOfWork, word: Said['said'], reason?: string): Said => ({
  said: word,
  by: work.by.name,
  at: new Date(work.now).toISOString(),
  ...(reason ? { reason } : {}),
})

/**
 * Asks the target again, now: after a declined operation once its cause is mended, or without waiting for the pause to
 * end. Not for what is not wanted any more: whoever says so years later must not give what nobody grants.
 */
export async function retry(work: UnitOfWork, grantsOf: GrantsOf, id: OperationId): Promise<Result<void, Refused>> {
  const found = await findOperation(work.tx, id)
  if (!found) return refuse('operation.not-found')
  // Before the operation, as whoever plans locks them.
  if (found.identity !== null) await lockIdentities(work.tx, [found.identity])
  const operation = (await lockOperation(work.tx, id))!
  if (operation.state === 'running') return refuse('operation.running')
  if (!['declined', 'later', 'unknown', 'done', 'waiting', 'manual'].includes(operation.state))
    return refuse('operation.not-retryable', `It is ${operation.state}.`)
  // What may have happened must be looked for first; to what was declined nothing has happened.
  const state = operation.state === 'unknown' || operation.state === 'done' ? 'unknown' : 'waiting'
  await rewrite(work.tx, id, { state, dueAt: work.now, said: said(work, 'retried'), settledAt: null })
  await note(work, 'operation.retried', operation)
  if (operation.identity === null) return accept()
  const because = { identity: operation.identity, opened: [], closed: [], entry: operation.entry }
  await planOperations(work, grantsOf, [because], 'act', operation.application)
  return (await findOperation(work.tx, id))?.state === 'superseded' ? refuse('operation.not-wanted') : accept()
}

/** A person says it is done by hand. The next import sees whether it is. */
export async function complete(work: UnitOfWork, id: OperationId, evidence: string): Promise<Result<void, Refused>> {
  const operation = await lockOperation(work.tx, id)
  if (!operation) return refuse('operation.not-found')
  if (operation.state !== 'manual') return refuse('operation.not-manual', `It is ${operation.state}.`)
  await rewrite(work.tx, id, {
    state: 'done',
    dueAt: work.now,
    said: said(work, 'completed', evidence),
    settledAt: null,
  })
  await note(work, 'operation.completed', operation, evidence)
  return accept()
}

/** Leaves it undone, with a reason. It is asked for again when the grant begins anew. */
export async function skip(work: UnitOfWork, id: OperationId, reason: string): Promise<Result<void, Refused>> {
  const operation = await lockOperation(work.tx, id)
  if (!operation) return refuse('operation.not-found')
  if (operation.state === 'running') return refuse('operation.running')
  if (operation.state === 'verified' || operation.state === 'superseded')
    return refuse('operation.settled', `It is ${operation.state}.`)
  await rewrite(work.tx, id, {
    state: 'superseded',
    dueAt: work.now,
    said: said(work, 'skipped', reason),
    settledAt: work.now,
  })
  const application = (await findApplication(work.tx, { id: operation.application }))!
  await tell(work, application, operation, 'superseded', reason)
  return accept()
}

async function note(work: UnitOfWork, action: string, operation: Operation, justification?: string): Promise<void> {
  await record(work, {
    action,
    subject: { kind: 'operation', id: operation.id },
    cause: operation.entry,
    detail: { name: operation.kind, was: operation.state, ...(justification ? { justification } : {}) },
  })
}

export interface Removal {
  /** `null`: the application says it of the identity itself, and only a person can change that. */
  readonly account: AccountId | null
  readonly identity: IdentityId | null
  readonly entitlement: EntitlementId
}

/** Takes holdings away that nobody granted, because a person said so. */
export async function removeHoldings(
  work: UnitOfWork,
  application: StoredApplication,
  removals: readonly Removal[],
  entry: LedgerEntryId,
): Promise<void> {
  const state = application.spec.fulfilment === 'manual' ? 'manual' : 'waiting'
  await insertOperations(
    work.tx,
    removals.map((one) => ({
      ...one,
      id: newId<OperationId>(),
      application: application.id,
      kind: 'removeEntitlement',
      payload: {},
      state: one.account === null ? 'manual' : state,
      entry,
    })),
    work.now,
  )
}

/** Ends what is open for accounts that are no more. */
export async function endForAccounts(work: UnitOfWork, accounts: readonly AccountId[]): Promise<void> {
  await supersede(
    work.tx,
    await openOperationsOfAccounts(work.tx, accounts),
    { said: 'superseded', at: new Date(work.now).toISOString(), reason: 'The account is gone.' },
    work.now,
  )
}

/**
 * After an import: what a person did is verified where it is to be seen. What was reported done and is not to be seen
 * goes back to the person, who is told so.
 */
export async function settleByImport(
  work: UnitOfWork,
  application: StoredApplication,
  isSo: (operation: Operation) => boolean | null,
): Promise<void> {
  for (const operation of await handDone(work.tx, application.id)) {
    const so = isSo(operation)
    if (so === true) {
      await rewrite(work.tx, operation.id, {
        state: 'verified',
        dueAt: work.now,
        said: said(work, 'seen'),
        settledAt: work.now,
      })
      await tell(work, application, operation, 'verified', null)
    } else if (so === false && operation.state === 'done')
      await rewrite(work.tx, operation.id, {
        state: 'manual',
        dueAt: work.now,
        said: said(work, 'not-seen', 'It was reported as done; the import does not show it.'),
        settledAt: null,
      })
  }
}
