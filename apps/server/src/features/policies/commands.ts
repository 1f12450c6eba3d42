import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { moveEpoch, takeEpoch } from './store.ts'

/**
 * Takes the policies alone: waits for recomputations under way and lets none begin until this work is committed.
 * To be called before the first change of attributes, entitlements, nesting, roles or rules; the policies are to be
 * asked for only after the last one.
 * @returns the epoch that was in force until now. Read before the lock it could be one that somebody else has ended.
 */
export async function changePolicies(work: UnitOfWork): Promise<number> {
  const before = await takeEpoch(work.tx)
  await moveEpoch(work.tx)
  return before
}
