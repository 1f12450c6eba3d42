import type { Because } from '@remit/engine'
import type { Platform } from '../../platform/platform.ts'
import type { Asked } from './domain/question.ts'
import { levelKey, ownerOfAccount } from './store.ts'
import type { World } from './world.ts'

export interface Answer {
  readonly decision: boolean
  readonly because: Because | 'unknown-subject-type' | 'unknown-resource' | 'unknown-action'
}

const no = (because: Answer['because']): Answer => ({ decision: false, because })

/** May this subject do this now? What is unknown is a plain deny. */
export async function answer(platform: Platform, world: World, asked: Asked): Promise<Answer> {
  const snapshot = world.snapshot
  if (!snapshot) return no('stale')
  const entitlement = entitlementOf(world, asked)
  if (entitlement === null) return no(asked.resource.type === 'entitlement' ? 'unknown-action' : 'unknown-resource')
  const { type, id } = asked.subject
  if (type === 'identity' || type === 'user')
    return snapshot.evaluate({ identity: id, entitlement, now: platform.clock.now() })
  if (!type.startsWith('account:')) return no('unknown-subject-type')
  const owner = await ownerOfAccount(platform.database, type.slice('account:'.length), id)
  return owner ? snapshot.evaluate({ identity: owner, entitlement, now: platform.clock.now() }) : no('unknown-identity')
}

/** An entitlement by its name, or by a resource and the level the action names (ruling 18). */
function entitlementOf(world: World, { action, resource }: Asked): string | null {
  if (resource.type === 'entitlement') return action.name === 'use' ? resource.id : null
  return world.levels.get(levelKey(resource.type, resource.id, action.name)) ?? null
}
