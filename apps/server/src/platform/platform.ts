import type { Clock } from './clock.ts'
import type { Sealer } from './crypto/seal.ts'
import type { Database } from './database/connect.ts'
import type { EventBus } from './event-bus.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Perform } from './unit-of-work.ts'

/** What the house lends every feature. It knows none of them. */
export interface Platform {
  readonly database: Database
  readonly clock: Clock
  readonly perform: Perform
  readonly events: EventBus
  readonly jobs: Jobs
  readonly sealer: Sealer
  readonly log: Log
}
