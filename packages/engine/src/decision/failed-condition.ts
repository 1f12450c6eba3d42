import type { Instant } from '@remit/kernel'
import { compileTerm } from '../expression/index.ts'
import type { IdentityFacts } from '../facts.ts'
import type { RuleProgram } from '../policy/index.ts'

/** A part of a rule that would have to be true and is not. `unknown`: something it needs is missing. */
export interface FailedCondition {
  /** As it is written in the rule. */
  readonly text: string
  readonly answer: false | 'unknown'
}

/** The first of the conditions joined by `&&` that does not hold; the whole rule if it is none such; `null` if it matches. */
export function firstFailed(
  { checked, matches }: RuleProgram,
  identity: IdentityFacts,
  now: Instant,
): FailedCondition | null {
  const answer = matches(identity, now)
  if (answer === true) return null

  const whole = { text: checked.text.trim(), answer }
  const { root } = checked
  if (root.is !== 'call' || root.operator !== 'and') return whole
  const texts = conjuncts(checked.text)
  if (texts.length !== root.args.length) return whole
  const failed = root.args.findIndex((term) => compileTerm(term)({ root: { identity, now }, locals: [] }) !== true)
  const value = compileTerm(root.args[failed]!)({ root: { identity, now }, locals: [] })
  return { text: texts[failed]!.trim(), answer: value === false ? false : 'unknown' }
}

/** The text between those `&&` that stand in no bracket and no string. */
function conjuncts(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let begin = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (depth === 0 && text.startsWith('&&', at)) {
      parts.push(text.slice(begin, at))
      begin = at + 2
      at++
    }
  }
  return [...parts, text.slice(begin)]
}
