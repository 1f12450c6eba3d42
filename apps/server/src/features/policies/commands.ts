import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { moveEpoch } from './store.ts'

/**
 * Takes the policies alone: waits for recomputations under way and lets none begin until this work is committed.
 * To be called before the first change of attributes, entitlements, nesting, roles or rules; the policies are to be
 * asked for only after the last one.
 */
export async function changePolicies(work: UnitOfWork): Promise<number> {
  return moveEpoch(work.tx)
}
