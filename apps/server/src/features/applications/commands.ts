import type { AccountRecord } from '@remit/connector-sdk'
import { type AccountId, accept, type IdentityId, type OperationId, type Result, refuse } from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { record } from '../ledger/index.ts'
import {
  type Account,
  accountsIn,
  accountsOf,
  findAccountByNativeId,
  identityByName,
  lockAccount,
  writeAccounts,
  writeReceivers,
} from './account-store.ts'
import { placeOf, type Reaching } from './connections.ts'
import { secretName, secretSettings } from './domain/documents.ts'
import type { Refused } from './domain/refusals.ts'
import { chooseReceivers } from './save-accounts.ts'
import { findApplication, type StoredApplication, writeSecrets } from './store.ts'

/** Seals a secret. It can be replaced and never be read again. */
export async function setSecret(
  work: UnitOfWork,
  platform: Platform,
  { connectors }: Reaching,
  name: string,
  setting: string,
  secret: string,
): Promise<Result<void, Refused>> {
  const application = await findApplication(work.tx, { name })
  if (!application) return refuse('application.not-found')
  const allowed = secretSettings(connectors.get(application.connector)?.settings ?? {})
  if (!allowed.has(setting))
    return refuse('application.no-such-secret', `There are: ${[...allowed].join(', ') || 'none'}.`)
  const variable = secretName(application.spec.settings[setting])
  if (variable !== null) return refuse('application.managed-by-files', `It comes from ${variable}.`)
  await writeSecrets(work.tx, application.id, {
    ...application.secrets,
    [setting]: platform.sealer.seal(secret, placeOf(application.id, setting)),
  })
  await record(work, {
    action: 'application.secret-set',
    subject: { kind: 'application', id: application.id },
    detail: { name, setting },
  })
  return accept()
}

/** Says whose account it is; `null`: nobody's. A person's word stands until a person says otherwise. */
export async function correlateByHand(
  work: UnitOfWork,
  id: AccountId,
  identity: string | null,
): Promise<Result<void, Refused>> {
  const account = await lockAccount(work.tx, id)
  if (!account) return refuse('account.not-found')
  const owner = identity === null ? null : await identityByName(work.tx, identity)
  if (identity !== null && !owner) return refuse('identity.not-found', identity)
  const application = (await findApplication(work.tx, { id: account.application }))!
  const next: Account = {
    ...account,
    identity: owner?.id ?? null,
    correlatedBy: `person: ${work.by.name}`,
    receives: false,
  }
  await writeAccounts(work.tx, [next])
  const touched = new Set([account.identity, next.identity].filter((one) => one !== null))
  await chooseReceivers(work, application, await accountsIn(work.tx, account.application), touched)
  await record(work, {
    action: 'account.correlated',
    subject: { kind: 'account', id },
    detail: {
      name: named(account),
      application: application.name,
      identity: owner?.name ?? null,
      before: account.identity,
    },
  })
  await work.emit({ kind: 'accounts.changed', identities: [...touched] })
  return accept()
}

/** Makes this account, of all that its identity has in the application, the one that is provisioned. */
export async function letReceive(work: UnitOfWork, id: AccountId): Promise<Result<void, Refused>> {
  const account = await lockAccount(work.tx, id)
  if (!account) return refuse('account.not-found')
  if (account.identity === null) return refuse('account.nobody')
  if (account.receives) return accept()
  await writeReceivers(work.tx, account.application, new Map([[account.identity, id]]))
  await record(work, {
    action: 'account.receives',
    subject: { kind: 'account', id },
    detail: { name: named(account), identity: account.identity },
  })
  await work.emit({ kind: 'accounts.changed', identities: [account.identity] })
  return accept()
}

const named = (account: Account): string => account.userName || account.nativeId

/** An account as it was read back: after a creation with whose it is, else as it has become. */
export async function saveReadAccount(
  work: UnitOfWork,
  application: StoredApplication,
  told: AccountRecord,
  made: { readonly identity: IdentityId; readonly operation: OperationId; readonly certainlyMade: boolean } | null,
): Promise<Account> {
  const before = await findAccountByNativeId(work.tx, application.id, told.nativeId)
  const account: Account = {
    id: before?.id ?? newId<AccountId>(),
    application: application.id,
    nativeId: told.nativeId,
    identity: made?.identity ?? before?.identity ?? null,
    correlatedBy: before?.correlatedBy ?? (made ? `operation ${made.operation}` : null),
    receives: before?.receives ?? false,
    userName: told.userName ?? '',
    displayName: told.displayName ?? '',
    email: told.email ?? '',
    status: told.status,
    attributes: told.attributes,
    lastUsed: before?.lastUsed ?? null,
    madeBy: before?.madeBy ?? (made?.certainlyMade ? made.operation : null),
    readAt: work.now,
  }
  await writeAccounts(work.tx, [account])
  if (account.identity === null) return account
  const theirs = (await accountsOf(work.tx, [account.identity])).filter((one) => one.application === application.id)
  const receives = await chooseReceivers(work, application, theirs, new Set([account.identity]))
  return { ...account, receives: receives.get(account.id) === true }
}
