import { type Actor, accept } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { record } from '../ledger/index.ts'
import { recompute } from './recompute.ts'
import { listenToRehearsals } from './rehearse.ts'
import { dueBefore, enqueueEverybody } from './store.ts'
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
 * Two pulses: what the passing of time alone changes, and what is queued after a change for many. Each round is one
 * unit of work; rows stay until it commits, so a crash repeats it and nothing else.
 */
export function grantPulses(platform: Platform): readonly Pulse[] {
  const boundaries = async (): Promise<boolean> => {
    const { answer } = await platform.perform(CLOCK, async (work) => {
      const due = await dueBefore(work.tx, work.now, CHUNK)
      await recompute(work, due, null)
      return accept(due.length)
    })
    return answer.ok && answer.value === CHUNK
  }
  return [
    new Pulse('boundaries', 500, boundaries, platform.log),
    new Pulse('recompute', 300, workOffQueue(platform), platform.log),
  ]
}
