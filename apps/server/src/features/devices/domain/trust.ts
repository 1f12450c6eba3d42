import type { TrustLevel } from '@remit/engine'
import { after, type Duration, days, type Instant } from '@remit/kernel'

/** What is reported of a device. Absent: the reporter does not say, which is not "no". */
export interface Posture {
  readonly registered?: boolean
  readonly managed?: boolean
  readonly compliant?: boolean
  readonly lastSeen: Instant | null
}

/** Longer than a month without a word: what was last said of it proves nothing any more. */
const SILENCE = days(30)

/** Whoever was seen last before this has been silent too long. */
export const silentSince = (now: Instant): Instant => after(now, -SILENCE as Duration)

export const isStale = (lastSeen: Instant | null, now: Instant): boolean =>
  lastSeen !== null && lastSeen <= silentSince(now)

/**
 * `unknown` < `registered` < `managed` < `compliant`: as far as it is proven. Compliance counts of managed devices only
 * (nobody else can vouch for it), and not of silent ones.
 */
export function trustOf(posture: Posture, now: Instant): TrustLevel {
  if (posture.managed === true)
    return posture.compliant === true && !isStale(posture.lastSeen, now) ? 'compliant' : 'managed'
  return posture.registered === true ? 'registered' : 'unknown'
}
