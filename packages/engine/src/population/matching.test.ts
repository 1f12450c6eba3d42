import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleEnvironment } from '../expression/index.ts'
import { checked } from '../expression/testing/checked.ts'
import { ATTRIBUTES, facts, NOW, rule, simpleCondition } from '../expression/testing/random-rules.ts'
import { buildPopulation, matchEveryone, matcherOfOne, replace } from './index.ts'

const environment = ruleEnvironment(ATTRIBUTES)
const conjunction = fc.array(simpleCondition, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' && '))
const rulesOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ ordinal: index, checked: checked(text, environment) }))

function expectTwins(texts: fc.Arbitrary<string[]>, numRuns: number) {
  let holding = 0
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 12 }), texts, (everybody, written) => {
      const rules = rulesOf(written)
      const one = matcherOfOne(rules)
      const { classOf, classes } = matchEveryone(buildPopulation(ATTRIBUTES, everybody), rules, NOW)
      expect(classOf.length).toBe(everybody.length)
      everybody.forEach((person, ordinal) => {
        const wanted = one(person, NOW)
        holding += wanted.length
        expect(classes[classOf[ordinal]!]).toEqual(wanted)
      })
      expect(new Set(classes.map((rules) => rules.join())).size).toBe(classes.length)
    }),
    { numRuns },
  )
  expect(holding).toBeGreaterThan(numRuns)
}

describe('matching everybody', () => {
  it('gives each person the rules that hold for them alone, whatever the rules', () => {
    expectTwins(fc.array(rule, { maxLength: 8 }), 300)
  })

  it('does so when more rules share a value than fit into one block', () => {
    expectTwins(fc.array(conjunction, { minLength: 40, maxLength: 90 }), 40)
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
          expect(classes[classOf[1]!]).toEqual(matcherOfOne(rules)(changed, NOW))
        },
      ),
      { numRuns: 100 },
    )
  })
})
