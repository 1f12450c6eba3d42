import { asId, type EntitlementId, type RoleId } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled } from '../cases/compiled.ts'
import { matchOneByOne } from '../cases/match-one-by-one.ts'
import { anyInstant, anyPeople, anyPolicies } from '../cases/random-organisation.ts'
import { deriveGrants, gatherEveryone } from '../derivation/index.ts'
import type { IdentityFacts, PolicyFacts } from '../facts.ts'
import { simulate } from './simulate.ts'

/** A change as people make them: one thing at a time, and sometimes everything. */
const anyChange: fc.Arbitrary<(facts: PolicyFacts) => PolicyFacts> = fc.oneof(
  fc.constant((facts: PolicyFacts) => ({ ...facts, rules: facts.rules.slice(1) })),
  fc.constant((facts: PolicyFacts) => ({ ...facts, nesting: facts.nesting.slice(1) })),
  fc.nat({ max: 7 }).map((n) => (facts: PolicyFacts) => ({
    ...facts,
    roles: facts.roles.map((role, at) => (at === 0 ? { ...role, entitlements: [asId<EntitlementId>(`e${n}`)] } : role)),
  })),
  fc.nat({ max: 5 }).map((n) => (facts: PolicyFacts) => ({
    ...facts,
    rules: facts.rules.map((rule, at) => (at === 0 ? { ...rule, gives: [asId<RoleId>(`r${n}`)] } : rule)),
  })),
  fc.constant((facts: PolicyFacts) => ({ ...facts, entitlements: [...facts.entitlements].reverse() })),
  fc.constant((facts: PolicyFacts) => facts),
  anyPolicies.map((other) => () => other),
)

const holdings = (people: readonly IdentityFacts[], facts: PolicyFacts, now: Parameters<typeof deriveGrants>[2]) =>
  people.map((identity) => new Set(deriveGrants(identity, compiled(facts), now).map((grant) => grant.entitlement)))

describe('what a change of policies would do', () => {
  const scene = fc.tuple(anyPeople, anyPolicies, anyChange, anyInstant)

  it('is the difference between deriving each one before and after', () => {
    fc.assert(
      fc.property(scene, ([people, facts, change, now]) => {
        const changed = change(facts)
        const side = (of: PolicyFacts) => {
          const policies = compiled(of)
          return { policies, matches: matchOneByOne(people, policies, now) }
        }
        const impact = simulate(gatherEveryone(people), side(facts), side(changed), now)

        const [before, after] = [holdings(people, facts, now), holdings(people, changed, now)]
        const gains = people.map((_, n) => [...after[n]!].filter((e) => !before[n]!.has(e)).sort())
        const losses = people.map((_, n) => [...before[n]!].filter((e) => !after[n]!.has(e)).sort())
        const told = (which: 'gained' | 'lost') =>
          people.map((_, n) =>
            impact.changes.flatMap((group) => (group.identities.includes(n) ? group[which] : [])).sort(),
          )
        expect(told('gained')).toEqual(gains)
        expect(told('lost')).toEqual(losses)
        const total = { gained: gains.flat().length, lost: losses.flat().length }
        expect(impact.total).toEqual(total)
        expect(impact.people).toBe(people.filter((_, n) => gains[n]!.length + losses[n]!.length > 0).length)
        expect([...impact.applications.values()]).toEqual(total.gained + total.lost === 0 ? [] : [total])
        for (const [entitlement, counts] of impact.entitlements)
          expect(counts).toEqual({
            gained: gains.flat().filter((e) => e === entitlement).length,
            lost: losses.flat().filter((e) => e === entitlement).length,
          })
      }),
      { numRuns: 500 },
    )
  })

  it('names a removed rule as the cause for everybody it matched', () => {
    fc.assert(
      fc.property(scene, ([people, facts, , now]) => {
        const shorter = compiled({ ...facts, rules: facts.rules.slice(1) })
        const policies = compiled(facts)
        const impact = simulate(
          gatherEveryone(people),
          { policies, matches: matchOneByOne(people, policies, now) },
          { policies: shorter, matches: matchOneByOne(people, shorter, now) },
          now,
        )
        for (const { rules, roles } of impact.changes)
          expect({ rules, roles }).toEqual({ rules: [facts.rules[0]!.id], roles: [] })
      }),
    )
  })
})
