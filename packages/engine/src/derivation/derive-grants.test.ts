import { type Instant, instant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled } from '../cases/compiled.ts'
import { matchOneByOne } from '../cases/match-one-by-one.ts'
import { anyIdentity, anyInstant, anyPeople, anyPolicies, HORIZON } from '../cases/random-organisation.ts'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
import { buildPopulation } from '../population/index.ts'
import { deriveEveryone } from './derive-everyone.ts'
import { deriveGrants } from './derive-grants.ts'
import { deriveHeld } from './derive-held.ts'
import { deriveSlowly } from './derive-slowly.ts'
import { applyChanges, diffGrants, keyOfReason } from './diff-grants.ts'
import { gatherEveryone, type RuleMatches } from './everyone.ts'
import type { Grant, Reason } from './grant.ts'
import { matchRules } from './match-rules.ts'
import { memberships } from './memberships.ts'
import { nextBoundary } from './next-boundary.ts'

const policies = anyPolicies.map(compiled)
const ids = (set: PolicySet, ordinals: Iterable<number>) => [...ordinals].map((n) => set.entitlements.all[n]!.id)
const runs = { numRuns: 400 }

describe('in a random organisation', () => {
  it('what one identity holds is what the plain words say', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, (identity, set, now) => {
        const wanted = [...deriveSlowly(identity, set, now)].sort()
        expect(deriveGrants(identity, set, now).map((grant) => grant.entitlement)).toEqual(wanted)
        expect(ids(set, deriveHeld(identity, set, now))).toEqual(wanted)
      }),
      runs,
    )
  })

  it('what everybody holds is what each one holds', () => {
    fc.assert(
      fc.property(anyPeople, policies, anyInstant, (people, set, now) => {
        const derived = deriveEveryone(gatherEveryone(people), matchOneByOne(people, set, now), set, now)
        const wanted = people.map((identity) => deriveGrants(identity, set, now).map((grant) => grant.entitlement))
        expect(people.map((_, n) => ids(set, derived.entitlementsOf(n)))).toEqual(wanted)
        for (let e = 0; e < derived.entitlements; e++) {
          const holders = people.flatMap((_, n) => (wanted[n]!.includes(set.entitlements.all[e]!.id) ? [n] : []))
          expect([...derived.holdersOf(e)]).toEqual(holders)
          expect(derived.countHolders(e)).toBe(holders.length)
          expect(people.flatMap((_, n) => (derived.holds(n, e) ? [n] : []))).toEqual(holders)
        }
        expect(derived.countPairs()).toBe(wanted.flat().length)
      }),
      runs,
    )
  })

  it('set algebra matches the rules as asking each of them does', () => {
    fc.assert(
      fc.property(anyPeople, policies, anyInstant, (people, set, now) => {
        const population = buildPopulation(set.facts.attributes, people)
        const told = ({ classOf, classes }: RuleMatches) => Array.from(classOf, (number) => [...classes[number]!])
        expect(told(matchRules(population, set, now))).toEqual(told(matchOneByOne(people, set, now)))
      }),
      runs,
    )
  })

  it('deriving twice says the same as deriving once, and every reason is told once', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, (identity, set, now) => {
        const once = deriveGrants(identity, set, now)
        expect(diffGrants(once, deriveGrants(identity, set, now))).toEqual([])
        for (const { reasons } of once) expect(new Set(reasons.map(keyOfReason)).size).toBe(reasons.length)
      }),
      runs,
    )
  })

  it('every reason can be followed from what was given to what is held, past nothing excluded', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, (identity, set, now) => {
        for (const { entitlement, reasons } of deriveGrants(identity, set, now))
          for (const reason of reasons) expectToLead(reason, entitlement, identity, set, now)
      }),
      runs,
    )
  })

  it('the changes from one moment to another lead there', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, anyInstant, fc.boolean(), (identity, set, a, b, suspend) => {
        const before = deriveGrants(identity, set, a)
        const suspended = new Set(suspend ? before.slice(0, 1).map((grant) => grant.entitlement) : [])
        const after = deriveGrants(identity, set, b, suspended)
        const changes = diffGrants(before, after)
        const told = (grants: readonly Grant[]) =>
          grants.map(({ entitlement, state, reasons }) => [entitlement, state, reasons.map(keyOfReason).sort()]).sort()
        expect(told(applyChanges(before, changes))).toEqual(told(after))
        expect(diffGrants(applyChanges(before, changes), after)).toEqual([])
      }),
      runs,
    )
  })

  it('nothing changes before the next boundary', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, (identity, set, now) => {
        const next = nextBoundary(identity, set, now) ?? ((HORIZON + 10) as Instant)
        const wanted = deriveGrants(identity, set, now)
        for (let at = now + 1; at < next; at++)
          expect(diffGrants(wanted, deriveGrants(identity, set, instant(at)))).toEqual([])
      }),
      runs,
    )
  })

  it('the roles held outright account for every reason that passes through a role', () => {
    fc.assert(
      fc.property(anyIdentity(0), policies, anyInstant, (identity, set, now) => {
        const given = memberships(identity, set, now).map(({ role, by }) => JSON.stringify([role, by]))
        for (const { reasons } of deriveGrants(identity, set, now))
          for (const { path, nesting: _, ...by } of reasons)
            if (path.length > 0) expect(given).toContain(JSON.stringify([path[0], by]))
      }),
      runs,
    )
  })
})

function expectToLead(reason: Reason, entitlement: string, identity: IdentityFacts, set: PolicySet, now: Instant) {
  const { facts } = set
  const chain = [...reason.nesting, entitlement]
  const roles = reason.path.map((id) => facts.roles.find((role) => role.id === id)!)
  for (const [n, role] of roles.slice(1).entries()) expect(roles[n]!.roles).toContain(role.id)
  if (roles.length > 0) expect(roles.at(-1)!.entitlements).toContain(chain[0])
  for (const [n, held] of chain.slice(1).entries()) expect(facts.nesting).toContainEqual({ holder: chain[n], held })

  const start = roles.length > 0 ? { role: roles[0]!.id } : { entitlement: chain[0] }
  if (reason.via === 'rule')
    expect([{ role: facts.rules.find(({ id }) => id === reason.rule)!.gives }]).toEqual([
      { role: expect.arrayContaining([roles[0]!.id]) },
    ])
  else expect(identity.assignments.find(({ id }) => id === reason.assignment)!.gives).toEqual(start)
  const passed: string[] = [...reason.path, ...chain]
  for (const { denies, validity } of identity.exclusions) {
    const covers = (validity.from === null || validity.from <= now) && (validity.until === null || now < validity.until)
    if (covers) expect(passed).not.toContain('role' in denies ? denies.role : denies.entitlement)
  }
}
