import type { Configurable } from '../../platform/configurable.ts'
import type { Platform } from '../../platform/platform.ts'
import type { World } from '../decisions/index.ts'

/** What planning needs: the house, everybody in memory, and every kind of document there is. */
export interface Planner {
  readonly platform: Platform
  readonly world: World
  readonly kinds: ReadonlyMap<string, Configurable>
}
