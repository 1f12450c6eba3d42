import { type Actor, accept, asId, type IdentityId, type Result, refuse } from '@remit/kernel'
import { newId } from '../../../platform/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { type Claim, findIdentities, findIdentityByName, saveClaims } from '../../identities/index.ts'
import { record } from '../../ledger/index.ts'
import type { SourceRefusal } from '../domain/refusals.ts'
import type { SourceDocument } from '../domain/source-document.ts'
import { type CaseDecision, type CorrelationCase, lockCase, saveDecision } from '../store/cases.ts'
import {
  type CaseId,
  recordsBelow,
  recordsOfIdentities,
  recordsWith,
  removeRecord,
  type SourceRecord,
  saveRecords,
} from '../store/records.ts'
import { latestRuns, type RunId } from '../store/runs.ts'
import { findSourceById, holdSource } from '../store/sources.ts'
import { type Resolve, resolved, resolverOf } from './references.ts'

export type Verdict = { readonly decision: 'merge'; readonly identity: string } | { readonly decision: 'separate' }

/**
 * Says who a record is. Merging makes it the identity's record in this source; the one it had under a key that is no
 * longer in the feed makes way. Separating makes somebody new. Both can be undone.
 */
export function settleCase(platform: Platform, by: Actor, id: CaseId, verdict: Verdict) {
  return platform.perform(by, async (work): Promise<Result<{ case: CaseId; identity: IdentityId }, SourceRefusal>> => {
    const found = await open(work, id)
    if (!found.ok) return found
    const { one, document } = found.value
    if (one.decidedAt !== null) return refuse('case.settled')
    const chosen =
      verdict.decision === 'merge'
        ? await mergeInto(work, one, verdict.identity)
        : accept({ identity: made(one), replaced: null })
    if (!chosen.ok) return chosen
    const { identity, replaced } = chosen.value
    if (replaced) await removeRecord(work.tx, one.source, replaced.key)
    await tell(work, one, document, identity)
    await saveDecision(work.tx, id, { as: verdict.decision, identity, by: work.by.name, replaced }, work.now)
    await recordCase(
      work,
      one,
      verdict.decision === 'merge' ? 'correlation-case.merged' : 'correlation-case.separated',
      identity,
    )
    return accept({ case: id, identity })
  })
}

/**
 * Takes a decision back: the identity and those below it are as they were before, the record waits again. An identity
 * that was made stays, and has left.
 */
export function undoCase(platform: Platform, by: Actor, id: CaseId) {
  return platform.perform(by, async (work): Promise<Result<{ case: CaseId }, SourceRefusal>> => {
    const found = await open(work, id)
    if (!found.ok) return found
    const { one, document } = found.value
    if (one.decidedAt === null || one.decision === null) return refuse('case.open')
    const { identity, replaced } = one.decision
    const records = await recordsWith(work.tx, one.source, [one.key, ...(replaced ? [replaced.key] : [])])
    if (replaced && records.has(replaced.key)) return refuse('case.key-told-again', `The key is ${replaced.key}.`)
    const record = records.get(one.key)
    if (record) await save(work, one, { ...record, identity: null })
    if (replaced) await save(work, one, replaced)
    const below = await claimsBelow(work, one, document, identity)
    const own = replaced
      ? claimsOf(document, [replaced], await resolverOf(work.tx, one.source, [replaced.said]))
      : [{ identity, ...spokenBy(document), said: null }]
    await saveClaims(work, [...own, ...below])
    await saveDecision(work.tx, id, one.decision, null)
    await recordCase(work, one, 'correlation-case.undone', identity)
    return accept({ case: id })
  })
}

async function open(
  work: UnitOfWork,
  id: CaseId,
): Promise<Result<{ one: CorrelationCase; document: SourceDocument }, SourceRefusal>> {
  const one = await lockCase(work.tx, id)
  if (!one) return refuse('case.unknown')
  const source = (await holdSource(work.tx, one.source)) ? await findSourceById(work.tx, one.source) : null
  return source ? accept({ one, document: source.document }) : refuse('case.source-removed')
}

async function mergeInto(
  work: UnitOfWork,
  one: CorrelationCase,
  wanted: string,
): Promise<Result<Pick<CaseDecision, 'identity' | 'replaced'>, SourceRefusal>> {
  if (wanted === '')
    return refuse('case.identity-needed', `Candidates: ${one.candidates.map(({ name }) => name).join(', ')}.`)
  const identity = await findIdentity(work, wanted)
  if (identity === null) return refuse('case.identity-unknown', wanted)
  const [record, ...others] = (await recordsOfIdentities(work.tx, one.source, [identity])).filter(
    ({ key }) => key !== one.key,
  )
  if (others.length > 0 || (record && record.missingSince === null))
    return refuse('case.identity-taken', `Its key is ${record!.key}.`)
  return accept({ identity, replaced: record ?? null })
}

async function findIdentity(work: UnitOfWork, wanted: string): Promise<IdentityId | null> {
  const byName = await findIdentityByName(work.tx, wanted)
  if (byName) return byName.id
  if (!/^[0-9a-f-]{36}$/.test(wanted)) return null
  return (await findIdentities(work.tx, [asId<IdentityId>(wanted)]))[0]?.id ?? null
}

/** Whoever was made by deciding so before is taken again: deciding back and forth leaves one identity. */
const made = (one: CorrelationCase): IdentityId =>
  one.decision?.as === 'separate' ? one.decision.identity : newId<IdentityId>()

async function tell(
  work: UnitOfWork,
  one: CorrelationCase,
  document: SourceDocument,
  identity: IdentityId,
): Promise<void> {
  const before = (await recordsWith(work.tx, one.source, [one.key])).get(one.key)
  const record: SourceRecord = before
    ? { ...before, identity }
    : { key: one.key, identity, said: one.said, missingSince: null, unresolved: false }
  // Who refers to the key that is about to become theirs refers to them.
  const own = new Map([[one.key, identity]])
  const resolve = await resolverOf(work.tx, one.source, [record.said], own)
  const below = await claimsBelow(work, one, document, identity, own)
  await saveClaims(work, [...claimsOf(document, [record], resolve), ...below])
  await save(work, one, record)
}

/** What the source says of those whose manager or owner is this key, but for the identity itself. */
async function claimsBelow(
  work: UnitOfWork,
  one: CorrelationCase,
  document: SourceDocument,
  identity: IdentityId,
  own: ReadonlyMap<string, IdentityId> = new Map(),
): Promise<readonly Claim[]> {
  const told = (await recordsBelow(work.tx, one.source, one.key)).filter((each) => each.identity !== identity)
  const below = [...new Map(told.map((each) => [each.identity, each])).values()]
  const resolve = await resolverOf(
    work.tx,
    one.source,
    below.map(({ said }) => said),
    own,
  )
  return claimsOf(document, below, resolve)
}

const spokenBy = ({ name, rank }: SourceDocument): Pick<Claim, 'source' | 'rank'> => ({ source: name, rank })

const claimsOf = (document: SourceDocument, records: readonly SourceRecord[], resolve: Resolve): readonly Claim[] =>
  records.flatMap(({ identity, said }): Claim[] =>
    identity === null
      ? []
      : [
          {
            identity,
            ...spokenBy(document),
            said: resolved(said, resolve).said,
            ...(said.name === undefined ? {} : { name: said.name }),
          },
        ],
  )

async function save(work: UnitOfWork, one: CorrelationCase, record: SourceRecord): Promise<void> {
  const run = (await latestRuns(work.tx)).get(one.source)?.id ?? newId<RunId>()
  await saveRecords(work.tx, one.source, run, [record])
}

async function recordCase(work: UnitOfWork, one: CorrelationCase, action: string, identity: IdentityId): Promise<void> {
  const [found] = await findIdentities(work.tx, [identity])
  await record(work, {
    action,
    subject: { kind: 'identity', id: identity },
    detail: {
      name: found?.name ?? identity,
      key: one.key,
      source: one.sourceName,
      said: one.said.displayName ?? one.key,
      why: one.why,
    },
  })
}
