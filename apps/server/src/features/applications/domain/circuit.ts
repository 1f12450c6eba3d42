import { after, type Duration, type Instant, minutes, seconds } from '@remit/kernel'

/** How a connection fares, as far as it decides what may be sent. */
export interface Standing {
  readonly state: 'untried' | 'healthy' | 'failing' | 'paused'
  readonly since: Instant
  readonly message: string
  /** In a row. */
  readonly failures: number
  /** The circuit is open: nothing is sent before. */
  readonly closedUntil: Instant | null
}

/** So many failures in a row open the circuit. */
const PATIENCE = 5
const FIRST_PAUSE = seconds(30)
const LONGEST_PAUSE = minutes(15)

/** The target answered, whatever the answer was. */
export const answered = (before: Standing, now: Instant): Standing => ({
  state: 'healthy',
  since: before.state === 'healthy' ? before.since : now,
  message: '',
  failures: 0,
  closedUntil: null,
})

/** The target did not answer. The pause doubles with each failure beyond our patience. */
export function unanswered(before: Standing, now: Instant, message: string): Standing {
  const failures = before.failures + 1
  const pause = Math.min(FIRST_PAUSE * 2 ** Math.max(0, failures - PATIENCE), LONGEST_PAUSE) as Duration
  return {
    state: 'failing',
    since: before.state === 'failing' ? before.since : now,
    message,
    failures,
    closedUntil: failures < PATIENCE ? null : after(now, pause),
  }
}

/** `half-open`: one call may try whether the target is back. */
export function circuitOf(
  standing: Pick<Standing, 'failures' | 'closedUntil'>,
  now: Instant,
): 'closed' | 'open' | 'half-open' {
  if (standing.failures < PATIENCE) return 'closed'
  return standing.closedUntil !== null && now < standing.closedUntil ? 'open' : 'half-open'
}
