import { type Actor, accept, type IdentityId } from '@remit/kernel'
import { newId } from '../../../platform/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { type Claim, saveClaims } from '../../identities/index.ts'
import { type Entry, record, recordAll } from '../../ledger/index.ts'
import type { SourceSaid } from '../domain/said.ts'
import { type NewCase, openCases, retellCases } from '../store/cases.ts'
import { type CaseId, recordsWith, type SourceRecord, saveRecords } from '../store/records.ts'
import {
  anyApplied,
  changeRun,
  lockRun,
  type Problem,
  type Run,
  type RunId,
  type Staged,
  stageAgain,
  stagedOf,
  stillStaged,
  unstage,
} from '../store/runs.ts'
import { findSourceById, type Source } from '../store/sources.ts'
import { resolved, resolverOf } from './references.ts'

const CHUNK = 500
const PROBLEMS_KEPT = 200

/**
 * Applies what is staged, so many records per unit of work. Each takes what it applies off the list in the same
 * transaction: killed in the middle and begun again, it goes on where it was.
 */
export async function applyRun(
  platform: Platform,
  id: RunId,
  by: Actor,
  progress: (phase: string, done: number, total: number) => Promise<void>,
): Promise<void> {
  for (let done = 0; ; ) {
    const { answer } = await platform.perform(by, async (work) => accept(await applyChunk(work, id)))
    if (!answer.ok || answer.value === null) return
    done += answer.value.done
    await progress('applying', done, answer.value.total)
  }
}

/** `null`: there is nothing left to do. */
export async function applyChunk(work: UnitOfWork, id: RunId): Promise<{ done: number; total: number } | null> {
  const run = await lockRun(work.tx, id)
  if (run?.state !== 'applying') return null
  const source = (await findSourceById(work.tx, run.source))!
  const staged = await stagedOf(work.tx, id, CHUNK)
  if (staged.length === 0) {
    await finish(work, run)
    return null
  }
  const { again, problems } = await applyRecords(work, source, run, staged)
  await stageAgain(work.tx, id, again)
  const kept = new Set(again)
  await unstage(
    work.tx,
    id,
    staged.map(({ key }) => key).filter((key) => !kept.has(key)),
  )
  if (problems.length > 0)
    await changeRun(work.tx, id, { problems: [...run.problems, ...problems].slice(0, PROBLEMS_KEPT) })
  const { counts } = run
  return {
    done: staged.length - again.length,
    total:
      (counts.new ?? 0) + (counts.linked ?? 0) + (counts.cases ?? 0) + (counts.changed ?? 0) + (counts.missing ?? 0),
  }
}

async function applyRecords(work: UnitOfWork, { id: source, document }: Source, run: Run, staged: readonly Staged[]) {
  const before = await recordsWith(
    work.tx,
    source,
    staged.map(({ key }) => key),
  )
  const identities = new Map(
    staged.flatMap((row): [string, IdentityId][] => {
      const identity = identityOf(row, before.get(row.key))
      return identity === null ? [] : [[row.key, identity]]
    }),
  )
  const resolve = await resolverOf(
    work.tx,
    source,
    staged.map(({ said }) => said),
    identities,
  )
  const toCome = await stillStaged(
    work.tx,
    run.id,
    staged.flatMap(({ said }) => [said.manager, said.owner]).filter((reference) => reference !== undefined),
  )

  const claims: Claim[] = []
  const records: SourceRecord[] = []
  const cases: NewCase[] = []
  const again: string[] = []
  const problems: Problem[] = []
  for (const row of staged) {
    const { key, fate } = row
    const identity = identities.get(key) ?? null
    const said: SourceSaid = fate.is === 'leave' ? { ...row.said, status: 'left' } : row.said
    const { said: claimed, unknown } = resolved(said, resolve)
    if (row.change !== 'missing' && unknown.some((reference) => toCome.has(reference))) again.push(key)
    else if (row.change !== 'missing')
      problems.push(
        ...unknown.map((reference) => ({ at: key, problem: `"${reference}" is nobody we know; it stays without` })),
      )
    records.push({
      key,
      identity,
      said,
      missingSince: row.change === 'missing' ? (before.get(key)?.missingSince ?? work.now) : null,
      unresolved: unknown.length > 0,
    })
    if (fate.is === 'case')
      cases.push({ id: newId<CaseId>(), source, key, said, candidates: fate.candidates, why: fate.why })
    if (identity !== null && fate.is !== 'report')
      claims.push({
        identity,
        source: document.name,
        rank: document.rank,
        said: claimed,
        ...(said.name === undefined ? {} : { name: said.name }),
      })
  }
  await saveClaims(work, claims)
  await saveRecords(work.tx, source, run.id, records)
  await openCases(work.tx, cases, work.now)
  await retellCases(
    work.tx,
    source,
    new Map(
      records.filter(({ identity, key }) => identity === null && before.has(key)).map(({ key, said }) => [key, said]),
    ),
  )
  await recordDoubts(work, document.name, staged)
  return { again, problems }
}

function identityOf({ fate }: Staged, before: SourceRecord | undefined): IdentityId | null {
  if (fate.is === 'create') return before?.identity ?? newId<IdentityId>()
  if (fate.is === 'link') return fate.identity
  return fate.is === 'case' ? null : (before?.identity ?? null)
}

/** Links and cases: what was taken for whom is to be found later. Joiners, movers and leavers are told by the register. */
async function recordDoubts(work: UnitOfWork, source: string, staged: readonly Staged[]): Promise<void> {
  await recordAll(
    work,
    staged.flatMap(({ key, said, fate }): Entry[] => {
      const detail = { name: said.displayName, key, source }
      if (fate.is === 'link')
        return [
          {
            action: 'source-record.linked',
            subject: { kind: 'identity', id: fate.identity as string },
            detail: {
              ...detail,
              by: fate.by,
              sentence: `${said.displayName} (${source} ${key}) was taken for a known identity by ${fate.by}.`,
            },
          },
        ]
      if (fate.is === 'case')
        return [
          {
            action: 'correlation-case.opened',
            subject: { kind: 'source', id: source },
            detail: { ...detail, why: fate.why, candidates: fate.candidates.map(({ name }) => name) },
          },
        ]
      return []
    }),
  )
}

async function finish(work: UnitOfWork, run: Run): Promise<void> {
  const bootstrap = !(await anyApplied(work.tx))
  const counts = { ...run.counts, ...(bootstrap ? { bootstrap: 1 } : {}) }
  await changeRun(work.tx, run.id, { state: 'applied', endedAt: work.now, counts })
  await record(work, {
    action: 'source.applied',
    subject: { kind: 'source', id: run.sourceName },
    detail: {
      name: run.sourceName,
      run: run.id,
      counts,
      bootstrap,
      sentence: sentence(run.sourceName, run.counts, bootstrap),
    },
  })
}

const sentence = (name: string, counts: Run['counts'], bootstrap: boolean): string =>
  `${name} was read: ${counts.new ?? 0} new, ${counts.changed ?? 0} changed, ${counts.missing ?? 0} missing, ${counts.cases ?? 0} in doubt${bootstrap ? ' (bootstrap)' : ''}.`
