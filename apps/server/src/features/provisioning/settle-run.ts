import type { AccountId, OperationId } from '@remit/kernel'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import {
  correlationOf,
  deleteAccounts,
  findAccount,
  noteAnswer,
  type StoredApplication,
  saveReadAccount,
} from '../applications/index.ts'
import { entitlementNames, nativeIdOf } from '../catalog/index.ts'
import { identityNames, lockIdentities } from '../identities/index.ts'
import { record } from '../ledger/index.ts'
import type { CarriedOut } from './carry-out.ts'
import type { Operation } from './domain/operation.ts'
import { stateAfter, type Verdict } from './domain/verdict.ts'
import { deleteHoldings, writeHoldings } from './holding-store.ts'
import { settle, stillHeld } from './lease-store.ts'
import { type GrantsOf, planOperations } from './plan.ts'
import { giveAccount, receivingAccount } from './store.ts'

/** Writes down what came of a run: the operation, what was read back, the ledger, and what follows, in one. */
export async function settleRun(
  work: UnitOfWork,
  grantsOf: GrantsOf,
  application: StoredApplication,
  operation: Operation,
  done: CarriedOut,
  jitter: number,
): Promise<void> {
  if (operation.identity !== null) await lockIdentities(work.tx, [operation.identity])
  // Somebody took it over while we were away: what they saw and wrote down is newer than what we saw.
  if (!(await stillHeld(work.tx, operation))) return
  const verdict = await whoseIsIt(work, application, operation, done)
  const next = stateAfter(operation, verdict, work.now, jitter)
  const account =
    verdict.is === 'verified' ? await keepWhatWasSeen(work, application, operation, done) : operation.account
  await settle(work.tx, operation.id, { ...next, account, settledAt: next.settled ? work.now : null })
  await noteAnswer(work, application.id, application.name, done.failure)
  if (!next.settled) return
  await tell(
    work,
    application,
    { ...operation, account },
    next.state as 'verified' | 'declined',
    next.said.reason ?? null,
  )
  if (verdict.is === 'verified' && operation.identity !== null && operation.kind !== 'deleteAccount')
    await planOperations(
      work,
      grantsOf,
      [{ identity: operation.identity, opened: [], closed: [], entry: operation.entry }],
      'act',
      application.id,
    )
}

/** An account of the wanted name may be somebody else's: then it is not taken, whatever the target answered. */
async function whoseIsIt(
  work: UnitOfWork,
  application: StoredApplication,
  operation: Operation,
  { verdict, observed, byUs }: CarriedOut,
): Promise<Verdict> {
  if (operation.kind !== 'createAccount' || verdict.is !== 'verified' || !observed?.account) return verdict
  const owner = await correlationOf(work.tx, application, observed.account)
  if (owner === operation.identity || (owner === null && byUs)) return verdict
  const name = operation.payload.userName ?? observed.account.nativeId
  return {
    is: 'declined',
    reason:
      owner === null
        ? `There is an account "${name}" already, and nothing says whose it is. Say so, or change the mapping.`
        : `The account "${name}" belongs to somebody else.`,
  }
}

async function keepWhatWasSeen(
  work: UnitOfWork,
  application: StoredApplication,
  operation: Operation,
  { observed, byUs }: CarriedOut,
): Promise<AccountId | null> {
  const known =
    operation.account ??
    (operation.identity === null ? null : await receivingAccount(work.tx, application.id, operation.identity))
  if (operation.kind === 'deleteAccount') {
    if (known) await deleteAccounts(work.tx, [known])
    return null
  }
  if (!observed?.account) return known
  const made =
    operation.kind === 'createAccount'
      ? { identity: operation.identity!, operation: operation.id, certainlyMade: byUs }
      : null
  const account = await saveReadAccount(work, application, observed.account, made)
  if (operation.kind === 'createAccount') await giveAccount(work.tx, application.id, operation.identity!, account.id)
  if (operation.entitlement !== null) await keepHolding(work, operation.id, account.id, operation, observed.holdings)
  return account.id
}

async function keepHolding(
  work: UnitOfWork,
  id: OperationId,
  account: AccountId,
  { entitlement }: Operation,
  holdings: readonly string[],
): Promise<void> {
  const native = await nativeIdOf(work.tx, entitlement!)
  if (native !== null && holdings.includes(native))
    await writeHoldings(work.tx, [{ account, entitlement: entitlement!, lastUsed: null, madeBy: id }], work.now)
  else await deleteHoldings(work.tx, [{ account, entitlement: entitlement! }])
}

/** The end of an operation, in the ledger and to whoever listens. */
export async function tell(
  work: UnitOfWork,
  application: StoredApplication,
  operation: Operation,
  state: 'verified' | 'declined' | 'superseded',
  reason: string | null,
): Promise<void> {
  const people = operation.identity === null ? new Map() : await identityNames(work.tx, [operation.identity])
  const names = operation.entitlement === null ? new Map() : await entitlementNames(work.tx, [operation.entitlement])
  const account = operation.account === null ? null : await findAccount(work.tx, operation.account)
  await record(work, {
    action: `operation.${state}`,
    subject: { kind: 'operation', id: operation.id },
    cause: operation.entry,
    detail: {
      kind: operation.kind,
      application: application.name,
      identity: operation.identity === null ? null : people.get(operation.identity)?.name,
      account: account ? account.userName || account.nativeId : (operation.payload.userName ?? null),
      ...(operation.entitlement === null ? {} : { entitlement: names.get(operation.entitlement) }),
      ...(reason === null ? {} : { why: reason }),
      name: [
        operation.kind,
        operation.entitlement === null ? application.name : names.get(operation.entitlement),
        'for',
        account?.userName || operation.payload.userName || '',
      ]
        .join(' ')
        .trim(),
    },
  })
  const { id, identity, entitlement, kind } = operation
  await work.emit({
    kind: 'operations.settled',
    operations: [
      { id, application: application.id, identity, account: operation.account, entitlement, kind, state, reason },
    ],
  })
}
