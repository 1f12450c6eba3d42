import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, compileClosure, fromConditions, ruleEnvironment, toConditions } from './index.ts'
import { checked } from './testing/checked.ts'
import { ATTRIBUTES, facts, NOW, rule, simpleCondition } from './testing/random-rules.ts'

const environment = ruleEnvironment(ATTRIBUTES)
const conditionsOf = (text: string) => toConditions(checked(text, environment))

const text = fc.string()
const texts = fc.array(text, { minLength: 1, maxLength: 3 })
const severalTexts = fc.array(text, { minLength: 2, maxLength: 3 })
const condition = fc.oneof(
  fc.record({
    attribute: fc.constantFrom('department', 'manager'),
    operator: fc.constantFrom('is', 'is-not'),
    values: fc.tuple(text),
  }),
  fc.record({
    attribute: fc.constant('country'),
    operator: fc.constantFrom('is-any-of', 'is-none-of', 'starts-with', 'ends-with', 'contains'),
    values: texts,
  }),
  fc.record({
    attribute: fc.constant('teams'),
    operator: fc.constant('includes'),
    values: fc.oneof(texts, severalTexts),
  }),
  fc.record({
    attribute: fc.constant('level'),
    operator: fc.constantFrom('is', 'at-least', 'at-most'),
    values: fc.tuple(fc.integer()),
  }),
  fc.record({ attribute: fc.constant('remote'), operator: fc.constant('is'), values: fc.tuple(fc.boolean()) }),
  fc.record({
    attribute: fc.constant('start'),
    operator: fc.constantFrom('at-least', 'at-most'),
    values: fc.tuple(fc.record({ timestamp: fc.constantFrom('2026-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z') })),
  }),
  fc.record({
    attribute: fc.constantFrom('department', 'end'),
    operator: fc.constantFrom('is-set', 'is-not-set'),
    values: fc.constant([]),
  }),
) as fc.Arbitrary<Condition>

describe('the condition builder', () => {
  it('reads back the rows it wrote', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), (rows) => {
        expect(conditionsOf(fromConditions(rows))).toEqual(rows)
      }),
    )
  })

  it('never changes who matches when it shows a text as rows and writes it again', () => {
    let shown = 0
    const anyRule = fc.oneof(
      rule,
      fc.array(simpleCondition, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' && ')),
    )
    fc.assert(
      fc.property(anyRule, facts, (written, person) => {
        const rows = conditionsOf(written)
        if (rows === null) return
        shown++
        const rewritten = checked(fromConditions(rows), environment)
        expect(compileClosure(rewritten)(person, NOW)).toBe(compileClosure(checked(written, environment))(person, NOW))
      }),
      { numRuns: 500 },
    )
    expect(shown).toBeGreaterThan(100)
  })

  it.each([
    [
      'alternatives over one attribute as one row',
      'identity.country == "de" || identity.country in ["fr", "it"]',
      [{ attribute: 'country', operator: 'is-any-of', values: ['de', 'fr', 'it'] }],
    ],
    [
      'a comparison written backwards',
      '3 <= identity.level',
      [{ attribute: 'level', operator: 'at-least', values: [3] }],
    ],
    ['everybody as no row', 'true', []],
    ['a bare yes or no', '!identity.remote', [{ attribute: 'remote', operator: 'is', values: [false] }]],
  ])('shows %s', (_, written, rows) => {
    expect(conditionsOf(written)).toEqual(rows)
  })

  it.each([
    'identity.country == "de" || identity.department == "ops"',
    'devices.exists(d, d.compliant)',
    'now < identity.end',
    '!(identity.country == "de" && identity.remote)',
    'identity.level > 3',
    'identity.level + 1 >= 3',
    'false',
  ])('leaves %s to the text', (written) => {
    expect(conditionsOf(written)).toBeNull()
  })
})
