import { type Actor, accept, after, instant, minutes, type Result, refuse } from '@remit/kernel'
import { newId } from '../../../platform/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { record } from '../../ledger/index.ts'
import type { SourceRefusal } from '../domain/refusals.ts'
import { changeRun, insertRun, openRunOf, type RunId } from '../store/runs.ts'
import { findSource, holdSource } from '../store/sources.ts'
import type { SourceTools } from '../tools.ts'
import { isUploaded } from './uploads.ts'

export const RUN_JOB = 'source.run'

export interface AskedRun {
  readonly run: RunId
  readonly job: string
}

/**
 * Asks for a run; a job takes it. Of one source there is one run at a time. One whose job has failed for good is taken
 * up again where it was.
 * @param file read instead of what the document names; `null`: that.
 */
export function askForRun(platform: Platform, tools: SourceTools, by: Actor, name: string, file: string | null) {
  return platform.perform(by, async (work): Promise<Result<AskedRun, SourceRefusal>> => {
    const source = await findSource(work.tx, name)
    if (!source || !(await holdSource(work.tx, source.id))) return refuse('source.unknown')
    if (!tools.connectors.has(source.document.connector))
      return refuse(
        'source.no-connector',
        `"${source.document.connector}"; there are: ${[...tools.connectors.keys()].sort().join(', ')}.`,
      )
    if (file !== null && !(await isUploaded(tools, name, file))) return refuse('source.file-unknown')

    const id = newId<RunId>()
    const isNew = await insertRun(work.tx, { id, source: source.id, mode: source.document.mode, file }, work.now)
    const open = isNew ? null : await openRunOf(work.tx, source.id)
    if (open !== null && (open.state === 'paused' || !(await isForsaken(platform, work, open.job))))
      return refuse(
        'source.run-open',
        open.state === 'paused'
          ? (open.why ?? undefined)
          : `It has been ${open.state} since ${new Date(open.startedAt).toISOString()}.`,
      )
    const run = open?.id ?? id
    const job = await platform.jobs.enqueue(work, RUN_JOB, name, { run })
    await changeRun(work.tx, run, { job })
    await record(work, {
      action: isNew ? 'source.run-asked' : 'source.run-resumed',
      subject: { kind: 'source', id: name },
      detail: { name, run, ...(file === null ? {} : { file }) },
    })
    return accept({ run, job })
  })
}

/** Two may work on one run without harm, so a job that has long been silent is not waited for. */
const SILENCE = minutes(15)

async function isForsaken(platform: Platform, work: UnitOfWork, job: string | null): Promise<boolean> {
  const found = job === null ? null : await platform.jobs.find(work.tx, job)
  return found === null || found.endedAt !== null || after(instant(found.madeAt.getTime()), SILENCE) < work.now
}
