import { accept, days, type IdentityId } from '@remit/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Said, saveClaims } from '../features/identities/index.ts'
import { newId } from '../platform/ids.ts'
import { TESTER } from '../testing/test-platform.ts'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'

interface Plan {
  id: string
  hash: string
  steps: { kind: string; name: string; change: string }[]
  findings: { severity: string; message: string; at: string; file?: string; line?: number }[]
  impact: {
    people: number
    gains: number
    losses: number
    sample: { gains: { identity: { name: string }; why: string }[]; losses: { identity: { name: string } }[] }
  }
  needsSecondPerson: boolean
  needs: string[]
}

let remit: TestRemit
const ids = new Map<string, IdentityId>()

const claim = async (people: Record<string, Said>) => {
  await remit.platform.perform(TESTER, async (work) => {
    await saveClaims(
      work,
      Object.entries(people).map(([name, said]) => {
        const identity = ids.get(name) ?? newId<IdentityId>()
        ids.set(name, identity)
        return {
          identity,
          source: 'hr',
          rank: 10,
          said: { type: 'employee' as const, displayName: name, status: 'active' as const, ...said },
          name,
        }
      }),
    )
    return accept()
  })
}
const minutesPass = () => remit.platform.clock.pass(60_000)
const plan = (changes: object[], more: object = {}) => remit.ask<Plan>('POST', '/plans', { changes, ...more })
const apply = async (planned: Plan) => {
  minutesPass()
  await remit.ask('POST', `/plans/${planned.id}/apply`, { hash: planned.hash })
  await remit.settled()
  minutesPass()
}
const change = (document: { kind: string; name: string }) => ({ kind: document.kind, name: document.name, document })
const may = async (who: string, what: string) =>
  (
    await remit.ask<{ decision: boolean }>('POST', '/access/v1/evaluation', {
      subject: { type: 'identity', id: who },
      action: { name: 'use' },
      resource: { type: 'entitlement', id: what },
    })
  ).decision
const held = async (who: string, at?: number) =>
  (
    await remit.ask<{ items: { entitlement: { name: string } }[] }>(
      'GET',
      `/identities/${who}/grants${at ? `?at=${new Date(at).toISOString()}` : ''}`,
    )
  ).items.map((item) => item.entitlement.name)

const rule = (when: string, gives = ['finance']) => ({ kind: 'rule', name: 'finance', owner: 'eve', when, gives })

beforeAll(async () => {
  remit = await testRemit()
  await claim({
    ada: { attributes: { department: 'Finance' } },
    bob: { attributes: { department: 'Sales' } },
    eve: { attributes: { department: 'Finance', title: 'Head' } },
  })
  minutesPass()
})
afterAll(() => remit.close())

describe('a rule is changed', () => {
  let before = 0

  it('shows who gains what before anything happens', async () => {
    const first = await plan([
      change({
        kind: 'application',
        name: 'books',
        connector: 'csv-export',
        fulfilment: 'manual',
        instructions: 'Write to the clerk.',
        accounts: { userName: '{name}' },
        settings: {
          accounts: { path: 'books.csv', account: 'login' },
          holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
        },
      } as never),
      change({ kind: 'entitlement', name: 'books/read' }),
      change({ kind: 'entitlement', name: 'books/pay' }),
      change({ kind: 'role', name: 'finance', entitlements: ['books/read', 'books/pay'] } as never),
      change(rule('identity.department == "Finance"')),
    ])
    expect(first.findings.filter((finding) => finding.severity === 'error')).toEqual([])
    expect(first.impact).toMatchObject({ people: 2, gains: 4, losses: 0 })
    expect(first.impact.sample.gains.map((gain) => gain.identity.name).sort()).toEqual(['ada', 'ada', 'eve', 'eve'])
    expect(first.impact.sample.gains[0]!.why).toContain('rule finance')
    expect(await may('ada', 'books/pay')).toBe(false)
    await apply(first)
  })

  it('decides by it as soon as it is applied, and says why', async () => {
    expect([
      await may('ada', 'books/pay'),
      await may('bob', 'books/pay'),
      await may('nobody', 'books/pay'),
      await may('ada', 'books/unknown'),
    ]).toEqual([true, false, false, false])
    const explained = await remit.ask<{
      held: boolean
      paths: { path: { kind: string; label: string; detail: string }[] }[]
    }>('GET', '/explanations?subject=ada&entitlement=books/pay')
    expect(explained.paths[0]!.path.map((step) => step.kind)).toEqual(['attribute', 'rule', 'role', 'entitlement'])
    expect(explained.paths[0]!.path[0]).toMatchObject({ label: 'department', detail: 'Finance' })
    const missed = await remit.ask<{ misses: { firstFailing: string }[] }>(
      'GET',
      '/explanations?subject=bob&entitlement=books/pay',
    )
    expect(missed.misses[0]!.firstFailing).toContain('identity.department == "Finance"')
    before = remit.platform.clock.now()
    minutesPass()
  })

  it('takes from some and gives to others when it changes, and keeps the past', async () => {
    const second = await plan([
      change(rule('identity.department == "Finance" && identity.title == "Head" || identity.department == "Sales"')),
    ])
    expect(second.impact).toMatchObject({ people: 2, gains: 2, losses: 2 })
    await apply(second)
    expect(await held('ada')).toEqual([])
    expect(await held('bob')).toEqual(['books/pay', 'books/read'])
    expect(await held('ada', before)).toEqual(['books/pay', 'books/read'])
    expect(await held('bob', before)).toEqual([])
  })

  it('is reverted as one', async () => {
    const { items } = await remit.ask<{ items: { id: string; state: string }[] }>('GET', '/plans?state=applied')
    const back = await remit.ask<Plan>('POST', `/plans/${items[0]!.id}/revert`)
    expect(back.impact).toMatchObject({ gains: 2, losses: 2 })
    await apply(back)
    expect([await may('ada', 'books/pay'), await may('bob', 'books/pay')]).toEqual([true, false])
    const timeline = await remit.ask<{
      events: { action: string; detail: { opened?: string[] } }[]
      points: { grants: number }[]
    }>('GET', '/identities/ada/timeline')
    expect(timeline.points.map((point) => point.grants)).toEqual([2, 0, 2])
  })

  it('is handed back to the console when the files that took it over are reverted', async () => {
    const named = { ...rule('identity.department == "Finance"'), title: 'Whoever works in finance' }
    const taken = await remit.ask<Plan>('POST', '/plans', { documents: [{ document: named }] })
    await apply(taken)
    expect((await plan([change(rule('true'))])).findings).toMatchObject([{ severity: 'error' }])
    const back = await remit.ask<Plan>('POST', `/plans/${taken.id}/revert`)
    expect(back.findings).toEqual([])
    await apply(back)
    expect((await plan([change(rule('true'))])).findings).toEqual([])
  })

  it('is not applied by a hash that is not the plan, nor when the world moved on', async () => {
    const one = await plan([change(rule('identity.department == "Sales"'))])
    const other = await plan([change(rule('true'))])
    expect((await remit.raw('POST', `/plans/${one.id}/apply`, { hash: other.hash })).json()).toMatchObject({
      code: 'plan.wrong-hash',
    })
    await apply(one)
    expect((await remit.raw('POST', `/plans/${other.id}/apply`, { hash: other.hash })).json()).toMatchObject({
      code: 'plan.is-stale',
    })
  })

  it('is refused with the place and what was allowed', async () => {
    const wrong = await remit.ask<Plan>('POST', '/plans', {
      documents: [{ document: rule('identity.departement == "Finance"', ['nothing']), file: 'rules.yaml', line: 7 }],
    })
    expect(
      wrong.findings
        .filter((finding) => finding.severity === 'error')
        .map(({ file, line, message }) => ({ file, line, message })),
    ).toEqual([
      { file: 'rules.yaml', line: 7, message: expect.stringContaining('Did you mean "department"?') },
      { file: 'rules.yaml', line: 7, message: 'there is no role "nothing"' },
    ])
  })

  it('exports what is in force, and a plan of that is empty', async () => {
    const { documents } = await remit.ask<{ documents: { document: object }[] }>('GET', '/export')
    expect(documents.length).toBeGreaterThan(3)
    const again = await remit.ask<Plan>('POST', '/plans', {
      documents: documents.map(({ document }) => ({ document })),
      complete: true,
    })
    expect(again.steps).toEqual([])
  })
})

describe('time passes', () => {
  it('ends an assignment at its instant though nobody did anything', async () => {
    const until = remit.platform.clock.now() + days(1)
    await remit.ask('POST', '/assignments', {
      identity: 'ada',
      entitlement: 'books/read',
      until: new Date(until).toISOString(),
      justification: 'month end',
    })
    expect(await may('ada', 'books/read')).toBe(true)
    remit.platform.clock.set(until as never)
    expect(await may('ada', 'books/read')).toBe(false)
  })

  it('excludes whatever the rules say, until the exclusion ends', async () => {
    expect(await may('bob', 'books/pay')).toBe(true)
    const { id } = await remit.ask<{ id: string }>('POST', '/exclusions', {
      identity: 'bob',
      entitlement: 'books/pay',
      justification: 'review',
    })
    expect(await may('bob', 'books/pay')).toBe(false)
    await remit.ask('DELETE', `/exclusions/${id}`)
    expect(await may('bob', 'books/pay')).toBe(true)
  })

  it('takes everything from whoever leaves', async () => {
    minutesPass()
    await claim({ bob: { status: 'left', attributes: { department: 'Sales' } } })
    expect(await held('bob')).toEqual([])
    expect(await may('bob', 'books/pay')).toBe(false)
  })
})

describe('a brake', () => {
  it('holds a change that would take too much until somebody else applies it', async () => {
    const people = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`clerk${n}`, { attributes: { department: 'Sales' } }]),
    )
    await claim(people)
    await remit.settled()
    minutesPass()
    remit.platform.clock.pass(days(2))
    const much = await plan([{ kind: 'rule', name: 'finance', document: null }])
    expect(much.needsSecondPerson).toBe(true)
    expect(much.needs[0]).toContain('without a second person')
    expect((await remit.raw('POST', `/plans/${much.id}/apply`, { hash: much.hash })).json()).toMatchObject({
      code: 'plan.needs-second-person',
    })
    expect(await may('clerk1', 'books/pay')).toBe(true)
  })
})
