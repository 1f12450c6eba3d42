import { type Actor, accept } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { record } from '../ledger/index.ts'
import { recompute } from './recompute.ts'
import { listenToRehearsals } from './rehearse.ts'
import { enqueue, enqueueEverybody, takeDue } from './store.ts'
import { workOffQueue } from './work-off.ts'

const CLOCK: Actor = { kind: 'system', name: 'clock' }
const CHUNK = 500

export function subscribeGrants(platform: Platform): void {
  listenToRehearsals(platform)
  platform.events.on('identities.changed', (work, { ids, entries }) => recompute(work, ids, entries))
  platform.events.on('devices.changed', (work, { owners }) => recompute(work, owners, null))
  platform.events.on('policies.changed', async (work, { everybody }) => {
    if (!everybody) return
    const entry = await record(work, {
      action: 'grants.recompute-asked',
      subject: { kind: 'policies', id: 'in-force' },
      detail: { why: 'the catalog changed' },
    })
    await enqueueEverybody(work.tx, entry, null, work.now)
  })
}

/**
 * Two pulses: one queues whoever's moment has come, the other works off the queue. Rows move in one unit of work, so a
 * crash repeats it and nothing else; and whoever cannot be derived keeps nobody waiting, whatever they are derived for.
 */
export function grantPulses(platform: Platform): readonly Pulse[] {
  const boundaries = async (): Promise<boolean> => {
    const { answer } = await platform.perform(CLOCK, async (work) => {
      const due = await takeDue(work.tx, work.now, CHUNK)
      if (due.length === 0) return accept(0)
      const entry = await record(work, {
        action: 'grants.recompute-asked',
        subject: { kind: 'policies', id: 'in-force' },
        detail: { why: 'the moment came at which time alone changes something', identities: due.length },
      })
      await enqueue(work.tx, due, entry, null, work.now)
      return accept(due.length)
    })
    return answer.ok && answer.value === CHUNK
  }
  return [
    new Pulse('boundaries', 500, boundaries, platform.log),
    new Pulse('recompute', 300, workOffQueue(platform), platform.log),
  ]
}
