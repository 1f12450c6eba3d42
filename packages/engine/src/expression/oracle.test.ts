import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileClosure, nextTimeBoundary, referenceEvaluate, ruleEnvironment } from './index.ts'
import { checked } from './testing/checked.ts'
import { ATTRIBUTES, facts, NOW, rule } from './testing/random-rules.ts'

const environment = ruleEnvironment(ATTRIBUTES)

describe('a compiled rule', () => {
  it('answers as the reference evaluator does, for any rule and any person', () => {
    const seen = { true: 0, false: 0, unknown: 0 }
    fc.assert(
      fc.property(rule, fc.array(facts, { minLength: 4, maxLength: 4 }), (text, people) => {
        const closure = compileClosure(checked(text, environment))
        for (const person of people) {
          const verdict = closure(person, NOW)
          seen[`${verdict}`]++
          expect(verdict).toBe(referenceEvaluate(text, environment, person, NOW))
        }
      }),
      { numRuns: 400 },
    )
    // The comparison says something only if all three answers are common.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
  })

  it('does not change between now and its next boundary in time', () => {
    let boundaries = 0
    fc.assert(
      fc.property(rule, facts, fc.double({ min: 0, max: 1, noNaN: true }), (text, person, portion) => {
        const one = checked(text, environment)
        const boundary = nextTimeBoundary(one, person, NOW)
        const last = boundary === null ? NOW + 365 * 86_400_000 : boundary - 1
        const between = Math.floor(NOW + (last - NOW) * portion) as typeof NOW
        if (boundary !== null) boundaries++
        const closure = compileClosure(one)
        for (const at of [between, last as typeof NOW]) expect(closure(person, at)).toBe(closure(person, NOW))
      }),
      { numRuns: 1000 },
    )
    expect(boundaries).toBeGreaterThan(50)
  })
})
