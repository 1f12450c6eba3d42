import { type Actor, accept } from '@remit/kernel'
import type { Json } from '../../../platform/crypto/canonical-json.ts'
import type { JobAtWork } from '../../../platform/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { saveDevices } from '../../devices/index.ts'
import { record } from '../../ledger/index.ts'
import { changeRun, findRun, lockRun, type Run, type RunId, stage } from '../store/runs.ts'
import { findSourceById, type Source } from '../store/sources.ts'
import type { SourceTools } from '../tools.ts'
import { applyRun } from './apply-run.ts'
import { listHash, planRun } from './plan-run.ts'
import { type Feed, readFeed } from './read-feed.ts'
import { settingsFor } from './settings.ts'
import { weighRun } from './weigh-run.ts'

export type Progress = JobAtWork<object>['progress']

const DEVICES_AT_ONCE = 500
const PROBLEMS_KEPT = 200

/**
 * Works on a run until it is settled or waits for a person: reads, compares, judges, applies. Right when run twice, and
 * when two do it at a time: every step looks at the state of the run under its lock.
 */
export async function takeRun(platform: Platform, tools: SourceTools, id: RunId, progress: Progress): Promise<Json> {
  const run = await findRun(platform.database, id)
  const source = run && (await findSourceById(platform.database, run.source))
  // Removed while its job waited.
  if (!run || !source) return { run: id, state: 'discarded' }
  const by: Actor = { kind: 'source', name: source.document.name }
  if (run.state === 'reading') await read(platform, tools, run, source, by, progress)
  await weighRun(platform, tools, id, by)
  await applyRun(platform, id, by, progress)
  const settled = (await findRun(platform.database, id))!
  return {
    run: id,
    state: settled.state,
    counts: settled.counts,
    ...(settled.why === null ? {} : { why: settled.why }),
  }
}

async function read(
  platform: Platform,
  tools: SourceTools,
  run: Run,
  source: Source,
  by: Actor,
  progress: Progress,
): Promise<void> {
  const told = await feedOf(tools, source, run.file, (count) => void progress('reading', count, 0))
  if ('why' in told) {
    await platform.perform(by, async (work) =>
      accept(await settleUnread(work, run.id, `The feed was not read whole: ${told.why}. Nothing was changed.`)),
    )
    return
  }
  await saveAllDevices(platform, source, by, told.feed)
  const { answer } = await platform.perform(by, async (work) =>
    accept(await compareAndStage(work, run.id, source, told.feed)),
  )
  if (!answer.ok) throw new Error('staging is never refused')
}

async function feedOf(
  tools: SourceTools,
  { document }: Source,
  file: string | null,
  progress: (read: number) => void,
): Promise<{ readonly feed: Feed } | { readonly why: string }> {
  const connector = tools.connectors.get(document.connector)
  if (!connector) return { why: `no connector "${document.connector}" is installed` }
  const filled = settingsFor(document, tools, file)
  return 'why' in filled
    ? filled
    : readFeed(connector, document, filled.settings, tools.hostFor(document.name), progress)
}

/** What a manager of devices reports is posture, not people: it is taken as it comes, and absence changes nothing. */
async function saveAllDevices(platform: Platform, { document }: Source, by: Actor, { devices }: Feed): Promise<void> {
  for (let from = 0; from < devices.length; from += DEVICES_AT_ONCE)
    await platform.perform(by, async (work) =>
      accept(await saveDevices(work, document.name, devices.slice(from, from + DEVICES_AT_ONCE))),
    )
}

async function settleUnread(work: UnitOfWork, id: RunId, why: string): Promise<void> {
  const run = await lockRun(work.tx, id)
  if (run?.state !== 'reading') return
  await changeRun(work.tx, id, { state: 'refused', endedAt: work.now, why })
  await recordStop(work, run, 'source.refused', why)
}

const recordStop = (work: UnitOfWork, run: Run, action: string, why: string, counts: Run['counts'] = {}) =>
  record(work, {
    action,
    subject: { kind: 'source', id: run.sourceName },
    detail: { name: run.sourceName, run: run.id, counts, why },
  })

async function compareAndStage(work: UnitOfWork, id: RunId, source: Source, feed: Feed): Promise<void> {
  const run = await lockRun(work.tx, id)
  if (run?.state !== 'reading') return
  if (feed.people.length === 0 && feed.devices.length > 0) {
    const counts = { devices: feed.devices.length }
    await changeRun(work.tx, id, { state: 'applied', endedAt: work.now, counts })
    await record(work, {
      action: 'source.applied',
      subject: { kind: 'source', id: run.sourceName },
      detail: { name: run.sourceName, run: id, counts },
    })
    return
  }
  const { verdict, staged, counts, problems } = await planRun(work.tx, source, feed, work.now)
  const told = {
    counts: feed.devices.length > 0 ? { ...counts, devices: feed.devices.length } : counts,
    problems: problems.slice(0, PROBLEMS_KEPT),
  }
  if (verdict.is === 'refused') {
    await changeRun(work.tx, id, { ...told, state: 'refused', endedAt: work.now, why: verdict.why })
    await recordStop(work, run, 'source.refused', verdict.why, counts)
    return
  }
  if (verdict.is === 'fine' && staged.length === 0) {
    await changeRun(work.tx, id, { ...told, state: 'unchanged', endedAt: work.now })
    return
  }
  await stage(work.tx, id, staged)
  if (verdict.is === 'fine') {
    await changeRun(work.tx, id, { ...told, state: 'applying' })
    return
  }
  await changeRun(work.tx, id, { ...told, state: 'paused', why: verdict.why, listHash: listHash(staged) })
  await recordStop(work, run, 'source.paused', verdict.why, counts)
}
