import type { PolicySet } from '@remit/engine'
import type { IdentityId } from '@remit/kernel'
import { hasDerived } from '../grants/index.ts'
import { type Cause, heldByBrakes, type Tripped } from '../policies/index.ts'
import { digestOf, type EffectLine, effectLines } from './domain/effects.ts'
import type { PlanStep } from './domain/steps.ts'
import type { Planner } from './planner.ts'
import type { ImpactSummary } from './store.ts'

export interface Assessment {
  readonly impact: ImpactSummary
  readonly effects: readonly EffectLine[]
  readonly brakes: readonly Tripped[]
  /** Why a second person must apply it; empty: whoever made it may. */
  readonly needs: readonly string[]
}

const PLANS: Cause = { is: 'plans' }

export const NO_IMPACT: ImpactSummary = {
  people: 0,
  gains: 0,
  losses: 0,
  unchanged: 0,
  perApplication: [],
  digest: digestOf([]),
  bootstrap: false,
}

/**
 * What a rehearsed change would do to everybody now, and why it may need a second person. Done when a plan is made and
 * once more when it is applied: people move between the two.
 * @param after the policies as they would be; `null`: they stay as they are.
 */
export async function assess(
  { platform, world }: Planner,
  steps: readonly PlanStep[],
  after: PolicySet | null,
  author: IdentityId | null,
): Promise<Assessment> {
  const { database, clock } = platform
  const bootstrap =
    !(await hasDerived(database)) && [...world.grantsByApplication().values()].every((grants) => grants === 0)
  const loosened = bootstrap || !steps.some((step) => step.kind === 'brake') ? [] : ['It changes a brake.']
  if (!after) return { impact: { ...NO_IMPACT, unchanged: world.size }, effects: [], brakes: [], needs: loosened }

  const before = world.policies
  const simulated = world.simulate(after)
  const effects = [...effectLines(simulated, before, after, (ordinal) => world.factsOf(ordinal).id)]
  const named = new Map(
    [before, after].flatMap((set) =>
      set.entitlements.all.map(({ application, name }) => [application, name.slice(0, name.indexOf('/'))]),
    ),
  )
  const grants = world.grantsByApplication()
  const impact: ImpactSummary = {
    people: simulated.people,
    gains: simulated.total.gained,
    losses: simulated.total.lost,
    unchanged: world.size - simulated.people,
    perApplication: [...simulated.applications].map(([id, { gained, lost }]) => ({
      application: named.get(id) ?? id,
      gains: gained,
      losses: lost,
      grants: grants.get(named.get(id) ?? id) ?? 0,
    })),
    digest: digestOf(effects),
    bootstrap,
  }
  const brakes = bootstrap ? [] : await heldByBrakes(database, PLANS, impact.perApplication, clock.now())
  const forOneself =
    author !== null && effects.some((effect) => effect.direction === 'gain' && effect.identity === author)
  return {
    impact,
    effects,
    brakes,
    needs: [
      ...brakes.map((one) => one.sentence),
      ...loosened,
      ...(forOneself ? ['It would give access to whoever made it.'] : []),
    ],
  }
}
