import { createHash } from 'node:crypto'
import { type AccountId, type EntitlementId, type Instant, parseInstant } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { type Account, accountsIn, identitiesTold, missingFrom, type StoredApplication } from '../applications/index.ts'
import { entitlementsOf } from '../catalog/index.ts'
import { type Holding, holdingsIn, type SeenHolding, type Tie, tiesIn, touchedSince } from '../provisioning/index.ts'
import type { Vanishing } from './domain/import-brake.ts'
import type { Reading } from './reading.ts'

/** What a complete reading did not find again. Nothing of it is gone yet. */
export interface Missing {
  readonly accounts: readonly Account[]
  readonly holdings: readonly Holding[]
  readonly ties: readonly Tie[]
  readonly vanishing: readonly Vanishing[]
  /** Of exactly this list: what is let go is what was shown. */
  readonly hash: string
}

const pair = (account: string, entitlement: string): string => `${account}|${entitlement}`
const tieKey = (one: Pick<Tie, 'key' | 'entitlement' | 'relation'>): string =>
  `${one.key}|${one.entitlement}|${one.relation}`

/** @param since when the reading began: what was written later it knows nothing of. */
export async function missingIn(
  tx: Tx,
  application: StoredApplication,
  reading: Reading,
  since: Instant,
): Promise<Missing> {
  const accounts = await accountsIn(tx, application.id)
  const entitlements = await entitlementsOf(tx, application.id)
  const gone = reading.complete.accounts ? missingFrom(accounts, reading.accounts, since) : []
  const seen = seenIn(
    reading,
    new Map(accounts.map((one) => [one.nativeId, one.id])),
    new Map(entitlements.map((one) => [one.nativeId, one.id])),
  )
  const held = await holdingsIn(tx, application.id)
  const tied = await tiesIn(tx, application.id)
  const untouched = await notTouched(tx, application, since)
  const read = new Set(seen.holdings.map((one) => pair(one.account, one.entitlement)))
  const lost = new Set(gone.map((one) => one.id))
  const holdings = reading.complete.holdings
    ? held.filter(
        (one) =>
          !read.has(pair(one.account, one.entitlement)) &&
          one.observedAt < since &&
          untouched(one) &&
          !lost.has(one.account),
      )
    : []
  const told = new Set(seen.ties.map(tieKey))
  const ties = reading.complete.holdings ? tied.filter((one) => !told.has(tieKey(one))) : []
  const stillThere = new Set(reading.entitlements.map((one) => one.nativeId))
  const present = entitlements.filter((one) => one.present)
  const vanished = reading.complete.entitlements ? present.filter((one) => !stillThere.has(one.nativeId)) : []
  const list = [
    ...gone.map((one) => `account ${one.nativeId}`),
    ...holdings.map((one) => `holding ${pair(one.account, one.entitlement)}`),
    ...ties.map((one) => `tie ${tieKey(one)}`),
    ...vanished.map((one) => `entitlement ${one.nativeId}`),
  ]
  return {
    accounts: gone,
    holdings,
    ties,
    vanishing: [
      { what: 'accounts', known: accounts.length, gone: gone.length },
      { what: 'holdings', known: held.length + tied.length, gone: holdings.length + ties.length },
      { what: 'entitlements', known: present.length, gone: vanished.length },
    ],
    hash: hashOf(list),
  }
}

/** Holdings that operations may have changed while the reading was under way are left as operations saw them. */
export async function notTouched(
  tx: Tx,
  application: StoredApplication,
  since: Instant,
): Promise<(one: { readonly account: AccountId; readonly entitlement: EntitlementId }) => boolean> {
  const touched = new Set(
    (await touchedSince(tx, application.id, since)).map((one) => pair(one.account, one.entitlement)),
  )
  return (one) => !touched.has(pair(one.account, one.entitlement))
}

/** SHA-256 over a list, whatever its order. */
export const hashOf = (list: readonly string[]): string =>
  createHash('sha256')
    .update([...list].sort().join('\n'))
    .digest('hex')
    .slice(0, 32)

export interface Seen {
  readonly holdings: readonly SeenHolding[]
  /** Without the identity: who that is, `tiesWithPeople` finds out. */
  readonly ties: readonly Tie[]
  /** Of accounts or entitlements that the same reading does not tell of. */
  readonly dangling: number
}

/** What the holdings of a reading mean to us: of accounts we know, or of identities themselves. */
export function seenIn(
  reading: Reading,
  accounts: ReadonlyMap<string, AccountId>,
  entitlements: ReadonlyMap<string, EntitlementId>,
  notAccess: ReadonlySet<string> = new Set(),
): Seen {
  const holdings = new Map<string, SeenHolding>()
  const ties = new Map<string, Tie>()
  let dangling = 0
  for (const told of reading.holdings) {
    const entitlement = entitlements.get(told.entitlement)
    const access = !notAccess.has(told.relation ?? '')
    if (!entitlement) dangling++
    else if (told.principal === 'identity') {
      const tie: Tie = { key: told.account, identity: null, entitlement, relation: told.relation ?? '', access }
      ties.set(tieKey(tie), tie)
    } else {
      const account = accounts.get(told.account)
      if (!account) dangling++
      else if (access)
        holdings.set(pair(account, entitlement), {
          account,
          entitlement,
          lastUsed: told.lastUsed === undefined ? null : parseInstant(told.lastUsed),
        })
    }
  }
  return { holdings: [...holdings.values()], ties: [...ties.values()], dangling }
}

export async function tiesWithPeople(tx: Tx, ties: readonly Tie[]): Promise<readonly Tie[]> {
  if (ties.length === 0) return ties
  const people = await identitiesTold(tx, [...new Set(ties.map((one) => one.key))])
  return ties.map((one) => ({ ...one, identity: people.get(one.key) ?? null }))
}
