import type { Attributes } from './records.ts'

/** Made of the operation it serves, the same on every try. */
export type IdempotencyKey = string

/** The closed list of what can be asked of a target. */
export interface Operations {
  readonly createAccount: { readonly userName: string; readonly attributes: Attributes }
  /** Attributes to set; `null` clears. What is not named stays as it is. */
  readonly updateAccount: { readonly account: string; readonly attributes: Attributes }
  readonly enableAccount: { readonly account: string }
  readonly disableAccount: { readonly account: string }
  readonly deleteAccount: { readonly account: string }
  readonly addEntitlement: { readonly account: string; readonly entitlement: string }
  readonly removeEntitlement: { readonly account: string; readonly entitlement: string }
  readonly endSessions: { readonly account: string }
}
export type OperationName = keyof Operations

export type Outcome =
  /** `account`: the native id, after a creation. `learned`: what the target told us besides. */
  | { readonly outcome: 'done'; readonly account?: string; readonly learned?: Attributes }
  /** Was so before we asked. */
  | { readonly outcome: 'already'; readonly account?: string }
  /** No, and no again: a person must look. */
  | { readonly outcome: 'declined'; readonly reason: string }
  /** Busy or away; ask again after so many milliseconds. Nothing has happened. */
  | { readonly outcome: 'later'; readonly after: number; readonly reason: string }
  /** May have happened: read back before anything else. */
  | { readonly outcome: 'unknown'; readonly reason: string }

export type Writer = {
  readonly [Name in OperationName]?: (operation: Operations[Name], key: IdempotencyKey) => Promise<Outcome>
}
