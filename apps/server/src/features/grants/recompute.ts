import { deriveHeld, type Held, memberships, nextBoundary, type PolicySet } from '@remit/engine'
import type { EntitlementId, IdentityId, LedgerEntryId } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { lockIdentities } from '../identities/index.ts'
import { findEntries, recordAll } from '../ledger/index.ts'
import { holdPolicies, policiesOf } from '../policies/index.ts'
import { heldBefore, membershipChanges, without } from './domain/differences.ts'
import { factsOf } from './facts.ts'
import { closeMemberships, heldBy, openMemberships, saveDerivations, storedOf } from './store.ts'

declare module '../../platform/events.ts' {
  interface Events {
    /**
     * These identities were derived anew. What they hold may or may not differ; their attributes or lifecycle may,
     * so whoever makes targets agree looks at all of them.
     */
    'grants.changed': {
      readonly changes: readonly {
        readonly identity: IdentityId
        readonly opened: readonly EntitlementId[]
        readonly closed: readonly EntitlementId[]
        /** What the change is recorded as; the cause where nothing was opened or closed. */
        readonly entry: LedgerEntryId | null
      }[]
    }
  }
}

/** Names listed in a ledger entry; beyond that the counts say it and history tells the rest. */
const MOST_NAMES = 50
const CHANGED = 'identity.grants-changed'

/**
 * Makes the grants of these identities what they should be now. The one door through which every grant is opened or
 * closed, whatever the cause: a hire, an approval, a lost device, a changed policy, the clock. Locks the identities in
 * order of their ids and keeps the policies in force until the end of the work.
 * @param cause what it follows from, for the ledger; by identity or one for all.
 */
export async function recompute(
  work: UnitOfWork,
  ids: readonly IdentityId[],
  cause: LedgerEntryId | null | ReadonlyMap<IdentityId, LedgerEntryId>,
): Promise<void> {
  if (ids.length === 0) return
  const { tx, now } = work
  const causeOf = (id: IdentityId): LedgerEntryId | null =>
    cause === null || typeof cause === 'string' ? cause : (cause.get(id) ?? null)
  const policies = await holdPolicies(tx)
  await lockIdentities(tx, ids)
  const facts = await factsOf(tx, ids, now)
  const stored = await storedOf(tx, ids)
  const past = await pastPolicies(work, stored, policies)
  const values = [...stored.values()]
  const assigned = await heldBy(
    tx,
    'assignment',
    values.flatMap((one) => one.direct),
  )
  const denied = await heldBy(
    tx,
    'exclusion',
    values.flatMap((one) => one.cut),
  )
  const known = (ids: readonly string[], held: ReadonlyMap<string, Held>): Held[] =>
    ids.flatMap((id) => held.get(id) ?? [])

  const derived = [...facts.values()].map((identity) => {
    const was = stored.get(identity.id)
    const before = {
      memberships: was?.memberships ?? [],
      direct: known(was?.direct ?? [], assigned),
      cut: known(was?.cut ?? [], denied),
    }
    const under = (was && past.get(was.epoch)) ?? policies
    const held = deriveHeld(identity, policies, now)
    const heldNow = namesOf(policies, held)
    const heldThen = namesOf(under, was ? heldBefore(identity, before, under, now) : [])
    return {
      identity,
      changes: membershipChanges(before.memberships, memberships(identity, policies, now)),
      opened: without(heldNow.keys(), heldThen.keys()),
      closed: without(heldThen.keys(), heldNow.keys()),
      name: (id: EntitlementId): string => heldNow.get(id) ?? heldThen.get(id) ?? id,
      row: {
        identity: identity.id,
        grants: held.length,
        direct: identity.assignments
          .filter(({ gives, validity }) => 'entitlement' in gives && inForce(validity, now))
          .map(({ id }) => id),
        cut: identity.exclusions.filter(({ validity }) => inForce(validity, now)).map(({ id }) => id),
        due: nextBoundary(identity, policies, now),
      },
    }
  })

  const changed = derived.filter(
    ({ opened, closed, changes }) => opened.length + closed.length + changes.opened.length + changes.closed.length > 0,
  )
  const entries = await recordAll(
    work,
    changed.map(({ identity, opened, closed, row, name }) => ({
      action: CHANGED,
      subject: { kind: 'identity', id: identity.id },
      cause: causeOf(identity.id),
      detail: {
        name: identity.name,
        displayName: identity.displayName,
        opened: opened.slice(0, MOST_NAMES).map(name).sort(),
        closed: closed.slice(0, MOST_NAMES).map(name).sort(),
        openedCount: opened.length,
        closedCount: closed.length,
        grants: row.grants,
        epoch: policies.epoch,
      },
    })),
  )
  const entryOf = new Map(changed.map(({ identity }, index) => [identity.id, entries[index]!]))
  await closeMemberships(
    tx,
    changed.flatMap(({ identity, changes }) =>
      changes.closed.map((membership) => ({ identity: identity.id, membership })),
    ),
  )
  await openMemberships(
    tx,
    changed.flatMap(({ identity, changes }) =>
      changes.opened.map((membership) => ({ identity: identity.id, membership, entry: entryOf.get(identity.id)! })),
    ),
  )
  await saveDerivations(
    tx,
    now,
    policies.epoch,
    derived.map(({ row }) => row),
  )
  await work.emit({
    kind: 'grants.changed',
    changes: derived.map(({ identity, opened, closed }) => ({
      identity: identity.id,
      opened,
      closed,
      entry: entryOf.get(identity.id) ?? causeOf(identity.id),
    })),
  })
}

/** Whether anybody ever held anything here. The ledger says it: after everything was taken away, nobody starts anew. */
export async function hasDerived(tx: Tx): Promise<boolean> {
  return (await findEntries(tx, { action: CHANGED, limit: 1 })).length > 0
}

const inForce = (validity: { from: number | null; until: number | null }, now: number): boolean =>
  (validity.from === null || validity.from <= now) && (validity.until === null || now < validity.until)

function namesOf(policies: PolicySet, ordinals: Iterable<number>): ReadonlyMap<EntitlementId, string> {
  const names = new Map<EntitlementId, string>()
  for (const ordinal of ordinals) {
    const { id, name } = policies.entitlements.all[ordinal]!
    names.set(id, name)
  }
  return names
}

/** "Before" is what was stored, under the policies it was stored under. */
async function pastPolicies(
  work: UnitOfWork,
  stored: ReadonlyMap<IdentityId, { epoch: number; derivedAt: Date | null }>,
  now: PolicySet,
): Promise<ReadonlyMap<number, PolicySet>> {
  const past = new Map<number, PolicySet>([[now.epoch, now]])
  for (const { epoch, derivedAt } of stored.values())
    if (derivedAt && !past.has(epoch)) past.set(epoch, await policiesOf(work.tx, epoch, derivedAt))
  return past
}
