import { describe, expect, it } from 'vitest'
import { attentionFrom } from './attention.ts'
import type { Look } from './look.ts'

const NOTHING: Look = {
  identities: 0,
  applications: 0,
  roles: 0,
  rules: 0,
  openOperations: 0,
  declinedOperations: 0,
  manualOperations: 0,
  unknownOperations: 0,
  findings: [],
  pausedRuns: [],
  refusedRuns: [],
  cases: 0,
  waitingPlans: [],
  applicationsByState: [],
}
const finding = (kind: string, application: string, count: number) => ({ kind, application, count })
const said = (look: Partial<Look>) => attentionFrom({ ...NOTHING, ...look })

describe('what needs a decision today', () => {
  it('is nothing where nothing is amiss', () => expect(said({})).toEqual([]))

  it('stands with the gravest first', () => {
    const all = said({
      manualOperations: 1,
      cases: 2,
      declinedOperations: 3,
      findings: [finding('account-of-leaver', 'crm', 1), finding('attribute-differs', 'crm', 1)],
    })
    expect(all.map(({ severity }) => severity)).toEqual(['high', 'high', 'medium', 'low', 'low'])
  })

  it('counts one kind of difference over all applications, and leads to where it is', () => {
    const [one] = said({ findings: [finding('orphan-account', 'crm', 1)] })
    expect(one).toMatchObject({
      title: '1 account nobody owns',
      detail: 'In crm',
      href: '/applications/crm/differences?kind=orphan-account',
    })
    const [many] = said({ findings: ['a', 'b', 'c', 'd', 'e'].map((name) => finding('orphan-account', name, 1000)) })
    expect(many).toMatchObject({
      title: '5,000 accounts nobody owns',
      detail: 'In a, b, c and 2 more',
      href: '/applications?differences=orphan-account',
    })
  })

  it('names a source that is held, an application that does not answer, and a plan that waits', () => {
    const run = { id: '1', source: 'hr', why: '16 of 38 people are missing', since: new Date(0) }
    const application = {
      id: '1',
      name: 'crm',
      title: 'CRM',
      state: 'failing',
      message: 'refused',
      since: null,
      lastImportAt: null,
      waiting: 0,
      holdings: 0,
      differences: 0,
    }
    const all = said({
      pausedRuns: [run],
      applicationsByState: [application, { ...application, state: 'healthy' }],
      waitingPlans: [{ id: 'p', title: 'Files', since: new Date(0) }],
    })
    expect(all.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
      'Source hr is paused: 16 of 38 people are missing',
      'CRM does not answer: refused',
      'A change waits for a second person: Files',
    ])
  })

  it('passes over a kind of difference it has no words for', () =>
    expect(said({ findings: [finding('of-tomorrow', 'crm', 1)] })).toEqual([]))
})
