import type { OperationName } from '@remit/connector-sdk'
import type {
  AccountId,
  ApplicationId,
  EntitlementId,
  IdentityId,
  Instant,
  LedgerEntryId,
  OperationId,
} from '@remit/kernel'

export type OperationKind = OperationName

/**
 * waiting → running → verified, with ways round: `later` (busy or away), `unknown` (may have happened), `done` (the
 * target says so, nobody has seen it yet), `manual` (a person does it). `declined` waits for a person; `superseded` is
 * not wanted any more.
 */
export type OperationState =
  | 'waiting'
  | 'running'
  | 'later'
  | 'unknown'
  | 'done'
  | 'verified'
  | 'declined'
  | 'manual'
  | 'superseded'

export const OPEN: readonly OperationState[] = ['waiting', 'running', 'later', 'unknown', 'done', 'manual']
export const isOpen = (state: OperationState): boolean => OPEN.includes(state)

export type AttributeValue = string | number | boolean | null | readonly string[]

/** What was asked for, beyond the kind. */
export interface Payload {
  readonly userName?: string
  readonly attributes?: Readonly<Record<string, AttributeValue>>
}

/** What was said about it last: by the target, by whoever read it back, or by a person. */
export interface Said {
  readonly said:
    | 'done'
    | 'already'
    | 'seen'
    | 'not-seen'
    | 'later'
    | 'unknown'
    | 'declined'
    | 'manual'
    | 'superseded'
    | 'skipped'
    | 'completed'
    | 'retried'
  readonly reason?: string
  readonly by?: string
  readonly at: string
}

export interface Operation {
  readonly id: OperationId
  readonly application: ApplicationId
  /** `null`: an orphan account's. */
  readonly identity: IdentityId | null
  /** `null`: the account is to be created first. */
  readonly account: AccountId | null
  readonly kind: OperationKind
  readonly entitlement: EntitlementId | null
  readonly payload: Payload
  readonly state: OperationState
  /** How often the target was asked to do it. */
  readonly attempts: number
  readonly dueAt: Instant
  readonly leasedUntil: Instant | null
  readonly lastOutcome: Said | null
  readonly entry: LedgerEntryId
  readonly createdAt: Instant
  readonly settledAt: Instant | null
}

/** Two operations of which the newer makes the older pointless. */
export const OPPOSITE: Readonly<Partial<Record<OperationKind, OperationKind>>> = {
  addEntitlement: 'removeEntitlement',
  removeEntitlement: 'addEntitlement',
  enableAccount: 'disableAccount',
  disableAccount: 'enableAccount',
}

/** Whether it may have had an effect that nobody has seen: then the opposite must be done even if nothing is to be seen. */
export const mayHaveHappened = (operation: { readonly state: OperationState; readonly attempts: number }): boolean =>
  isOpen(operation.state) && operation.attempts > 0
