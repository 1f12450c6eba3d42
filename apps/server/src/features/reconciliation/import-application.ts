import { type Actor, accept, type EntitlementId, type IdentityId, type Result, refuse } from '@remit/kernel'
import type { Json } from '../../platform/crypto/canonical-json.ts'
import { newId } from '../../platform/ids.ts'
import type { JobAtWork } from '../../platform/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import {
  findApplication,
  inherits,
  noteAnswer,
  noteImport,
  openSession,
  type Reaching,
  type StoredApplication,
  saveAccounts,
} from '../applications/index.ts'
import { saveEntitlements } from '../catalog/index.ts'
import { record } from '../ledger/index.ts'
import {
  deleteHoldings,
  deleteTies,
  endForAccounts,
  type GrantsOf,
  writeHoldings,
  writeTies,
} from '../provisioning/index.ts'
import { compareAll } from './compare-all.ts'
import { missingIn, notTouched, seenIn, tiesWithPeople } from './differences.ts'
import { heldBy } from './domain/import-brake.ts'
import type { Refused } from './domain/refusals.ts'
import { type Reading, readApplication } from './reading.ts'
import { changeRun, findRun, holdRun, insertRun, type Run, type RunId, runsOf, wasApplied } from './store.ts'

export const IMPORT_JOB = 'application.import'
const IMPORTER: Actor = { kind: 'system', name: 'import' }

export interface ReconciliationTools {
  readonly reaching: Reaching
  readonly grantsOf: GrantsOf
}

/** Asks for an import; a job does it. One at a time per application. @param released the hash of a list that may go. */
export async function askForImport(
  work: UnitOfWork,
  platform: Platform,
  name: string,
  released: string | null = null,
): Promise<Result<{ readonly run: RunId; readonly job: string }, Refused>> {
  const application = await findApplication(work.tx, { name })
  if (!application) return refuse('import.no-such-application', name)
  await endForsaken(work, platform, application)
  const run = newId<RunId>()
  if (!(await insertRun(work.tx, { id: run, application: application.id, released }, work.now)))
    return refuse('import.already-running', `The one that began first goes on; ask again when it has ended.`)
  const job = await platform.jobs.enqueue(work, IMPORT_JOB, name, { run })
  await changeRun(work.tx, run, { job })
  return accept({ run, job })
}

/** A run whose job has ended without it is nobody's: it makes room. */
async function endForsaken(work: UnitOfWork, platform: Platform, application: StoredApplication): Promise<void> {
  const [latest] = await runsOf(work.tx, application.id, null, 1)
  if (latest?.state !== 'running' || latest.job === null) return
  const job = await platform.jobs.find(work.tx, latest.job)
  if (job === null || job.state === 'failed' || job.state === 'done')
    await changeRun(work.tx, latest.id, { state: 'refused', problem: 'It was interrupted.', endedAt: work.now })
}

/** Right when run twice: a process that dies is followed by another run of the same. */
export async function importApplication(
  platform: Platform,
  tools: ReconciliationTools,
  id: RunId,
  progress: JobAtWork<unknown>['progress'],
): Promise<Json> {
  const run = await findRun(platform.database, id)
  if (run?.state !== 'running') return { state: run?.state ?? 'gone' }
  const application = (await findApplication(platform.database, { id: run.application }))!
  try {
    return await readAndApply(platform, tools, application, run, progress)
  } catch (error) {
    await end(platform, application, run, {
      state: 'refused',
      problem: error instanceof Error ? error.message : String(error),
    })
    throw error
  }
}

async function readAndApply(
  platform: Platform,
  tools: ReconciliationTools,
  application: StoredApplication,
  run: Run,
  progress: JobAtWork<unknown>['progress'],
): Promise<Json> {
  const opened = await openSession(platform, tools.reaching, application.id)
  if (!opened.ok) return end(platform, application, run, { state: 'refused', problem: opened.detail ?? opened.refusal })
  const since = platform.clock.now()
  const reading = await readApplication(opened.value, (phase, done) => void progress(phase, done, 0)).finally(() =>
    opened.value.close(),
  )
  const counts = {
    accounts: reading.accounts.length,
    entitlements: reading.entitlements.length,
    holdings: reading.holdings.length,
    nesting: reading.nesting.length,
  }
  if (reading.problems.length > 0 && reading.accounts.length + reading.entitlements.length === 0)
    return end(platform, application, run, { state: 'refused', problem: reading.problems.join('; '), counts })

  const missing = await missingIn(platform.database, application, reading, since)
  const held = heldBy(missing.vanishing)
  if (held && run.released !== missing.hash)
    return end(platform, application, run, { state: 'paused', problem: held, counts, listHash: missing.hash })

  await progress('taking over entitlements', 0, 0)
  const first = !(await wasApplied(platform.database, application.id))
  const applied = await apply(platform, application, run, reading, since, first)
  if (!applied) return { state: 'gone' }
  await progress('comparing', 0, 0)
  const compared = await compareAll(platform, tools.grantsOf, application, { ...applied, first }, (done) =>
    progress('comparing', done, 0),
  )
  return end(platform, application, run, {
    state: 'applied',
    problem:
      reading.problems.length > 0 ? `Incomplete, so nothing was taken away: ${reading.problems.join('; ')}` : null,
    counts: { ...counts, ...applied.counts, ...compared },
  })
}

export interface Applied {
  /** What this very reading found gone, by identity. */
  readonly lost: ReadonlyMap<IdentityId, ReadonlySet<EntitlementId>>
  readonly counts: Readonly<Record<string, number>>
}

/** Two units of work: what can be held (which may move the policies), then who holds it. */
async function apply(
  platform: Platform,
  application: StoredApplication,
  run: Run,
  reading: Reading,
  since: Run['startedAt'],
  first: boolean,
): Promise<Applied | null> {
  const entitlements = await platform.perform(IMPORTER, async (work) => {
    if (!(await holdRun(work.tx, run.id))) return refuse('import.not-found')
    const applicationOf = new Map(reading.entitlements.map((one) => [one.nativeId, one.application]))
    const nesting = reading.nesting.map((one) => ({
      ...one,
      relation: one.relation ?? 'nested',
      inherits: inherits(application.spec, one, applicationOf.get(one.held)),
    }))
    return accept(
      await saveEntitlements(work, application, {
        entitlements: reading.entitlements,
        nesting,
        complete: { entitlements: reading.complete.entitlements, nesting: reading.complete.nesting },
      }),
    )
  })
  if (!entitlements.answer.ok) return null
  const { ids, nestings } = entitlements.answer.value

  const { answer } = await platform.perform(IMPORTER, async (work): Promise<Result<Applied, Refused>> => {
    if (!(await holdRun(work.tx, run.id))) return refuse('import.not-found')
    const missing = await missingIn(work.tx, application, reading, since)
    await endForAccounts(
      work,
      missing.accounts.map((one) => one.id),
    )
    await deleteHoldings(work.tx, missing.holdings)
    await deleteTies(work.tx, application.id, missing.ties)
    const accounts = await saveAccounts(work, application, reading.accounts, {
      complete: reading.complete.accounts,
      since,
    })
    const seen = seenIn(
      reading,
      new Map([...accounts.accounts].map(([native, one]) => [native, one.id])),
      ids,
      application.spec.notAccess,
    )
    const untouched = await notTouched(work.tx, application, since)
    await writeHoldings(
      work.tx,
      seen.holdings.filter(untouched).map((one) => ({ ...one, madeBy: null })),
      work.now,
    )
    const ties = await tiesWithPeople(work.tx, seen.ties)
    await writeTies(work.tx, application.id, ties, work.now)
    const whole = reading.problems.length === 0
    if (whole || !first) await noteImport(work.tx, application.id, work.now)
    await noteAnswer(work, application.id, application.name, null)
    const all = [...accounts.accounts.values()]
    const counts = {
      nestings,
      direct: seen.holdings.length,
      ties: ties.filter((one) => one.access).length,
      notAccess: ties.filter((one) => !one.access).length,
      unknownPeople: new Set(ties.filter((one) => one.identity === null).map((one) => one.key)).size,
      dangling: seen.dangling,
      orphans: all.filter((one) => one.identity === null).length,
      newAccounts: accounts.created,
      goneAccounts: accounts.gone.length,
      goneHoldings: missing.holdings.length + missing.ties.length,
    }
    await record(work, {
      action: 'application.imported',
      subject: { kind: 'application', id: application.id },
      detail: { name: application.name, ...counts },
    })
    const lost = new Map<IdentityId, Set<EntitlementId>>()
    const ownerOf = new Map(all.map((one) => [one.id, one.identity]))
    for (const { account, entitlement } of missing.holdings) {
      const identity = ownerOf.get(account)
      if (identity) lost.set(identity, (lost.get(identity) ?? new Set()).add(entitlement))
    }
    return accept({ lost, counts })
  })
  return answer.ok ? answer.value : null
}

async function end(
  platform: Platform,
  application: StoredApplication,
  run: Run,
  set: {
    readonly state: Run['state']
    readonly problem?: string | null
    readonly counts?: Run['counts']
    readonly listHash?: string
  },
): Promise<Json> {
  await platform.perform(IMPORTER, async (work) => {
    await changeRun(work.tx, run.id, { ...set, endedAt: work.now })
    if (set.state !== 'applied')
      await record(work, {
        action: `import.${set.state}`,
        subject: { kind: 'application', id: application.id },
        detail: { name: application.name, run: run.id, why: set.problem ?? '' },
      })
    // A target that cannot be read is counted as one that does not answer.
    if (set.state === 'refused')
      await noteAnswer(work, application.id, application.name, set.problem ?? 'it could not be read')
    return accept()
  })
  return {
    state: set.state,
    ...(set.problem ? { problem: set.problem } : {}),
    ...(set.counts ? { counts: set.counts } : {}),
  }
}

/** Lets a paused import take away exactly what it showed: a new reading must come to the same list. */
export async function releaseImport(
  work: UnitOfWork,
  platform: Platform,
  id: string,
  hash: string,
): Promise<Result<{ readonly run: RunId; readonly job: string }, Refused>> {
  const run = await findRun(work.tx, id)
  if (!run) return refuse('import.not-found')
  if (run.state !== 'paused') return refuse('import.not-paused', `It is ${run.state}.`)
  if (run.listHash !== hash) return refuse('import.list-changed')
  const application = (await findApplication(work.tx, { id: run.application }))!
  await record(work, {
    action: 'import.released',
    subject: { kind: 'application', id: application.id },
    detail: { name: application.name, run: id, hash },
  })
  return askForImport(work, platform, application.name, hash)
}
