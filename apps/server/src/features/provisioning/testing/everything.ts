import type { Grant } from '@remit/engine'
import { type AssignmentId, asId } from '@remit/kernel'
import type { Database } from '../../../platform/database/connect.ts'
import { entitlementFacts } from '../../catalog/index.ts'
import type { GrantsOf } from '../plan.ts'

/** A world where everybody is granted everything: processes that know nothing of each other agree on it. */
export const everythingIn =
  (database: Database): GrantsOf =>
  async (_tx, ids) => {
    const all = await entitlementFacts(database)
    const reasons = [
      { via: 'assignment', assignment: asId<AssignmentId>('a'), path: [], nesting: [], until: null },
    ] as const
    return new Map(ids.map((id) => [id, all.map((one): Grant => ({ entitlement: one.id, state: 'active', reasons }))]))
  }
