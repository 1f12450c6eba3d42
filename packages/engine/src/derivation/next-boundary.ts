import type { Instant } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/**
 * The next instant after `now` at which the passing of time alone may change what the identity
 * holds, or `null` if it never does. Expiry is no code path of its own: it is a derivation run
 * again at this instant. There may turn out to be no change; there is never a change before.
 */
export function nextBoundary(identity: IdentityFacts, policies: PolicySet, now: Instant): Instant | null {
  if (identity.state === 'left' || (identity.end !== null && identity.end <= now)) return null
  let next: Instant | null = null
  const consider = (at: Instant | null) => {
    if (at !== null && at > now && (next === null || at < next)) next = at
  }
  consider(identity.start)
  consider(identity.end)
  for (const { validity } of [...identity.assignments, ...identity.exclusions]) {
    consider(validity.from)
    consider(validity.until)
  }
  for (const { program } of policies.rulesThatReadTheClock) consider(program.nextBoundary(identity, now))
  return next
}
