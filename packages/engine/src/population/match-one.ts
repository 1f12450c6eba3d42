import type { Instant } from '@remit/kernel'
import { compileClosure, type Field, type RuleClosure, type RuleFacts, type Value } from '../expression/index.ts'
import type { RuleToMatch } from './match-plan.ts'
import { alternativesOf, type Clause, namedValues } from './normal-form.ts'

/** The ordinals of the rules that hold for one identity, ascending, each once. */
export type OneMatcher = (facts: RuleFacts, now: Instant) => Uint32Array

interface Question {
  readonly ordinal: number
  readonly holds: RuleClosure
}

/**
 * Asks only the rules that are possible: a rule whose every alternative names the values it needs of some
 * attribute is filed under these values, and found again by the values the identity has.
 */
export function matcherOfOne(rules: readonly RuleToMatch[]): OneMatcher {
  const always: Question[] = []
  const files: Files = new Map()
  const keys = rules.map(({ checked }) => alternativesOf(checked.root).map(keysOf))
  const variety = varietyOf(keys.flat(2))

  rules.forEach(({ ordinal, checked }, index) => {
    const question = { ordinal, holds: compileClosure(checked) }
    const chosen = keys[index]!.map((candidates) => narrowest(candidates, variety))
    if (!chosen.every((key) => key !== null)) always.push(question)
    else for (const key of chosen) file(files, key, question)
  })

  return (facts, now) => {
    const holding: number[] = []
    const ask = (questions: readonly Question[]): void => {
      for (const { ordinal, holds } of questions) if (holds(facts, now) === true) holding.push(ordinal)
    }
    ask(always)
    for (const [field, byValue] of files) {
      const value = field.read(facts)
      const questions = value === undefined ? undefined : byValue.get(value)
      if (questions !== undefined) ask(questions)
    }
    // Filed under several values or attributes, a rule may have been asked more than once.
    const sorted = Uint32Array.from(holding).sort()
    return sorted.filter((ordinal, index) => ordinal !== sorted[index - 1])
  }
}

type Files = Map<Field, Map<Value, Question[]>>
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

function file(files: Files, { field, values }: Key, question: Question): void {
  const byValue = files.get(field) ?? new Map<Value, Question[]>()
  files.set(field, byValue)
  for (const value of values) {
    const filed = byValue.get(value)
    if (filed === undefined) byValue.set(value, [question])
    else filed.push(question)
  }
}
