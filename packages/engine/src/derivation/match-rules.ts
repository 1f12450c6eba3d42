import type { Instant } from '@remit/kernel'
import type { PolicySet } from '../policy/index.ts'
import { matchEveryone, type Population } from '../population/index.ts'
import type { RuleMatches } from './everyone.ts'

/** Which rules of these policies match whom, for everybody at once. The population must know their attributes. */
export const matchRules = (population: Population, policies: PolicySet, now: Instant): RuleMatches =>
  matchEveryone(
    population,
    policies.rules.all.map(({ program }, ordinal) => ({ ordinal, checked: program.checked })),
    now,
  )
