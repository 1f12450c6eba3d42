import type { Platform } from '../../platform/platform.ts'
import { lockIdentities } from '../identities/index.ts'
import { type GrantsOf, planOperations } from './plan.ts'

/** What people should hold has changed, or which account receives it: the operations that follow are planned in the same transaction. */
export function subscribeProvisioning(platform: Platform, grantsOf: GrantsOf): void {
  platform.events.on('grants.changed', (work, { changes }) => planOperations(work, grantsOf, changes, 'act'))
  platform.events.on('accounts.changed', async (work, { identities }) => {
    await lockIdentities(work.tx, identities)
    await planOperations(
      work,
      grantsOf,
      identities.map((identity) => ({ identity, opened: [], closed: [], entry: null })),
      'act',
    )
  })
}
