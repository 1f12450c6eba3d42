import { describe, expect, it } from 'vitest'
import { plain } from '../screen/paint.ts'
import type { Plan } from './plan.ts'
import { nowhere, type PlaceOf, planInWords } from './plan-in-words.ts'

const before = {
  kind: 'rule',
  name: 'payments-team',
  when: 'devices.exists(d, d.compliant)',
  gives: ['payments-developer'],
}
const plan: Plan = {
  id: '0199',
  hash: 'a'.repeat(64),
  title: 'Files',
  steps: [
    { kind: 'role', name: 'controller', change: 'create', before: null, after: { kind: 'role', name: 'controller' } },
    {
      kind: 'rule',
      name: 'payments-team',
      change: 'change',
      before,
      after: { ...before, when: 'identity.grade >= 3' },
    },
    { kind: 'brake', name: 'old', change: 'remove', before: { kind: 'brake', name: 'old' }, after: null },
  ],
  findings: [
    { severity: 'warning', kind: 'rule', name: 'payments-team', at: '', message: 'nobody answers for this rule' },
  ],
  impact: {
    people: 12,
    gains: 41,
    losses: 3,
    bootstrap: false,
    perApplication: [{ application: 'code', gains: 41, losses: 3, grants: 240 }],
    sample: {
      gains: [
        {
          identity: { id: '1', name: 'aisha.farouk', displayName: 'Aisha Farouk' },
          entitlement: 'code/payments-write',
          why: 'rule payments-team',
        },
      ],
      losses: [{ identity: { id: '2', name: 'chen.wei' }, entitlement: { name: 'code/payments-write' }, why: '' }],
    },
  },
  needs: [],
  needsSecondPerson: false,
}
const placeOf: PlaceOf = (_kind, name, part) =>
  name === 'payments-team' ? `rules.yaml:${part === 'when' ? 54 : 51}` : null
const words = (more: Partial<Plan> = {}, places: PlaceOf = nowhere) => planInWords({ ...plan, ...more }, places, plain)

describe('a plan in words', () => {
  it('marks what is created, changed and removed, and shows what differs', () => {
    expect(words({}, placeOf).split('\n').slice(0, 7)).toEqual([
      '+ role controller',
      '~ rule payments-team  rules.yaml:51',
      '    - when: "devices.exists(d, d.compliant)"',
      '    + when: "identity.grade >= 3"',
      '- brake old',
      '',
      '1 document to create, 1 to change, 1 to remove.',
    ])
  })

  it('counts people and grants, and names the first', () => {
    expect(words()).toContain('12 people: + 41 grants, - 3 grants.')
    expect(words()).toContain('Aisha Farouk gains code/payments-write (rule payments-team)')
    expect(words()).toContain('chen.wei loses code/payments-write')
    expect(words()).toContain('and 42 more')
  })

  it('says one grant in the singular, and that nobody is touched', () => {
    expect(words({ impact: { ...plan.impact, people: 1, gains: 1, losses: 0 } })).toContain(
      '1 person: + 1 grant, - 0 grants.',
    )
    expect(words({ impact: { ...plan.impact, people: 0 } })).toContain('Nobody gains or loses anything.')
  })

  it('puts errors first, at the line they are in, and then promises nothing', () => {
    const error = {
      severity: 'error',
      kind: 'rule',
      name: 'payments-team',
      at: 'when',
      message: 'no attribute "departement". Did you mean "department"?',
    } as const
    const said = words({ findings: [...plan.findings, error] }, placeOf)
    expect(said).toContain(
      'rules.yaml:54: error: rule payments-team (when): no attribute "departement". Did you mean "department"?\nrules.yaml:51: warning:',
    )
    expect(said).toContain('1 error: nothing can be applied.')
    expect(said).not.toContain('grants')
  })

  it('says why somebody else must apply it', () => {
    expect(words({ needs: ['It would give access to whoever made it.'] })).toMatch(
      /Somebody else must apply it:\n {2}It would give/,
    )
  })

  it('says so when there is nothing to do', () => {
    expect(words({ steps: [], findings: [] })).toBe('No changes: what is written is in force.')
  })
})
