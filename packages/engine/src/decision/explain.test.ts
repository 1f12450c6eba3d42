import { asId, instant } from '@remit/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled } from '../cases/compiled.ts'
import { anyIdentity, anyInstant, anyPolicies } from '../cases/random-organisation.ts'
import { identityOf, policiesOf } from '../cases/read-case.ts'
import { deriveSlowly } from '../derivation/derive-slowly.ts'
import { deriveHeld, rulesMatching } from '../derivation/index.ts'
import { explain } from './explain.ts'

const scene = fc.tuple(anyIdentity(0), anyPolicies.map(compiled), anyInstant)

describe('an explanation', () => {
  it('says held for what is held, and otherwise names an obstacle for every way there', () => {
    fc.assert(
      fc.property(scene, ([identity, policies, now]) => {
        const held = deriveSlowly(identity, policies, now)
        for (const { id } of policies.entitlements.all) {
          const explanation = explain(identity, id, policies, now)
          expect(explanation.is).toBe(held.has(id) ? 'held' : 'not-held')
          if (explanation.is === 'held') continue
          const ways = explanation.nearMisses.map(({ obstacles }) => obstacles.length)
          expect(ways).toEqual([...ways].sort())
          const leading = policies.roles.all.filter((_, role) =>
            policies.givenByRole[role]!.includes(policies.entitlements.ordinals.get(id)!),
          )
          const rules = policies.rules.all.filter(({ rule }) =>
            rule.gives.some((role) => leading.some((l) => l.id === role)),
          )
          if (rules.length > 0) expect(ways.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('does not name a role as a removal that has a way around it', () => {
    const roles = { top: ['left', 'right'], left: ['bottom'], right: ['bottom'], bottom: ['db/read'] }
    const policies = compiled(policiesOf({ entitlements: ['db/read'], roles }))
    const identity = identityOf({
      case: '',
      now: '',
      holds: {},
      identity: { assignments: { asked: { gives: 'top' } } },
    })
    expect(explain(identity, asId('db/read'), policies, instant(0))).toMatchObject({
      is: 'held',
      grant: { reasons: [{ path: ['top', 'left', 'bottom'] }] },
      removals: [
        { end: [{ assignment: 'asked' }] },
        { exclude: { entitlement: 'db/read' } },
        { exclude: { role: 'top' } },
        { exclude: { role: 'bottom' } },
      ],
    })
  })

  it('names removals that remove, each alone, and none of which could be less', () => {
    fc.assert(
      fc.property(scene, ([identity, policies, now]) => {
        const matching = rulesMatching(identity, policies, now)
        for (const ordinal of deriveHeld(identity, policies, now)) {
          const explanation = explain(identity, policies.entitlements.all[ordinal]!.id, policies, now)
          if (explanation.is !== 'held') throw new Error('not explained')
          for (const removal of explanation.removals) {
            if ('exclude' in removal) {
              const exclusion = { id: 'x' as never, denies: removal.exclude, validity: { from: null, until: null } }
              const after = { ...identity, exclusions: [...identity.exclusions, exclusion] }
              expect(deriveHeld(after, policies, now)).not.toContain(ordinal)
              continue
            }
            const heldWithout = (ended: typeof removal.end | readonly []) => {
              const is = (key: string) =>
                ended.some((origin) => (origin.via === 'rule' ? origin.rule : origin.assignment) === key)
              const assignments = identity.assignments.filter(({ id }) => !is(id))
              const rules = matching.filter((rule) => !is(policies.rules.all[rule]!.rule.id))
              return deriveHeld({ ...identity, assignments }, policies, now, rules).includes(ordinal)
            }
            expect(heldWithout(removal.end)).toBe(false)
            for (const spared of removal.end)
              expect(heldWithout(removal.end.filter((origin) => origin !== spared) as [])).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
