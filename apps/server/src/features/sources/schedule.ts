import { type Actor, after, minutes } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { askForRun } from './commands/ask-for-run.ts'
import { latestRuns } from './store/runs.ts'
import { allSources } from './store/sources.ts'
import type { SourceTools } from './tools.ts'

const SCHEDULE: Actor = { kind: 'system', name: 'schedule' }

/** Asks for the runs that are due. One that is still open, or waits for a person, is not asked for again. */
export function sourcePulse(platform: Platform, tools: SourceTools): Pulse {
  return new Pulse(
    'sources',
    30_000,
    async () => {
      const latest = await latestRuns(platform.database)
      for (const { id, document } of await allSources(platform.database)) {
        if (!document.schedule) continue
        const last = latest.get(id)
        if (
          last &&
          (last.endedAt === null || platform.clock.now() < after(last.startedAt, minutes(document.schedule.minutes)))
        )
          continue
        await askForRun(platform, tools, SCHEDULE, document.name, null)
      }
      return false
    },
    platform.log,
  )
}
