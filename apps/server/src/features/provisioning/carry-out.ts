import type { AccountRecord, Operations, Outcome, Session } from '@remit/connector-sdk'
import type { Duration } from '@remit/kernel'
import type { OperationKind, Payload } from './domain/operation.ts'
import type { Verdict } from './domain/verdict.ts'

/** An operation with the target's own keys: all that the connector is told. */
export interface Errand {
  /** The same on every try. */
  readonly key: string
  readonly kind: OperationKind
  /** Native id; `null` for a creation. */
  readonly account: string | null
  /** Native id. */
  readonly entitlement: string | null
  readonly payload: Payload
  /** Its answer got lost, or whoever tried died over it: look before doing it again. */
  readonly mayHaveHappened: boolean
  /** The target said it was done: only look. */
  readonly lookOnly: boolean
}

export interface Observed {
  readonly account: AccountRecord | null
  readonly holdings: readonly string[]
}

export interface CarriedOut {
  readonly verdict: Verdict
  /** How it was read back, where it was; `null`: not. */
  readonly observed: Observed | null
  /** The target says this run, and not an earlier state, made it so. */
  readonly byUs: boolean
  /** Why the target did not answer; `null`: it did. */
  readonly failure: string | null
}

const RETRY = 5_000 as Duration

/**
 * Does one operation: looks first where it may have happened, acts, reads back. Nothing is believed that was not read:
 * "done" without a look stays `done`, and a call that got lost is `unknown` until somebody looked.
 */
export async function carryOut(session: Session, errand: Errand): Promise<CarriedOut> {
  if (errand.mayHaveHappened || errand.lookOnly) {
    const before = await look(session, errand, null)
    // Still not looked at: what may have happened stays so, and what is only to be seen is looked for again.
    if (before.is === 'away') {
      const verdict: Verdict = errand.lookOnly ? { is: 'done', looked: false } : { is: 'unknown', reason: before.why }
      return { verdict, observed: null, byUs: false, failure: before.why }
    }
    if (before.is === 'seen' && isSo(errand, before.observed))
      return { verdict: { is: 'verified' }, observed: before.observed, byUs: true, failure: null }
    if (errand.lookOnly)
      return { verdict: { is: 'done', looked: before.is === 'seen' }, observed: null, byUs: true, failure: null }
  }
  const outcome = await act(session, errand)
  switch (outcome.outcome) {
    case 'later':
      return {
        verdict: { is: 'later', after: outcome.after as Duration, reason: outcome.reason },
        observed: null,
        byUs: false,
        failure: outcome.reason,
      }
    case 'unknown':
      return {
        verdict: { is: 'unknown', reason: outcome.reason },
        observed: null,
        byUs: false,
        failure: outcome.reason,
      }
    case 'declined':
      return { verdict: { is: 'declined', reason: outcome.reason }, observed: null, byUs: false, failure: null }
    case 'manual':
      return { verdict: { is: 'manual', reason: outcome.reason }, observed: null, byUs: false, failure: null }
    case 'done':
    case 'already': {
      const byUs = outcome.outcome === 'done' || errand.mayHaveHappened
      const after = await look(session, errand, outcome.account ?? null)
      if (after.is === 'away')
        return { verdict: { is: 'done', looked: false }, observed: null, byUs, failure: after.why }
      if (after.is === 'blind') return { verdict: { is: 'done', looked: false }, observed: null, byUs, failure: null }
      return {
        verdict: isSo(errand, after.observed) ? { is: 'verified' } : { is: 'done', looked: true },
        observed: after.observed,
        byUs,
        failure: null,
      }
    }
  }
}

async function act(
  session: Session,
  { kind, account, entitlement, payload, key }: Errand,
): Promise<Outcome | { readonly outcome: 'manual'; readonly reason: string }> {
  const write = session.write[kind] as
    | ((operation: Operations[OperationKind], key: string) => Promise<Outcome>)
    | undefined
  if (!write) return { outcome: 'manual', reason: 'The connector cannot do this.' }
  if (kind !== 'createAccount' && account === null)
    return { outcome: 'later', after: RETRY, reason: 'There is no account yet.' }
  try {
    return await write(
      {
        ...payload,
        ...(account === null ? {} : { account }),
        ...(entitlement === null ? {} : { entitlement }),
      } as Operations[OperationKind],
      key,
    )
  } catch (error) {
    // A connector throws by a bug of its own, at a place nobody knows: it may have happened.
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : String(error) }
  }
}

type Look =
  | { readonly is: 'seen'; readonly observed: Observed }
  | { readonly is: 'away'; readonly why: string }
  | { readonly is: 'blind' }

async function look({ read }: Session, { kind, account, payload }: Errand, made: string | null): Promise<Look> {
  try {
    const native = made ?? account
    if (native !== null && read.account) {
      const found = await read.account(native)
      return { is: 'seen', observed: { account: found?.account ?? null, holdings: found?.holdings ?? [] } }
    }
    if (kind === 'createAccount' && read.accountByUserName)
      return { is: 'seen', observed: { account: await read.accountByUserName(payload.userName ?? ''), holdings: [] } }
    return { is: 'blind' }
  } catch (error) {
    return { is: 'away', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Whether the target is as the operation wants it. */
export function isSo(
  { kind, entitlement, payload }: Pick<Errand, 'kind' | 'entitlement' | 'payload'>,
  { account, holdings }: Observed,
): boolean {
  switch (kind) {
    case 'createAccount':
      return account !== null
    case 'deleteAccount':
      return account === null
    case 'enableAccount':
      return account?.status === 'active'
    case 'disableAccount':
      // Gone is as good as disabled.
      return account === null || account.status === 'disabled'
    case 'addEntitlement':
      return account !== null && entitlement !== null && holdings.includes(entitlement)
    case 'removeEntitlement':
      return entitlement !== null && !holdings.includes(entitlement)
    case 'updateAccount':
      return account !== null && Object.keys(attributesThatDiffer(payload.attributes ?? {}, account)).length === 0
    case 'endSessions':
      // Nothing of it can be seen afterwards: what the target answered stands.
      return true
  }
}

/** What of `wanted` the account has otherwise. Names are those of the target; what it keeps as a field of its own counts too. */
export function attributesThatDiffer(
  wanted: NonNullable<Payload['attributes']>,
  account: Pick<AccountRecord, 'attributes' | 'displayName' | 'email' | 'userName'>,
): NonNullable<Payload['attributes']> {
  const fields: Readonly<Record<string, unknown>> = {
    displayName: account.displayName,
    email: account.email,
    userName: account.userName,
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => {
      const there = Object.hasOwn(account.attributes, name) ? account.attributes[name] : (fields[name] ?? null)
      return comparable(there) !== comparable(value)
    }),
  )
}

/** Targets tell numbers as texts and one value as a list of one. */
function comparable(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (Array.isArray(value)) return value.map(String).sort().join('\n')
  return String(value)
}
