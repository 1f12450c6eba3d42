import { type Actor, accept, type Result, refuse } from '@remit/kernel'
import type { Platform } from '../../../platform/platform.ts'
import { record } from '../../ledger/index.ts'
import type { SourceRefusal } from '../domain/refusals.ts'
import { changeRun, lockRun, type RunId, unstage } from '../store/runs.ts'
import { type AskedRun, RUN_JOB } from './ask-for-run.ts'

/** Lets exactly the list happen that was looked at, by its hash. It is the operator's word that the feed is right. */
export function releaseRun(platform: Platform, by: Actor, id: RunId, listHash: string) {
  return platform.perform(by, async (work): Promise<Result<AskedRun, SourceRefusal>> => {
    const run = await lockRun(work.tx, id)
    if (!run) return refuse('run.unknown')
    if (run.state !== 'paused') return refuse('run.not-paused', `It is ${run.state}.`)
    if (run.listHash !== listHash) return refuse('run.other-list', `The list is ${run.listHash}.`)
    const job = await platform.jobs.enqueue(work, RUN_JOB, run.sourceName, { run: id })
    await changeRun(work.tx, id, { state: 'applying', job })
    await record(work, {
      action: 'source.run-released',
      subject: { kind: 'source', id: run.sourceName },
      detail: { name: run.sourceName, run: id, list: listHash, counts: run.counts, why: run.why ?? '' },
    })
    return accept({ run: id, job })
  })
}

/** Nothing of it happens; the next run compares anew. */
export function discardRun(platform: Platform, by: Actor, id: RunId) {
  return platform.perform(by, async (work): Promise<Result<{ run: RunId }, SourceRefusal>> => {
    const run = await lockRun(work.tx, id)
    if (!run) return refuse('run.unknown')
    if (run.state !== 'paused') return refuse('run.not-paused', `It is ${run.state}.`)
    await unstage(work.tx, id, 'all')
    await changeRun(work.tx, id, { state: 'discarded', endedAt: work.now })
    await record(work, {
      action: 'source.run-discarded',
      subject: { kind: 'source', id: run.sourceName },
      detail: { name: run.sourceName, run: id, why: run.why ?? '' },
    })
    return accept({ run: id })
  })
}
