import { describe, expect, it } from 'vitest'
import { checkExpression, compileClosure, parseExpression, ruleEnvironment } from './index.ts'
import { LIMITS } from './limits.ts'
import { checked } from './testing/checked.ts'
import { ATTRIBUTES, NOW } from './testing/random-rules.ts'

const environment = ruleEnvironment(ATTRIBUTES)
const nobody = {
  type: 'employee',
  state: 'active',
  attributes: {},
  manager: null,
  start: null,
  end: null,
  devices: [],
} as const

function answerTo(text: string): string {
  const parsed = parseExpression(text)
  if (!parsed.ok) return parsed.refusal
  const result = checkExpression(parsed.value, environment)
  return result.ok ? 'accepted' : result.refusal
}

/** Far above what the answer takes, far below what the attack would. */
const PROMPT_MS = 3000

describe('a hostile text', () => {
  it.each([
    ['as long as a book', `true${' '.repeat(1_000_000)}`, 'expression.too-long'],
    ['of nested brackets', `${'('.repeat(2000)}true${')'.repeat(2000)}`, 'expression.too-deep'],
    ['of brackets nobody closes', '[('.repeat(2000), 'expression.too-deep'],
    ['of sums', `${'1+'.repeat(1500)}1 > 0`, 'expression.too-deep'],
    ['of choices in choices', `${'true?false:'.repeat(350)}true`, 'expression.too-deep'],
    ['of members of members', `identity${'.a'.repeat(2000)}`, 'expression.too-deep'],
    ['of many small parts', Array(600).fill('1<2').join('&&'), 'expression.too-large'],
    ['of a list without end', `1 in [${Array(1900).fill('1').join()}]`, 'expression.too-large'],
    ['of strings left open', `"${'a"'.repeat(1999)}`, 'expression.syntax'],
    [
      'of macros in macros',
      'identity.teams.all(a, identity.teams.all(b, identity.teams.all(c, a != b && b != c)))',
      'expression.too-costly',
    ],
  ])('%s is refused, promptly', (_, text, refusal) => {
    const started = performance.now()
    expect(answerTo(text)).toBe(refusal)
    expect(performance.now() - started).toBeLessThan(PROMPT_MS)
  })

  it('as long and as deep as allowed is read, promptly', () => {
    const started = performance.now()
    expect(answerTo(`${'('.repeat(LIMITS.depth)}true${')'.repeat(LIMITS.depth)}`)).toBe('accepted')
    expect(answerTo(`identity.country == "${'x'.repeat(LIMITS.characters - 22)}"`)).toBe('accepted')
    expect(performance.now() - started).toBeLessThan(PROMPT_MS)
  })

  it('with a pattern that would catch other engines in backtracking matches in linear time', () => {
    const closure = compileClosure(checked('identity.country.matches("^(a+)+$")', environment))
    const started = performance.now()
    expect(closure({ ...nobody, attributes: { country: `${'a'.repeat(20_000)}!` } }, NOW)).toBe(false)
    expect(performance.now() - started).toBeLessThan(PROMPT_MS)
  })

  it('over a list longer than the estimate of its cost allows cannot be told', () => {
    const closure = compileClosure(checked('identity.teams.exists(t, t == "x")', environment))
    const teams = (length: number) => ({ ...nobody, attributes: { teams: Array(length).fill('x') as string[] } })
    expect(closure(teams(LIMITS.listLength), NOW)).toBe(true)
    expect(closure(teams(LIMITS.listLength + 1), NOW)).toBe('unknown')
  })
})
