import { asId, type EntitlementId, type Instant, instant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled } from '../cases/compiled.ts'
import { matchOneByOne } from '../cases/match-one-by-one.ts'
import { anyIdentity, anyInstant, anyPeople, anyPolicies } from '../cases/random-organisation.ts'
import { deriveSlowly } from '../derivation/derive-slowly.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
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
  for (const { id: entitlement } of policies.entitlements.all) {
    const wanted = [...known.keys()].filter((id) => usable(id).includes(entitlement))
    expect(new Set(snapshot.searchSubjects(entitlement, now))).toEqual(new Set(wanted))
  }
}
