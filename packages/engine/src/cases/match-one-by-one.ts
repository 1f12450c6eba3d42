import type { Instant } from '@remit/kernel'
import type { RuleMatches } from '../derivation/index.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'

/** What set algebra says about everybody, said by asking every rule about everybody. */
export function matchOneByOne(identities: readonly IdentityFacts[], policies: PolicySet, now: Instant): RuleMatches {
  const classes: Uint32Array[] = []
  const known = new Map<string, number>()
  const classOf = Uint32Array.from(identities, (identity) => {
    const matching = policies.rules.all.flatMap(({ program }, rule) =>
      program.matches(identity, now) === true ? rule : [],
    )
    const key = matching.join()
    if (!known.has(key)) known.set(key, classes.push(Uint32Array.from(matching)) - 1)
    return known.get(key)!
  })
  return { classOf, classes }
}
