import { type Actor, type EntitlementId, refuse } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { policiesInForce } from '../policies/index.ts'

export interface RehearsedEffects {
  /** How many identities gain or lose anything. */
  readonly people: number
  readonly gains: number
  readonly losses: number
  /** By name of the application, with the grants it has now. */
  readonly perApplication: ReadonlyMap<string, { readonly gains: number; readonly losses: number }>
}

interface Heard {
  people: number
  readonly opened: EntitlementId[]
  readonly closed: EntitlementId[]
}

/** Units of work that are listened to: what they bring about is counted and never happens. */
const listening = new WeakMap<UnitOfWork, Heard>()

export function listenToRehearsals(platform: Platform): void {
  platform.events.on('grants.changed', async (work, { changes }) => {
    const heard = listening.get(work)
    if (!heard) return
    for (const { opened, closed } of changes) {
      if (opened.length + closed.length > 0) heard.people++
      heard.opened.push(...opened)
      heard.closed.push(...closed)
    }
  })
}

/**
 * What a deed would do to people's grants, counted after every rule has had its say: the deed is done in a transaction
 * and rolled back. A feed that renames a department loses nobody's record and everybody's access; only this sees it.
 */
export async function rehearseEffects(
  platform: Platform,
  by: Actor,
  deed: (work: UnitOfWork) => Promise<void>,
): Promise<RehearsedEffects> {
  const heard: Heard = { people: 0, opened: [], closed: [] }
  await platform.perform(by, async (work) => {
    // A retry after a deadlock begins to count anew.
    Object.assign(heard, { people: 0 })
    heard.opened.length = 0
    heard.closed.length = 0
    listening.set(work, heard)
    await deed(work)
    return refuse('effects.rehearsal')
  })
  const policies = await policiesInForce(platform.database)
  const perApplication = new Map<string, { gains: number; losses: number }>()
  const count = (ids: readonly EntitlementId[], direction: 'gains' | 'losses'): void => {
    for (const id of ids) {
      const ordinal = policies.entitlements.ordinals.get(id)
      if (ordinal === undefined) continue
      const { name } = policies.entitlements.all[ordinal]!
      const application = name.slice(0, name.indexOf('/'))
      const known = perApplication.get(application) ?? { gains: 0, losses: 0 }
      perApplication.set(application, { ...known, [direction]: known[direction] + 1 })
    }
  }
  count(heard.opened, 'gains')
  count(heard.closed, 'losses')
  return { people: heard.people, gains: heard.opened.length, losses: heard.closed.length, perApplication }
}
