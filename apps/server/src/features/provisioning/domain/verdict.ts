import { after, type Duration, type Instant, minutes, seconds } from '@remit/kernel'
import type { Operation, OperationState, Said } from './operation.ts'

/** What came of one run of an operation. */
export type Verdict =
  /** Read back, and so. */
  | { readonly is: 'verified' }
  /** The target says so. `looked`: and it was not to be seen; else nobody could look, and the next import must. */
  | { readonly is: 'done'; readonly looked: boolean }
  | { readonly is: 'later'; readonly after: Duration; readonly reason: string }
  | { readonly is: 'unknown'; readonly reason: string }
  | { readonly is: 'declined'; readonly reason: string }
  /** The connector cannot do this: a person must. */
  | { readonly is: 'manual'; readonly reason: string }

export interface Settled {
  readonly state: OperationState
  readonly dueAt: Instant
  readonly said: Said
  readonly settled: boolean
}

const FIRST = seconds(2)
const LONGEST = minutes(15)
const UNTIL_AN_IMPORT = minutes(60)
/** So often it is looked for what the target said was done. */
const LOOKS = 6

/**
 * Where an operation stands after a run.
 * @param jitter from 0 to below 1: spreads those that failed together.
 */
export function stateAfter(
  operation: Pick<Operation, 'attempts'>,
  verdict: Verdict,
  now: Instant,
  jitter: number,
): Settled {
  const said = (word: Said['said'], reason?: string): Said => ({
    said: word,
    at: new Date(now).toISOString(),
    ...(reason ? { reason } : {}),
  })
  const backOff = (atLeast = 0): Instant => {
    const pause = Math.min(FIRST * 2 ** Math.min(operation.attempts, 20), LONGEST)
    return after(now, Math.max(atLeast, pause * (0.5 + jitter / 2)) as Duration)
  }
  switch (verdict.is) {
    case 'verified':
      return { state: 'verified', dueAt: now, said: said('seen'), settled: true }
    case 'done':
      return verdict.looked && operation.attempts > LOOKS
        ? {
            state: 'declined',
            dueAt: now,
            said: said('declined', 'The target said it was done, and it is not so.'),
            settled: true,
          }
        : {
            state: 'done',
            dueAt: verdict.looked ? backOff() : after(now, UNTIL_AN_IMPORT),
            said: said(verdict.looked ? 'not-seen' : 'done'),
            settled: false,
          }
    case 'later':
      return { state: 'later', dueAt: backOff(verdict.after), said: said('later', verdict.reason), settled: false }
    case 'unknown':
      return { state: 'unknown', dueAt: backOff(), said: said('unknown', verdict.reason), settled: false }
    case 'declined':
      return { state: 'declined', dueAt: now, said: said('declined', verdict.reason), settled: true }
    case 'manual':
      return { state: 'manual', dueAt: now, said: said('manual', verdict.reason), settled: false }
  }
}
