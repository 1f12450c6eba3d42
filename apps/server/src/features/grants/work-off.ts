import { type Actor, accept } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { holdPolicies } from '../policies/index.ts'
import { recompute } from './recompute.ts'
import { isAnyQueued, postponeFirst, takeQueued } from './store.ts'

const RECOMPUTE: Actor = { kind: 'system', name: 'recompute' }
const CHUNK = 500

/**
 * A round of working off the queue: a chunk in one unit of work. When a chunk fails, its members are tried one by one,
 * and the one that fails goes behind all others: whoever cannot be derived keeps nobody else waiting.
 */
export function workOffQueue(platform: Platform): () => Promise<boolean> {
  let chunk = CHUNK
  return async () => {
    const taking = chunk
    try {
      const done = await workOff(platform, taking)
      if (done < taking) chunk = CHUNK
      return done === taking
    } catch (error) {
      if (taking === 1) await platform.perform(RECOMPUTE, async (work) => accept(await postponeFirst(work.tx)))
      chunk = taking === 1 ? CHUNK : 1
      throw error
    }
  }
}

async function workOff(platform: Platform, limit: number): Promise<number> {
  const { answer } = await platform.perform(RECOMPUTE, async (work) => {
    if (!(await isAnyQueued(work.tx))) return accept(0)
    // Policies before the queue, in the order in which a plan takes them: the other way round they would wait for each other.
    await holdPolicies(work.tx)
    const taken = await takeQueued(work.tx, limit)
    await recompute(
      work,
      taken.map((one) => one.identity),
      new Map(taken.map((one) => [one.identity, one.entry])),
    )
    return accept(taken.length)
  })
  return answer.ok ? answer.value : 0
}
