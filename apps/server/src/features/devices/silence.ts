import { type Actor, accept } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { distrustSilent } from './commands.ts'

const CLOCK: Actor = { kind: 'system', name: 'clock' }
const EVERY_MINUTE = 60_000
const CHUNK = 500

/** What the passing of time alone changes about devices. */
export const devicePulse = (platform: Platform): Pulse =>
  new Pulse(
    'devices',
    EVERY_MINUTE,
    async () => {
      const { answer } = await platform.perform(CLOCK, async (work) => accept(await distrustSilent(work, CHUNK)))
      return answer.ok && answer.value === CHUNK
    },
    platform.log,
  )
