import type { Platform } from '../../platform/platform.ts'
import type { World } from './world.ts'

/** The process that acknowledges a change answers the next check from after it. */
export function subscribeDecisions(platform: Platform, world: World): void {
  platform.events.on('grants.changed', async (work, { changes }) => {
    work.afterCommit((transaction) =>
      world.include(
        changes.map((change) => change.identity),
        transaction,
      ),
    )
  })
  platform.events.on('policies.changed', async (work) => {
    work.afterCommit((transaction) => world.include([], transaction))
  })
}
