import { type Actor, accept } from '@remit/kernel'
import type { Platform } from '../../../platform/platform.ts'
import { rehearseEffects } from '../../grants/index.ts'
import { record } from '../../ledger/index.ts'
import { type Cause, heldByBrakes, tallyEffects } from '../../policies/index.ts'
import { changeRun, findRun, hasApplied, lockRun, type Run, type RunId, stagedOf } from '../store/runs.ts'
import type { SourceTools } from '../tools.ts'
import { applyChunk } from './apply-run.ts'
import { listHash } from './plan-run.ts'

const ALL = Number.MAX_SAFE_INTEGER

/**
 * Counts what a run would do to people's grants after every rule has had its say, and pauses it where a brake holds
 * that. A feed in which a department has another name loses no record and everybody's access: counting people sees
 * nothing. A run somebody has released is not weighed again; the first run of a source is its bootstrap. What it found
 * is kept with the counts of the run: a run that is taken up again in the middle was weighed whole.
 */
export async function weighRun(platform: Platform, tools: SourceTools, id: RunId, by: Actor): Promise<void> {
  const { database, clock, perform } = platform
  const run = await findRun(database, id)
  if (run === null || !isToBeWeighed(run) || !(await hasApplied(database, run.source))) return
  const effects = await rehearseEffects(platform, by, async (work) => {
    while (await applyChunk(work, id));
  })
  const grants = tools.grantsByApplication()
  const weighed = [...effects.perApplication].map(([application, counts]) => ({
    application,
    ...counts,
    grants: grants.get(application) ?? 0,
  }))
  const cause: Cause = { is: 'source', source: run.sourceName }
  const held = await heldByBrakes(database, cause, weighed, clock.now())
  await perform(by, async (work) => {
    const now = await lockRun(work.tx, id)
    if (now === null || !isToBeWeighed(now)) return accept()
    await changeRun(work.tx, id, { counts: { ...now.counts, gains: effects.gains, losses: effects.losses } })
    if (held.length === 0) {
      await tallyEffects(work, cause, weighed)
      return accept()
    }
    const why = `${held.map(({ sentence }) => sentence).join(' ')} Nothing was changed.`
    await changeRun(work.tx, id, { state: 'paused', why, listHash: listHash(await stagedOf(work.tx, id, ALL)) })
    await record(work, {
      action: 'source.paused',
      subject: { kind: 'source', id: run.sourceName },
      detail: {
        name: run.sourceName,
        run: id,
        people: effects.people,
        gains: effects.gains,
        losses: effects.losses,
        why,
      },
    })
    return accept()
  })
}

const isToBeWeighed = ({ state, listHash, counts }: Run): boolean =>
  state === 'applying' && listHash === null && counts.gains === undefined
