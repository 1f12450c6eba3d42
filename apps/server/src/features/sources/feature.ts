import type { Platform } from '../../platform/platform.ts'
import type { Pulse } from '../../platform/pulse.ts'
import { RUN_JOB } from './commands/ask-for-run.ts'
import { takeRun } from './commands/take-run.ts'
import { sourcePulse } from './schedule.ts'
import type { RunId } from './store/runs.ts'
import type { SourceTools } from './tools.ts'

/** Defines the job that works on runs. To be called before jobs start. @returns what asks for scheduled runs. */
export function sourcesFeature(platform: Platform, tools: SourceTools): { readonly pulse: Pulse } {
  platform.jobs.define<{ run: RunId }>(RUN_JOB, ({ data, progress }) => takeRun(platform, tools, data.run, progress))
  return { pulse: sourcePulse(platform, tools) }
}
