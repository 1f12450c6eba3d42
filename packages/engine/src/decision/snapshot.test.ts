import { asId, type EntitlementId, type IdentityId, type Instant, instant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled } from '../cases/compiled.ts'
import { matchOneByOne } from '../cases/match-one-by-one.ts'
import { anyIdentity, anyInstant, anyPeople, anyPolicies } from '../cases/random-organisation.ts'
import { at, identityOf, policiesOf } from '../cases/read-case.ts'
import { deriveSlowly } from '../derivation/derive-slowly.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
import { STEPS_AHEAD } from './schedule.ts'
import { Snapshot, type Subject } from './snapshot.ts'

const snapshotOf = (subjects: readonly Subject[], policies: PolicySet, now: Instant) =>
  new Snapshot({
    subjects,
    matches: matchOneByOne(
      subjects.map(({ facts }) => facts),
      policies,
      now,
    ),
    policies,
    now,
    revision: 1,
  })

const named = (facts: IdentityFacts): Subject => ({ name: `name of ${facts.id}`, facts })

type Step = { replace: IdentityFacts; suspend: boolean } | { pass: number }
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ replace: fc.nat({ max: 9 }).chain(anyIdentity), suspend: fc.boolean() }),
  fc.record({ pass: fc.nat({ max: 30 }) }),
)

describe('a snapshot, whatever happens and however time passes', () => {
  it('decides, and finds, what the plain words say', () => {
    fc.assert(
      fc.property(
        anyPeople,
        anyPolicies.map(compiled),
        anyInstant,
        fc.array(anyStep, { maxLength: 8 }),
        (people, policies, start, steps) => {
          let now = start
          const known = new Map<string, Subject>(people.map((facts) => [facts.id, named(facts)]))
          const snapshot = snapshotOf([...known.values()], policies, now)
          expectToAgree(snapshot, known, policies, now)
          for (const step of steps) {
            if ('pass' in step) now = instant(now + step.pass)
            else {
              const subject = {
                ...named(step.replace),
                suspended: new Set(step.suspend ? [asId<EntitlementId>('e1')] : []),
              }
              known.set(step.replace.id, subject)
              snapshot.replaceIdentity(subject, now, 2)
            }
            expectToAgree(snapshot, known, policies, now)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

it('is found out by the judge if it knows of an assignment that nobody made', () => {
  const policies = compiled(policiesOf({ entitlements: ['db/read'] }))
  const honest = named(identityOf({ case: '', now: '', holds: {} }))
  const forged = named(
    identityOf({ case: '', now: '', holds: {}, identity: { assignments: { forged: { gives: 'db/read' } } } }),
  )
  const known = new Map([['ada', honest]])
  expectToAgree(snapshotOf([honest], policies, instant(0)), known, policies, instant(0))
  expect(() => expectToAgree(snapshotOf([forged], policies, instant(0)), known, policies, instant(0))).toThrow()
})

describe('a snapshot of Ada, who may read until noon', () => {
  const noon = instant(1_000)
  const policies = compiled(policiesOf({ entitlements: ['db/read', 'db/write'] }))
  const ada = (assignments: Readonly<Record<string, { gives: string; until?: string }>>): Subject => ({
    name: 'Ada',
    facts: { ...identityOf({ case: '', now: '', holds: {}, identity: { assignments } }), id: asId('id-of-ada') },
  })
  const reading = ada({ asked: { gives: 'db/read', until: '1970-01-01T00:00:01Z' } })
  const snapshot = () => snapshotOf([reading], policies, instant(0))
  const ask = { identity: 'Ada', entitlement: 'db/read', now: instant(0) }

  it.each([
    ['permits what she holds', {}, true, 'held'],
    ['permits it up to the last millisecond', { now: instant(999) }, true, 'held'],
    ['denies it from noon on, though nobody did anything', { now: noon }, false, 'not-held'],
    ['denies what she does not hold', { entitlement: 'db/write' }, false, 'not-held'],
    ['denies an entitlement it does not know', { entitlement: 'db/drop' }, false, 'unknown-entitlement'],
    ['denies an identity it does not know', { identity: 'Bob' }, false, 'unknown-identity'],
    [
      'does not take a property of every object for an identity',
      { identity: 'constructor' },
      false,
      'unknown-identity',
    ],
    ['answers who is content with its revision', { atLeast: 1 }, true, 'held'],
    ['denies who knows of a later revision', { atLeast: 2 }, false, 'stale'],
  ])('%s', (_, change, decision, because) => {
    expect(snapshot().evaluate({ ...ask, ...change })).toEqual({ decision, because })
  })

  it('denies what was taken away as soon as she is replaced', () => {
    const changed = snapshot()
    changed.replaceIdentity(ada({}), instant(5), 2)
    expect(changed.evaluate({ ...ask, now: instant(5), atLeast: 2 }).because).toBe('not-held')
    expect(changed.searchSubjects('db/read', instant(5))).toEqual([])
  })

  it('offers the action there is, while there is one', () => {
    expect(snapshot().searchActions(ask)).toEqual(['use'])
    expect(snapshot().searchActions({ ...ask, now: noon })).toEqual([])
  })

  it('knows her by her new name only, once she is renamed', () => {
    const renamed = snapshot()
    renamed.replaceIdentity({ ...reading, name: 'Ada King' }, instant(5), 2)
    expect(renamed.evaluate({ ...ask, identity: 'Ada King' }).because).toBe('held')
    expect(renamed.evaluate(ask).because).toBe('unknown-identity')
  })

  it('gives nobody her access for being named like her id', () => {
    const two = snapshot()
    const mallory = { name: 'id-of-ada', facts: { ...ada({}).facts, id: asId<IdentityId>('id-of-mallory') } }
    two.replaceIdentity(mallory, instant(5), 2)
    expect(two.evaluate({ ...ask, identity: 'id-of-ada' }).because).toBe('held')
    expect(two.evaluate({ ...ask, identity: 'id-of-mallory' }).because).toBe('not-held')
  })

  it('takes in more people than it was built for', () => {
    const growing = snapshot()
    const newcomers = Array.from({ length: 300 }, (_, n) => ({
      name: `n${n}`,
      facts: { ...reading.facts, id: asId<IdentityId>(`${n}`) },
    }))
    for (const newcomer of newcomers) growing.replaceIdentity(newcomer, instant(5), 2)
    expect(growing.searchSubjects('db/read', instant(5))).toHaveLength(301)
    expect(growing.searchSubjects('db/read', noon)).toEqual([])
  })

  it('denies, rather than guesses, beyond the changes it worked out', () => {
    const busy = Array.from({ length: STEPS_AHEAD + 1 }, (_, n) => [
      `a${n}`,
      { gives: 'db/write', until: `2025-01-${n + 10}` },
    ])
    const subject = ada({ ...Object.fromEntries(busy), always: { gives: 'db/read' } })
    const later = snapshotOf([subject], policies, instant(0))
    expect(later.evaluate({ ...ask, now: at('2025-01-25') }).because).toBe('held')
    expect(later.evaluate({ ...ask, now: at('2025-01-26') }).because).toBe('stale')
    later.replaceIdentity(subject, at('2025-01-26'), 2)
    expect(later.evaluate({ ...ask, now: at('2025-01-26') }).because).toBe('held')
  })
})

/** The judge: a plain map of sets, made anew at every moment. */
function expectToAgree(snapshot: Snapshot, known: ReadonlyMap<string, Subject>, policies: PolicySet, now: Instant) {
  const held = new Map<string, Set<string>>()
  for (const [id, { facts }] of known) held.set(id, deriveSlowly(facts, policies, now))
  const usable = (id: string) =>
    [...held.get(id)!].filter((e) => known.get(id)!.suspended?.has(asId<EntitlementId>(e)) !== true)

  for (const [id, { name }] of known) {
    expect(new Set(snapshot.searchResources(id, now))).toEqual(new Set(usable(id)))
    for (const { id: entitlement, name: called } of policies.entitlements.all) {
      const wanted = usable(id).includes(entitlement)
        ? 'held'
        : held.get(id)!.has(entitlement)
          ? 'suspended'
          : 'not-held'
      const answer = snapshot.evaluate({ identity: id, entitlement, now })
      expect(answer).toEqual({ decision: wanted === 'held', because: wanted })
      expect(snapshot.evaluate({ identity: name, entitlement: called, now })).toBe(answer)
    }
  }
  const counts = snapshot.countHolders(now)
  for (const { id: entitlement } of policies.entitlements.all) {
    const wanted = [...known.keys()].filter((id) => usable(id).includes(entitlement))
    expect(new Set(snapshot.searchSubjects(entitlement, now))).toEqual(new Set(wanted))
    const holders = [...held.values()].filter((all) => all.has(entitlement))
    expect(counts[snapshot.ordinalOfEntitlement(entitlement)!]).toBe(holders.length)
  }
}
