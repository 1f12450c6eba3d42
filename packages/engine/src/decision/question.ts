import type { Instant } from '@remit/kernel'

/** May this identity use this entitlement at `now`? Both by id or by name. */
export interface Question {
  readonly identity: string
  readonly entitlement: string
  readonly now: Instant
  /** The oldest revision that may answer. Without it the snapshot answers as it is. */
  readonly atLeast?: number
}

/** Why the answer is what it is, in one word; `explain` says the rest. */
export type Because = 'held' | 'not-held' | 'suspended' | 'unknown-identity' | 'unknown-entitlement' | 'stale'

export interface Decision {
  readonly decision: boolean
  readonly because: Because
}

/** One answer object each, shared by all who ask: the hot path makes none. */
export const ANSWERS: { readonly [Code in Because]: Decision & { readonly because: Code } } = {
  held: Object.freeze({ decision: true, because: 'held' }),
  'not-held': Object.freeze({ decision: false, because: 'not-held' }),
  suspended: Object.freeze({ decision: false, because: 'suspended' }),
  'unknown-identity': Object.freeze({ decision: false, because: 'unknown-identity' }),
  'unknown-entitlement': Object.freeze({ decision: false, because: 'unknown-entitlement' }),
  stale: Object.freeze({ decision: false, because: 'stale' }),
}
