import { describe, expect, it } from 'vitest'
import type { Rule } from '../../lib/contract.ts'
import { differs, documentOf, draftOf, nameFrom } from './rule-draft.ts'

const rule: Rule = {
  id: '1',
  name: 'engineers',
  title: 'Engineers',
  description: 'Who writes code.',
  when: 'identity.department == "Engineering"',
  gives: ['engineer'],
  owner: 'henrik.aalto',
  matches: 58,
  managedBy: 'console',
}

describe('a rule that is edited', () => {
  it('does not differ before anything is changed', () => expect(differs(draftOf(rule), rule)).toBe(false))
  it('differs by a role less', () => expect(differs({ ...draftOf(rule), gives: [] }, rule)).toBe(true))
  it('keeps whoever answers for it', () =>
    expect(documentOf(draftOf(rule), rule.owner)).toMatchObject({ owner: 'henrik.aalto' }))
  it('says no member that says nothing', () =>
    expect(documentOf({ ...draftOf(rule), description: '' }, null)).toEqual({
      kind: 'rule',
      name: 'engineers',
      title: 'Engineers',
      when: rule.when,
      gives: ['engineer'],
    }))
})

describe('the name of a new rule', () => {
  it('comes from its title', () => expect(nameFrom('Treasury joins: Approvers!')).toBe('treasury-joins-approvers'))
  it('has no accents', () => expect(nameFrom('Équipe à Zürich')).toBe('equipe-a-zurich'))
})
