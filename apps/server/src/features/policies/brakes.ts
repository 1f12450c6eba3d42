import type { Tx } from '../../platform/database/scope.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { BUILT_IN, type BrakeSpec, type Tripped, trippedBy } from './domain/brake.ts'
import { findBrakes, insertTallies, type Tally, talliesSince } from './store.ts'

/** The brakes in force; the built-in ones where nobody wrote any. */
export async function brakesInForce(tx: Tx): Promise<readonly { readonly name: string; readonly spec: BrakeSpec }[]> {
  const written = await findBrakes(tx)
  return written.length > 0 ? written.map(({ name, spec }) => ({ name, spec: spec as BrakeSpec })) : BUILT_IN
}

/** What brings effects about: changes of policies, or the runs of one source. */
export type Cause = { readonly is: 'plans' } | { readonly is: 'source'; readonly source: string }

const keyOf = (cause: Cause): string => (cause.is === 'plans' ? 'plans' : `source ${cause.source}`)

/** Effects that a cause would have in one application, and the grants that are there now. */
export interface Weighed extends Tally {
  readonly grants: number
}

/** Which brakes would hold these effects, counted together with what the same cause brought about before, within each window. */
export async function heldByBrakes(tx: Tx, cause: Cause, weighed: readonly Weighed[], now: number): Promise<readonly Tripped[]> {
  const all: Tripped[] = []
  for (const { name, spec } of await brakesInForce(tx)) {
    if (spec.scope.source !== undefined && !(cause.is === 'source' && cause.source === spec.scope.source)) continue
    if (spec.scope.rule !== undefined) continue
    const before = await talliesSince(tx, keyOf(cause), new Date(now - spec.hours * 3_600_000))
    for (const { application, gains, losses, grants } of weighed) {
      if (spec.scope.application !== undefined && spec.scope.application !== application) continue
      const earlier = before.get(application) ?? { gains: 0, losses: 0 }
      all.push(...trippedBy(name, { ...spec, scope: { application } }, { gains, losses, gainsBefore: earlier.gains, lossesBefore: earlier.losses, grants }))
    }
  }
  return all
}

/** Keeps what a cause brought about, so that the next slice is counted with it. */
export async function tallyEffects(work: UnitOfWork, cause: Cause, tallies: readonly Tally[]): Promise<void> {
  await insertTallies(work.tx, new Date(work.now), keyOf(cause), tallies.map(({ application, gains, losses }) => ({ application, gains, losses })))
}
