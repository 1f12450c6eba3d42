import type { PolicyFacts } from '../facts.ts'
import { compilePolicies, type PolicySet } from '../policy/index.ts'

/** Policies that are known to be sound. */
export function compiled(facts: PolicyFacts): PolicySet {
  const result = compilePolicies(facts)
  if (!result.ok) throw new Error(result.detail)
  return result.value
}
