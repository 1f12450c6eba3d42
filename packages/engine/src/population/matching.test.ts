import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileClosure, type RuleFacts, ruleEnvironment } from '../expression/index.ts'
import { checked } from '../expression/testing/checked.ts'
import { ATTRIBUTES, facts, NOW, rule, simpleCondition } from '../expression/testing/random-rules.ts'
import { buildPopulation, matchEveryone, matcherOfOne, type RuleToMatch, replace } from './index.ts'

const environment = ruleEnvironment(ATTRIBUTES)
const conjunction = fc.array(simpleCondition, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' && '))
const SOMEBODY: RuleFacts = {
  type: 'employee',
  state: 'active',
  attributes: {},
  manager: null,
  start: null,
  end: null,
  devices: [],
}
const rulesOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ ordinal: index, checked: checked(text, environment) }))

/** The slow twin of both ways of matching: every rule is asked. */
const plainly = (rules: readonly RuleToMatch[], person: RuleFacts) =>
  Uint32Array.from(
    rules.filter(({ checked }) => compileClosure(checked)(person, NOW) === true).map(({ ordinal }) => ordinal),
  )

function expectTwins(texts: fc.Arbitrary<string[]>, numRuns: number) {
  let holding = 0
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 12 }), texts, (everybody, written) => {
      const rules = rulesOf(written)
      const one = matcherOfOne(rules)
      const { classOf, classes } = matchEveryone(buildPopulation(ATTRIBUTES, everybody), rules, NOW)
      expect(classOf.length).toBe(everybody.length)
      everybody.forEach((person, ordinal) => {
        const wanted = plainly(rules, person)
        expect(one(person, NOW)).toEqual(wanted)
        holding += wanted.length
        expect(classes[classOf[ordinal]!]).toEqual(wanted)
      })
      expect(new Set(classes.map((rules) => rules.join())).size).toBe(classes.length)
    }),
    { numRuns },
  )
  expect(holding).toBeGreaterThan(numRuns)
}

describe('matching everybody, and matching one', () => {
  it('gives each person the rules that hold for them alone, whatever the rules', () => {
    expectTwins(fc.array(rule, { maxLength: 8 }), 300)
  })

  it('does so when more rules share a value than fit into one block', () => {
    expectTwins(fc.array(conjunction, { minLength: 40, maxLength: 90 }), 40)
  })

  it('does so for an attribute with thousands of values, whichever way its tests are asked', () => {
    const attributes = [...ATTRIBUTES, { name: 'email', type: 'string' }] as const
    const environmentWithEmail = ruleEnvironment(attributes)
    const everybody = Array.from({ length: 6000 }, (_, index): RuleFacts => {
      const email = `${index}@${index % 3 === 0 ? 'fin' : 'ops'}.example`
      const known = index % 7 === 0 ? {} : { email }
      return {
        ...SOMEBODY,
        attributes: { department: ['fin', 'ops', 'de'][index % 50] ?? 'other', level: index % 4, ...known },
      }
    })
    const rules = [
      'identity.email == "12@fin.example"',
      'identity.email != "12@fin.example"',
      'identity.email.endsWith("@fin.example")',
      'identity.email.endsWith("@fin.example") && identity.department == "fin"',
      '!identity.email.endsWith("@fin.example") && identity.department == "fin"',
      'identity.email.startsWith("1") && identity.level >= 2',
      '!has(identity.email) && identity.department == "ops"',
      'has(identity.email) && identity.email.contains("99")',
      'identity.email < identity.department && identity.department == "de"',
      'identity.email.startsWith("2") || identity.department == "fin"',
    ].map((text, ordinal) => ({ ordinal, checked: checked(text, environmentWithEmail) }))
    const one = matcherOfOne(rules)
    const { classOf, classes } = matchEveryone(buildPopulation(attributes, everybody), rules, NOW)
    const held = new Set<number>()
    everybody.forEach((person, ordinal) => {
      const wanted = one(person, NOW)
      if (ordinal % 10 === 0) expect(wanted).toEqual(plainly(rules, person))
      for (const rule of wanted) held.add(rule)
      expect(classes[classOf[ordinal]!]).toEqual(wanted)
    })
    // A rule that nobody matches would be compared with nothing.
    expect(held.size).toBe(rules.length)
  })

  it('does so when almost everybody has a list of their own', () => {
    const everybody = Array.from({ length: 70_000 }, (_, index) => ({
      ...SOMEBODY,
      attributes: { teams: [`t${index % 69_999}`] },
    }))
    const rules = rulesOf(['"t0" in identity.teams', '"t69998" in identity.teams', 'size(identity.teams) == 1'])
    const { classOf, classes } = matchEveryone(buildPopulation(ATTRIBUTES, everybody), rules, NOW)
    const held = [0, 69_998, 69_999, 1234].map((ordinal) => [...classes[classOf[ordinal]!]!])
    expect(held).toEqual([[0, 2], [1, 2], [0, 2], [2]])
  })

  it('knows an identity by its new facts after it was replaced', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 2, maxLength: 6 }),
        facts,
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        (people, changed, texts) => {
          const population = buildPopulation(ATTRIBUTES, people)
          replace(population, 1, changed)
          const rules = rulesOf(texts)
          const { classOf, classes } = matchEveryone(population, rules, NOW)
          expect(classes[classOf[1]!]).toEqual(plainly(rules, changed))
        },
      ),
      { numRuns: 100 },
    )
  })
})
