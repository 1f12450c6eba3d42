import type { Instant } from '@remit/kernel'
import { compileClosure, type Field, type RuleClosure, type RuleFacts, type Value } from '../expression/index.ts'
import type { RuleToMatch } from './match-plan.ts'
import { alternativesOf, type Clause, namedValues } from './normal-form.ts'

/** The ordinals of the rules that hold for one identity, ascending, each once. */
export type OneMatcher = (facts: RuleFacts, now: Instant) => Uint32Array

/**
 * Asks only the rules that are possible: a rule whose every alternative names the values it needs of some
 * attribute is filed under these values, and found again by the values the identity has.
 */
export function matcherOfOne(rules: readonly RuleToMatch[]): OneMatcher {
  const closures = new Map<number, RuleClosure>()
  const always: number[] = []
  const files = new Map<Field, Map<Value, number[]>>()
  const keys = rules.map(({ checked }) => alternativesOf(checked.root).map(keysOf))
  const variety = varietyOf(keys.flat(2))

  rules.forEach(({ ordinal, checked }, index) => {
    closures.set(ordinal, compileClosure(checked))
    const chosen = keys[index]!.map((candidates) => narrowest(candidates, variety))
    if (!chosen.every((key) => key !== null)) always.push(ordinal)
    else for (const key of chosen) file(files, key, ordinal)
  })

  return (facts, now) => {
    const possible = new Set(always)
    for (const [field, byValue] of files) {
      const value = field.read(facts)
      if (value !== undefined) for (const ordinal of byValue.get(value) ?? []) possible.add(ordinal)
    }
    const holding: number[] = []
    for (const ordinal of possible) if (closures.get(ordinal)!(facts, now) === true) holding.push(ordinal)
    return Uint32Array.from(holding).sort()
  }
}

type Key = NonNullable<ReturnType<typeof namedValues>>

const keysOf = (clause: Clause): readonly Key[] => clause.map(namedValues).filter((key) => key !== null)

/** How many values of each attribute the rules name between them: the more, the better it tells people apart. */
function varietyOf(keys: readonly Key[]): ReadonlyMap<Field, number> {
  const named = new Map<Field, Set<Value>>()
  for (const { field, values } of keys) {
    const known = named.get(field) ?? new Set()
    for (const value of values) known.add(value)
    named.set(field, known)
  }
  return new Map([...named].map(([field, values]) => [field, values.size]))
}

function narrowest(keys: readonly Key[], variety: ReadonlyMap<Field, number>): Key | null {
  const share = ({ field, values }: Key): number => values.length / variety.get(field)!
  return keys.reduce<Key | null>((best, key) => (best === null || share(key) < share(best) ? key : best), null)
}

function file(files: Map<Field, Map<Value, number[]>>, { field, values }: Key, ordinal: number): void {
  const byValue = files.get(field) ?? new Map<Value, number[]>()
  files.set(field, byValue)
  for (const value of values) {
    const filed = byValue.get(value)
    if (filed === undefined) byValue.set(value, [ordinal])
    else filed.push(ordinal)
  }
}
