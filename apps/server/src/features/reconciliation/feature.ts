import { type Actor, after, minutes } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { allApplications } from '../applications/index.ts'
import { askForImport, IMPORT_JOB, importApplication, type ReconciliationTools } from './import-application.ts'
import { latestRuns, type RunId } from './store.ts'
import { subscribeReconciliation } from './subscribers.ts'

const SCHEDULE: Actor = { kind: 'system', name: 'schedule' }

/** Defines the job that imports, and hears of operations. To be called before jobs start. @returns what asks for imports that are due. */
export function reconciliationFeature(platform: Platform, tools: ReconciliationTools): { readonly pulse: Pulse } {
  subscribeReconciliation(platform)
  platform.jobs.define<{ run: RunId }>(IMPORT_JOB, ({ data, progress }) =>
    importApplication(platform, tools, data.run, progress),
  )
  return { pulse: new Pulse('reconciliation', 30_000, () => askForDue(platform), platform.log) }
}

/** An import that waits for a person is not asked for again; one that failed is, when it would be due. */
export async function askForDue(platform: Platform): Promise<boolean> {
  const latest = await latestRuns(platform.database)
  for (const { id, name, spec } of await allApplications(platform.database)) {
    const last = latest.get(id)
    if (spec.importEvery === null || last?.state === 'running' || last?.state === 'paused') continue
    if (last && platform.clock.now() < after(last.startedAt, minutes(spec.importEvery))) continue
    await platform.perform(SCHEDULE, (work) => askForImport(work, platform, name))
  }
  return false
}
