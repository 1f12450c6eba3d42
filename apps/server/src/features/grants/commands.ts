import type { Held } from '@remit/engine'
import {
  type AssignmentId,
  accept,
  type ExclusionId,
  type IdentityId,
  type LedgerEntryId,
  type Result,
  refuse,
  type Validity,
} from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { identityNames } from '../identities/index.ts'
import { record, recordAll } from '../ledger/index.ts'
import { holdPolicies } from '../policies/index.ts'
import type { Refused } from './domain/refusals.ts'
import { recompute } from './recompute.ts'
import {
  enqueue,
  findAssignment,
  findExclusion,
  insertAssignments,
  insertExclusions,
  withdrawAssignment,
  withdrawExclusion,
} from './store.ts'

export interface Assigning {
  readonly identity: IdentityId
  readonly gives: Held
  readonly validity: Validity
  /** 'direct:…', 'adopted:…', 'request:…' */
  readonly origin: string
  readonly justification: string
}

/** Makes a standing decision that somebody should hold something, and what follows from it. */
export async function assign(work: UnitOfWork, assigning: Assigning): Promise<Result<AssignmentId, Refused>> {
  const made = await assignAll(work, [assigning])
  return made.ok ? accept(made.value[0]!) : made
}

/** Many at once; beyond a few hundred identities what follows is worked off in chunks. */
export async function assignAll(
  work: UnitOfWork,
  all: readonly Assigning[],
): Promise<Result<readonly AssignmentId[], Refused>> {
  const checked = await check(
    work,
    all.map(({ identity, gives, validity }) => ({ identity, held: gives, validity })),
  )
  if (!checked.ok) return checked
  const ids = all.map(() => newId<AssignmentId>())
  const entries = await recordAll(
    work,
    all.map((one, index) => ({
      action: 'assignment.made',
      subject: { kind: 'identity', id: one.identity },
      detail: {
        assignment: ids[index]!,
        name: checked.value.nameOfIdentity(one.identity),
        gives: checked.value.nameOf(one.gives),
        from: one.validity.from === null ? null : new Date(one.validity.from).toISOString(),
        until: one.validity.until === null ? null : new Date(one.validity.until).toISOString(),
        origin: one.origin,
        justification: one.justification,
      },
    })),
  )
  await insertAssignments(
    work.tx,
    all.map((one, index) => ({
      id: ids[index]!,
      identity: one.identity,
      held: one.gives,
      validity: one.validity,
      origin: one.origin,
      justification: one.justification,
      entry: entries[index]!,
    })),
  )
  await follow(
    work,
    all.map((one) => one.identity),
    entries,
  )
  return accept(ids)
}

const AT_ONCE = 500

async function follow(
  work: UnitOfWork,
  identities: readonly IdentityId[],
  entries: readonly LedgerEntryId[],
): Promise<void> {
  const causes = new Map(identities.map((id, index) => [id, entries[index]!]))
  if (causes.size <= AT_ONCE) await recompute(work, [...causes.keys()], causes)
  else await enqueue(work.tx, [...causes.keys()], entries[0]!, null, work.now)
}

export async function withdraw(
  work: UnitOfWork,
  id: AssignmentId,
  justification: string,
): Promise<Result<void, Refused>> {
  const found = await findAssignment(work.tx, id)
  if (!found) return refuse('assignment.not-found')
  if (found.withdrawnAt !== null) return refuse('assignment.already-ended')
  const names = await identityNames(work.tx, [found.identity])
  await withdrawAssignment(work.tx, id, work.now)
  const entry = await record(work, {
    action: 'assignment.withdrawn',
    subject: { kind: 'identity', id: found.identity },
    detail: {
      assignment: id,
      name: names.get(found.identity)?.name,
      gives: await nameOf(work, found.held),
      origin: found.origin,
      justification,
    },
  })
  await recompute(work, [found.identity], entry)
  return accept()
}

/** Makes a standing decision that somebody should not hold something, whatever the rules say. */
export async function exclude(
  work: UnitOfWork,
  excluding: Omit<Assigning, 'gives' | 'origin'> & { readonly denies: Held },
): Promise<Result<ExclusionId, Refused>> {
  const { identity, denies, validity, justification } = excluding
  const checked = await check(work, [{ identity, held: denies, validity }])
  if (!checked.ok) return checked
  const id = newId<ExclusionId>()
  const entry = await record(work, {
    action: 'exclusion.made',
    subject: { kind: 'identity', id: identity },
    detail: {
      exclusion: id,
      name: checked.value.nameOfIdentity(identity),
      denies: checked.value.nameOf(denies),
      until: validity.until === null ? null : new Date(validity.until).toISOString(),
      justification,
    },
  })
  await insertExclusions(work.tx, [{ id, identity, held: denies, validity, origin: '', justification, entry }])
  await recompute(work, [identity], entry)
  return accept(id)
}

/** @param by the identity of whoever asks, where one is known. */
export async function endExclusion(
  work: UnitOfWork,
  id: ExclusionId,
  justification: string,
  by: string | null,
): Promise<Result<void, Refused>> {
  const found = await findExclusion(work.tx, id)
  if (!found) return refuse('exclusion.not-found')
  if (found.withdrawnAt !== null) return refuse('exclusion.already-ended')
  if (found.identity === by) return refuse('exclusion.for-oneself')
  const names = await identityNames(work.tx, [found.identity])
  await withdrawExclusion(work.tx, id, work.now)
  const entry = await record(work, {
    action: 'exclusion.withdrawn',
    subject: { kind: 'identity', id: found.identity },
    detail: {
      exclusion: id,
      name: names.get(found.identity)?.name,
      denies: await nameOf(work, found.held),
      justification,
    },
  })
  await recompute(work, [found.identity], entry)
  return accept()
}

interface Named {
  nameOf(held: Held): string
  nameOfIdentity(id: IdentityId): string
}

async function check(
  work: UnitOfWork,
  all: readonly { identity: IdentityId; held: Held; validity: Validity }[],
): Promise<Result<Named, Refused>> {
  const policies = await holdPolicies(work.tx)
  const names = await identityNames(work.tx, [...new Set(all.map((one) => one.identity))])
  for (const { identity, held, validity } of all) {
    if (!names.has(identity)) return refuse('assignment.no-such-identity', identity)
    if (
      'role' in held ? !policies.roles.ordinals.has(held.role) : !policies.entitlements.ordinals.has(held.entitlement)
    )
      return refuse('assignment.no-such-access', 'role' in held ? held.role : held.entitlement)
    if (validity.from !== null && validity.until !== null && validity.until <= validity.from)
      return refuse('assignment.empty-window')
  }
  return accept({
    nameOf: (held) =>
      'role' in held
        ? `role ${policies.roles.all[policies.roles.ordinals.get(held.role)!]!.name}`
        : policies.entitlements.all[policies.entitlements.ordinals.get(held.entitlement)!]!.name,
    nameOfIdentity: (id) => names.get(id)!.name,
  })
}

async function nameOf(work: UnitOfWork, held: Held): Promise<string> {
  const policies = await holdPolicies(work.tx)
  const ordinal =
    'role' in held ? policies.roles.ordinals.get(held.role) : policies.entitlements.ordinals.get(held.entitlement)
  if (ordinal === undefined) return 'role' in held ? held.role : held.entitlement
  return 'role' in held ? `role ${policies.roles.all[ordinal]!.name}` : policies.entitlements.all[ordinal]!.name
}
