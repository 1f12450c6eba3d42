import { describe, expect, it } from 'vitest'
import { plain } from '../screen/paint.ts'
import { explanationInWords } from './explanation-in-words.ts'

const path = [
  { kind: 'rule', label: 'controllers', detail: 'identity.title == "Controller"' },
  { kind: 'role', label: 'controller', detail: '' },
  { kind: 'entitlement', label: 'ledgerly/payment-approval', detail: '' },
]

describe('an explanation in words', () => {
  it('is a sentence, each way to it, and what would end it', () => {
    const said = explanationInWords(
      {
        answer: 'Stefan Brandt has ledgerly/payment-approval in one way.',
        held: true,
        paths: [{ label: 'Rule controllers matches', until: null, path }],
        misses: [],
        counterfactuals: [
          // biome-ignore lint/suspicious/noThenProperty: the word of the API; nobody awaits it.
          { if: 'Rule controllers stops matching', then: 'No other reason is left.', result: 'removed' },
        ],
        asOf: '2026-11-23T09:00:00Z',
      },
      plain,
    )
    expect(said).toBe(`Stefan Brandt has ledgerly/payment-approval in one way.

• Rule controllers matches
    rule        controllers  identity.title == "Controller"
    role        controller
    entitlement ledgerly/payment-approval

If
  Rule controllers stops matching: removed. No other reason is left.`)
  })

  it('says what is missing on the nearest way', () => {
    const said = explanationInWords(
      {
        answer: 'Aisha Farouk does not have code/payments-write.',
        held: false,
        paths: [],
        misses: [{ label: 'Rule payments-team', firstFailing: 'no device is compliant', path }],
        counterfactuals: [],
        asOf: '',
      },
      plain,
    )
    expect(said).toContain('Nearly:\n  • Rule payments-team: no device is compliant')
  })
})
