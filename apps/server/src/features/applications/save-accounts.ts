import type { AccountRecord } from '@remit/connector-sdk'
import { type AccountId, days, type IdentityId, type Instant, parseInstant } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import {
  type Account,
  accountsIn,
  callings,
  deleteAccounts,
  findAccountByNativeId,
  identitiesHaving,
  identitiesTold,
  writeAccounts,
  writeReceivers,
} from './account-store.ts'
import { chooseReceiver } from './domain/choose-receiver.ts'
import { type Correlated, correlate, textOf } from './domain/correlate.ts'
import type { CorrelationRule } from './domain/spec.ts'
import type { StoredApplication } from './store.ts'

export interface AccountsSaved {
  /** By native id: every account the application has now. */
  readonly accounts: ReadonlyMap<string, Account>
  readonly created: number
  readonly changed: number
  readonly gone: readonly Account[]
  /** Identities whose accounts are others than before. */
  readonly touched: ReadonlySet<IdentityId>
}

/** Accounts known before that a complete reading begun at `since` did not find. What was written later is not proved absent by it. */
export const missingFrom = (
  known: readonly Account[],
  records: readonly AccountRecord[],
  since: Instant,
): readonly Account[] => {
  const read = new Set(records.map((one) => one.nativeId))
  return known.filter((one) => !read.has(one.nativeId) && one.readAt < since)
}

/**
 * Takes over the accounts as they were read, says whose they are and which one of several receives. A correlation that
 * stands is left alone: it was certain when it was made, or a person said so.
 */
export async function saveAccounts(
  work: UnitOfWork,
  application: StoredApplication,
  records: readonly AccountRecord[],
  read: { readonly complete: boolean; readonly since: Instant },
): Promise<AccountsSaved> {
  const known = await accountsIn(work.tx, application.id)
  const byNative = new Map(known.map((one) => [one.nativeId, one]))
  const unowned = records.filter(
    (one) => byNative.get(one.nativeId)?.identity == null && byNative.get(one.nativeId)?.correlatedBy == null,
  )
  const owners = await correlateAccounts(work.tx, application.spec.correlation, unowned)
  const rows = records.map((one) =>
    asAccount(work.now, application, one, byNative.get(one.nativeId), owners.get(one.nativeId) ?? null),
  )
  const written = rows.filter((row) => differs(byNative.get(row.nativeId), row))
  const gone = read.complete ? missingFrom(known, records, read.since) : []
  await deleteAccounts(
    work.tx,
    gone.map((one) => one.id),
  )
  await writeAccounts(work.tx, written)

  const touched = new Set([...written, ...gone].flatMap((one) => one.identity ?? []))
  const accounts = new Map([...known, ...rows].map((one) => [one.nativeId, one]))
  for (const one of gone) accounts.delete(one.nativeId)
  const received = await chooseReceivers(work, application, [...accounts.values()], touched)
  for (const [native, account] of accounts)
    accounts.set(native, { ...account, receives: account.identity !== null && received.get(account.id) === true })
  const created = written.filter((row) => !byNative.has(row.nativeId)).length
  return { accounts, created, changed: written.length - created, gone, touched }
}

/** Whose the accounts are, by native id; who points nowhere is missing. */
export async function correlateAccounts(
  tx: Tx,
  rules: readonly CorrelationRule[],
  records: readonly AccountRecord[],
): Promise<ReadonlyMap<string, Correlated>> {
  if (records.length === 0) return new Map()
  const told = await identitiesTold(tx, [...new Set(records.flatMap((one) => one.identity ?? []))])
  const found = new Map<string, ReadonlyMap<string, readonly IdentityId[]>>()
  for (const field of new Set(rules.map((rule) => rule.identity))) {
    const asked = rules.filter((rule) => rule.identity === field)
    const values = new Set(records.flatMap((one) => asked.flatMap((rule) => textOf(one, rule.account) ?? [])))
    found.set(field, await identitiesHaving(tx, field, [...values]))
  }
  const lookup = (field: string, value: string): readonly IdentityId[] =>
    found.get(field)?.get(value.toLowerCase()) ?? []
  return new Map(records.map((one) => [one.nativeId, correlate(one, rules, told, lookup)]))
}

function asAccount(
  now: Instant,
  application: StoredApplication,
  told: AccountRecord,
  before: Account | undefined,
  correlated: Correlated,
): Account {
  const owner = correlated?.is === 'certain' ? correlated : null
  const used = told.lastUsed === undefined ? null : parseInstant(told.lastUsed)
  return {
    id: before?.id ?? newId<AccountId>(),
    application: application.id,
    nativeId: told.nativeId,
    identity: before?.identity ?? owner?.identity ?? null,
    correlatedBy: before?.correlatedBy ?? owner?.by ?? null,
    receives: before?.receives ?? false,
    userName: told.userName ?? '',
    displayName: told.displayName ?? '',
    email: told.email ?? '',
    status: told.status,
    attributes: told.application ? { ...told.attributes, application: told.application } : told.attributes,
    lastUsed: used ?? before?.lastUsed ?? null,
    madeBy: before?.madeBy ?? null,
    readAt: now,
  }
}

/** Last use moves all the time: written once a day, so that the past of accounts stays readable. */
function differs(before: Account | undefined, now: Account): boolean {
  if (!before) return true
  if (now.lastUsed !== null && (before.lastUsed === null || now.lastUsed - before.lastUsed >= days(1))) return true
  const said = (one: Account): string =>
    JSON.stringify([
      one.identity,
      one.userName,
      one.displayName,
      one.email,
      one.status,
      Object.entries(one.attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
    ])
  return said(before) !== said(now)
}

/** Gives every touched identity exactly one account that receives, where it has any. Answers who receives, by account. */
export async function chooseReceivers(
  work: UnitOfWork,
  application: StoredApplication,
  accounts: readonly Account[],
  touched: ReadonlySet<IdentityId>,
): Promise<ReadonlyMap<AccountId, boolean>> {
  const receives = new Map(accounts.map((one) => [one.id, one.receives]))
  const perIdentity = Map.groupBy(
    accounts.filter((one) => one.identity !== null && touched.has(one.identity)),
    (one) => one.identity!,
  )
  const called = await callings(work.tx, [...perIdentity.keys()])
  const chosen = new Map<IdentityId, AccountId>()
  for (const [identity, theirs] of perIdentity) {
    const receiver = chooseReceiver(theirs, application.spec.chooseBy, called.get(identity) ?? [])
    for (const one of theirs) receives.set(one.id, one.id === receiver)
    chosen.set(identity, receiver)
  }
  await writeReceivers(work.tx, application.id, chosen)
  return receives
}

/** Whose one account is: as we know it, else as the rules say for certain; `null`: nobody knows. */
export async function correlationOf(
  tx: Tx,
  application: StoredApplication,
  told: AccountRecord,
): Promise<IdentityId | null> {
  const known = await findAccountByNativeId(tx, application.id, told.nativeId)
  if (known && (known.identity !== null || known.correlatedBy !== null)) return known.identity
  const found = (await correlateAccounts(tx, application.spec.correlation, [told])).get(told.nativeId)
  return found?.is === 'certain' ? found.identity : null
}
