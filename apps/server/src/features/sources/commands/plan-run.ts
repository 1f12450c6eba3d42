import { createHash } from 'node:crypto'
import type { IdentityRecord } from '@remit/connector-sdk'
import { after, days, type Instant } from '@remit/kernel'
import { canonicalJson, type Json } from '../../../platform/crypto/canonical-json.ts'
import type { Tx } from '../../../platform/database/scope.ts'
import {
  attributeDefinitions,
  claimedAtOtherRank,
  readValue,
  stateAsSaid,
  wrongInTime,
} from '../../identities/index.ts'
import { managersFirst } from '../domain/apply-order.ts'
import { type Comparison, changedFields, compare, type KnownRecord } from '../domain/comparison.ts'
import type { Correlation } from '../domain/correlation.ts'
import type { Fate } from '../domain/fate.ts'
import { judge, type Tally, type Verdict } from '../domain/run-brake.ts'
import { looksGarbled, readRecord, type SourceSaid } from '../domain/said.ts'
import { recordsOf, type SourceRecord } from '../store/records.ts'
import { doneSince, type Problem, type RunCounts, type Staged } from '../store/runs.ts'
import type { Source } from '../store/sources.ts'
import { correlateNew } from './correlate-new.ts'
import type { Feed } from './read-feed.ts'
import { resolverOf } from './references.ts'

export interface RunPlan {
  readonly verdict: Verdict
  /** What it would change, in the order in which it is to be applied. */
  readonly staged: readonly Staged[]
  readonly counts: RunCounts
  readonly problems: readonly Problem[]
}

interface Told {
  readonly said: ReadonlyMap<string, SourceSaid>
  readonly gone: ReadonlySet<string>
  readonly unreadable: ReadonlyMap<string, string>
}

/** What a feed that was read whole would change, and whether it may. Nothing is written. */
export async function planRun(tx: Tx, { id, document }: Source, feed: Feed, now: Instant): Promise<RunPlan> {
  const definitions = await attributeDefinitions(tx)
  const told = tell(feed.people, (record) => readRecord(record, document, { definitions, readValue, wrongInTime }))
  const stored = new Map((await recordsOf(tx, id)).map((record) => [record.key, record]))
  const known = new Map([...stored].map(([key, record]) => [key, knownRecord(record, now)]))
  const complete = !feed.delta
  const present = new Set([...told.unreadable.keys(), ...told.gone])
  const toRetry = new Set([
    ...(await nowResolvable(tx, id, stored, told.said)),
    ...(await otherwiseRanked(tx, document, stored)),
  ])
  const comparison = compare(told.said, known, complete, present, toRetry)

  const liveKey = (key: string): boolean =>
    told.said.has(key) || present.has(key) || (!complete && stored.get(key)?.missingSince === null)
  const twins = new Map(
    [...comparison.rekeyed].flatMap(([old, key]) =>
      stored.get(old)?.identity ? [[key, stored.get(old)!.identity!] as const] : [],
    ),
  )
  const fresh = new Map(comparison.fresh.map((key) => [key, told.said.get(key)!]))
  const correlations = await correlateNew(tx, { source: id, document, fresh, live: liveKey, twins }, now)

  const goneNow = [...told.gone].filter((key) => known.has(key) && !known.get(key)!.left).sort()
  const lately = await doneSince(tx, id, after(now, days(-1)))
  const tally = tallied(document, told, known, comparison, goneNow, complete, lately, now)
  const verdict = judge(tally, document.brake)
  // Releasing a paused run is an operator's word that the feed is whole.
  const proven = feed.counted || verdict.is === 'paused'
  const staged = ordered([
    ...comparison.fresh.map((key) => ({
      key,
      said: told.said.get(key)!,
      change: 'new' as const,
      fate: correlations.get(key)!,
    })),
    ...comparison.changed.map((key) => ({
      key,
      said: told.said.get(key)!,
      change: 'changed' as const,
      fate: { is: 'update' } as const,
    })),
    ...comparison.missing.flatMap((key) =>
      absentees(key, stored.get(key)!, document.absence === 'leaver', proven, comparison.rekeyed.has(key)),
    ),
    ...comparison.dropped.map((key) => ({
      key,
      said: stored.get(key)!.said,
      change: 'missing' as const,
      fate: { is: 'report' } as const,
    })),
    ...goneNow.map((key) => ({
      key,
      said: stored.get(key)!.said,
      change: 'missing' as const,
      fate: { is: 'leave', because: 'the source says that it no longer has this person' } as const,
    })),
  ])
  const absentLeavers = staged.filter(({ key, fate }) => fate.is === 'leave' && !told.gone.has(key)).length
  return {
    verdict,
    staged,
    counts: counted(tally, comparison, correlations, absentLeavers),
    problems: [...told.unreadable].map(([key, problem]) => ({ at: key, problem })),
  }
}

function tell(
  records: readonly IdentityRecord[],
  read: (record: IdentityRecord) => ReturnType<typeof readRecord>,
): Told {
  const said = new Map<string, SourceSaid>()
  const gone = new Set<string>()
  const unreadable = new Map<string, string>()
  for (const record of records) {
    if (said.has(record.key) || gone.has(record.key)) unreadable.set(record.key, 'the key stands there twice')
    else if (record.gone) gone.add(record.key)
    else {
      const one = read(record)
      if ('problem' in one) unreadable.set(record.key, one.problem)
      else said.set(record.key, one.said)
    }
  }
  for (const key of unreadable.keys()) said.delete(key)
  return { said, gone, unreadable }
}

const knownRecord = ({ said, missingSince }: SourceRecord, now: Instant): KnownRecord => ({
  said,
  missing: missingSince !== null,
  left: stateAsSaid(said, now) === 'left',
})

/** Those whose manager or owner was nobody, and is somebody by now or in this feed. */
async function nowResolvable(
  tx: Tx,
  source: Source['id'],
  stored: ReadonlyMap<string, SourceRecord>,
  feed: ReadonlyMap<string, SourceSaid>,
): Promise<ReadonlySet<string>> {
  const waiting = [...stored.values()].filter(({ key, unresolved }) => unresolved && feed.has(key))
  const resolve = await resolverOf(
    tx,
    source,
    waiting.map(({ said }) => said),
  )
  return new Set(
    waiting
      .filter(({ said }) =>
        [said.manager, said.owner].some(
          (ref) => ref !== undefined && (resolve(ref) !== null || (feed.has(ref) && !stored.has(ref))),
        ),
      )
      .map(({ key }) => key),
  )
}

/** Those who were told of when the source had another rank: what is believed of them may be another now. */
async function otherwiseRanked(
  tx: Tx,
  { name, rank }: Source['document'],
  stored: ReadonlyMap<string, SourceRecord>,
): Promise<readonly string[]> {
  const identities = new Set(await claimedAtOtherRank(tx, name, rank))
  return [...stored.values()]
    .filter(({ identity }) => identity !== null && identities.has(identity))
    .map(({ key }) => key)
}

function tallied(
  document: Source['document'],
  told: Told,
  known: ReadonlyMap<string, KnownRecord>,
  comparison: Comparison,
  goneNow: readonly string[],
  complete: boolean,
  lately: Tally['lately'],
  now: Instant,
): Tally {
  const changes = new Map<string, number>()
  let leaving = goneNow.length
  for (const key of comparison.changed) {
    const [before, after] = [known.get(key)!, told.said.get(key)!]
    for (const field of changedFields(before.said, after)) changes.set(field, (changes.get(field) ?? 0) + 1)
    if (!before.left && stateAsSaid(after, now) === 'left') leaving++
  }
  const newlyMissing = comparison.missing.filter((key) => !known.get(key)!.missing)
  return {
    read: told.said.size + told.gone.size,
    known: [...known.values()].filter(({ left, missing }) => !left && !missing).length,
    complete,
    atLeast: document.completeness.rows ?? 0,
    unreadable: [...told.unreadable].map(([key, problem]) => `${key}: ${problem}`),
    garbled: [...told.said.values()].filter(looksGarbled).length,
    missing: newlyMissing.length,
    rekeyed: comparison.rekeyed.size,
    leavers: leaving,
    lately,
    changes,
    missingLeave: document.absence === 'leaver',
  }
}

/** Absence is believed when the target counted what it sent, when two whole reads agree, or when a person says so. */
function absentees(
  key: string,
  { said, missingSince }: SourceRecord,
  leavers: boolean,
  proven: boolean,
  rekeyed: boolean,
): Omit<Staged, 'position'>[] {
  const row = (fate: Fate): Omit<Staged, 'position'>[] => [{ key, said, change: 'missing', fate }]
  if (leavers && !rekeyed && proven) return row({ is: 'leave', because: 'absent from a feed that is proven whole' })
  if (leavers && !rekeyed && missingSince !== null) return row({ is: 'leave', because: 'absent from two whole feeds' })
  return missingSince === null ? row({ is: 'report' }) : []
}

function ordered(rows: readonly Omit<Staged, 'position'>[]): readonly Staged[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const order = managersFirst([...byKey.keys()], (key) => byKey.get(key)?.said.manager ?? byKey.get(key)?.said.owner)
  return order.map((key, position) => ({ ...byKey.get(key)!, position }))
}

function counted(
  tally: Tally,
  comparison: Comparison,
  correlations: ReadonlyMap<string, Correlation>,
  absentLeavers: number,
): RunCounts {
  const are = (is: Correlation['is']): number => [...correlations.values()].filter((one) => one.is === is).length
  return {
    read: tally.read,
    new: are('create'),
    linked: are('link'),
    cases: are('case'),
    changed: comparison.changed.length,
    unchanged: comparison.unchanged,
    missing: tally.missing,
    leavers: tally.leavers + absentLeavers,
    unreadable: tally.unreadable.length,
  }
}

/** Names exactly what a paused run would change: only that can be released. */
export const listHash = (staged: readonly Staged[]): string =>
  createHash('sha256')
    .update(
      canonicalJson(staged.map(({ key, said, change, fate }) => ({ key, said, change, fate })) as unknown as Json),
    )
    .digest('hex')
