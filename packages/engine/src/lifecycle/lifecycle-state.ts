import type { Instant } from '@remit/kernel'
import type { LifecycleState } from '../facts.ts'

/** What a source says of an identity; the instants are worked out from its dates beforehand. */
export interface Employment {
  /** The first instant that counts; `null` if it always did. */
  readonly start: Instant | null
  /** The first instant that counts no more; `null` if there is no end. */
  readonly end: Instant | null
  readonly status: 'active' | 'on-leave' | 'inactive'
}

/** Leaving is stronger than all else, then not having begun: a leave is one from something. */
export function lifecycleState({ start, end, status }: Employment, now: Instant): LifecycleState {
  if (status === 'inactive' || (end !== null && end <= now)) return 'left'
  if (start !== null && now < start) return 'pre-hire'
  return status
}
