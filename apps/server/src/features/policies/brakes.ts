import type { Tx } from '../../platform/database/scope.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { type BrakeSpec, BUILT_IN, brakesOn, type NamedBrake, type Tripped, trippedBy } from './domain/brake.ts'
import { findBrakes, insertTallies, type Tally, talliesSince } from './store.ts'

/** The brakes in force: those written, and the built-in one where none of them holds everything. */
export async function brakesInForce(tx: Tx): Promise<readonly NamedBrake[]> {
  const written = await brakesWritten(tx)
  return written.some(({ spec: { scope } }) => !scope.application && !scope.source && !scope.rule)
    ? written
    : [...written, ...BUILT_IN]
}

const brakesWritten = async (tx: Tx): Promise<readonly NamedBrake[]> =>
  (await findBrakes(tx)).map(({ name, spec }) => ({ name, spec: spec as BrakeSpec }))

/** What brings effects about: changes of policies, removals of what nobody justifies, or the runs of one source. */
export type Cause =
  | { readonly is: 'plans' }
  | { readonly is: 'removals' }
  | { readonly is: 'source'; readonly source: string }

const keyOf = (cause: Cause): string => (cause.is === 'source' ? `source ${cause.source}` : cause.is)

/** Effects that a cause would have in one application, and the grants that are there now. */
export interface Weighed extends Tally {
  readonly grants: number
}

/** Which brakes would hold these effects, counted together with what the same cause brought about before, within each window. */
export async function heldByBrakes(
  tx: Tx,
  cause: Cause,
  weighed: readonly Weighed[],
  now: number,
): Promise<readonly Tripped[]> {
  const written = await brakesWritten(tx)
  const source = cause.is === 'source' ? cause.source : null
  const windows = new Map<number, Awaited<ReturnType<typeof talliesSince>>>()
  const all: Tripped[] = []
  for (const { application, gains, losses, grants } of weighed)
    for (const { name, spec } of brakesOn(application, source, written)) {
      const before =
        windows.get(spec.hours) ?? (await talliesSince(tx, keyOf(cause), new Date(now - spec.hours * 3_600_000)))
      windows.set(spec.hours, before)
      const earlier = before.get(application) ?? { gains: 0, losses: 0 }
      all.push(
        ...trippedBy(
          name,
          { ...spec, scope: { application } },
          { gains, losses, gainsBefore: earlier.gains, lossesBefore: earlier.losses, grants },
        ),
      )
    }
  return all
}

/** Keeps what a cause brought about, so that the next slice is counted with it. */
export async function tallyEffects(work: UnitOfWork, cause: Cause, tallies: readonly Tally[]): Promise<void> {
  await insertTallies(
    work.tx,
    new Date(work.now),
    keyOf(cause),
    tallies.map(({ application, gains, losses }) => ({ application, gains, losses })),
  )
}
