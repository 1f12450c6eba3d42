import { readdirSync, readFileSync } from 'node:fs'
import { asId, type EntitlementId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Because, explain, Snapshot } from '../decision/index.ts'
import { deriveGrants, matchRules, nextBoundary } from '../derivation/index.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
import { buildPopulation } from '../population/index.ts'
import type { CaseFile, CaseWritten } from './case.ts'
import { compiled } from './compiled.ts'
import { at, identityOf, missInWords, policiesOf, reasonInWords } from './read-case.ts'

for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.yaml'))) {
  const { about, policies, cases } = parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')) as CaseFile
  const set = compiled(policiesOf(policies))
  describe(`${name}: ${about}`, () => {
    it.each(cases.map((written) => ({ name: written.case, written })))('$name', ({ written }) =>
      expectCase(written, set),
    )
  })
}

describe('a case whose wanted answer is wrong', () => {
  const set = compiled(policiesOf({ entitlements: ['db/read', 'db/write'] }))
  const right: CaseWritten = {
    case: '',
    identity: { assignments: { asked: { gives: 'db/read', until: '2025-04-01' } } },
    now: '2025-03-01',
    holds: { 'db/read': ['asked → db/read'] },
    decides: { 'db/read': 'held', 'db/write': 'not-held' },
    later: { '2025-04-01': { 'db/read': 'not-held' } },
    misses: { 'db/write': [] },
    next: '2025-04-01',
  }

  it.each<[string, Partial<CaseWritten>]>([
    ['holds too little', { holds: {} }],
    ['holds for another reason', { holds: { 'db/read': ['given → db/read'] } }],
    ['permits too much', { decides: { 'db/write': 'held' } }],
    ['permits too long', { later: { '2025-04-01': { 'db/read': 'held' } } }],
    ['explains what is not so', { misses: { 'db/write': ['asked → db/write: left'] } }],
    ['sees no boundary', { next: null }],
  ])('is found out: %s', (_, wrong) => {
    expectCase(right, set)
    expect(() => expectCase({ ...right, ...wrong }, set)).toThrow()
  })
})

function expectCase(written: CaseWritten, policies: PolicySet) {
  const identity = identityOf(written)
  const now = at(written.now)
  const suspended = new Set((written.identity?.suspended ?? []).map((id) => asId<EntitlementId>(id)))
  const grants = deriveGrants(identity, policies, now, suspended)
  const reasons = grants.map(({ entitlement, reasons }) => [
    entitlement,
    reasons.map((r) => reasonInWords(r, entitlement)),
  ])
  expect(Object.fromEntries(reasons)).toEqual(written.holds)

  const { attributes } = policies.facts
  const matches = matchRules(buildPopulation(attributes, [identity]), policies, now)
  const snapshot = new Snapshot({
    subjects: [{ name: 'Ada', facts: identity, suspended }],
    matches,
    policies,
    now,
    revision: 1,
  })
  expect(snapshot.searchResources('Ada', now)).toEqual(
    grants.filter(({ state }) => state === 'active').map(({ entitlement }) => entitlement),
  )
  for (const { is, when, wanted } of moments(written))
    for (const [entitlement, because] of Object.entries(wanted))
      expect([is, entitlement, snapshot.evaluate({ identity: 'ada', entitlement, now: when }).because]).toEqual([
        is,
        entitlement,
        because,
      ])

  for (const [entitlement, wanted] of Object.entries(written.misses ?? {}))
    expect(misses(identity, entitlement, policies, written)).toEqual(wanted)
  if (written.next !== undefined)
    expect(nextBoundary(identity, policies, now)).toBe(written.next === null ? null : at(written.next))
}

function moments({ now, decides = {}, later = {} }: CaseWritten) {
  const told: [string, Readonly<Record<string, Because>>][] = [[now, decides], ...Object.entries(later)]
  return told.map(([is, wanted]) => ({ is, when: at(is), wanted }))
}

function misses(identity: IdentityFacts, entitlement: string, policies: PolicySet, { now }: CaseWritten) {
  const explanation = explain(identity, asId<EntitlementId>(entitlement), policies, at(now))
  return explanation.is === 'held' ? 'held' : explanation.nearMisses.map((miss) => missInWords(miss, entitlement))
}
