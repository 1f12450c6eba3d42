import type { Instant } from '@remit/kernel'
import { compileClosure, type RuleFacts } from '../expression/index.ts'
import type { RuleToMatch } from './match-plan.ts'

/** The ordinals of the rules that hold for one identity, ascending, each once. The slow twin of `matchEveryone`. */
export type OneMatcher = (facts: RuleFacts, now: Instant) => Uint32Array

export function matcherOfOne(rules: readonly RuleToMatch[]): OneMatcher {
  const compiled = rules
    .map(({ ordinal, checked }) => ({ ordinal, holds: compileClosure(checked) }))
    .sort((a, b) => a.ordinal - b.ordinal)
  return (facts, now) =>
    Uint32Array.from(compiled.filter(({ holds }) => holds(facts, now) === true).map(({ ordinal }) => ordinal))
}
