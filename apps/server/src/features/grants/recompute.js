import { deriveHeld, memberships, nextBoundary } from '@remit/engine';
import { lockIdentities } from '../identities/index.js';
import { recordAll } from '../ledger/index.js';
import { holdPolicies, policiesOf } from '../policies/index.js';
import { heldBefore, membershipChanges, without } from './domain/differences.js';
import { factsOf } from './facts.js';
import { closeMemberships, heldBy, openMemberships, saveDerivations, storedOf } from './store.js';
/** Names listed in a ledger entry; beyond that the counts say it and history tells the rest. */
const MOST_NAMES = 50;
/**
 * Makes the grants of these identities what they should be now. The one door through which every grant is opened or
 * closed, whatever the cause: a hire, an approval, a lost device, a changed policy, the clock. Locks the identities in
 * order of their ids and keeps the policies in force until the end of the work.
 * @param cause what it follows from, for the ledger; by identity or one for all.
 */
export async function recompute(work, ids, cause) {
    if (ids.length === 0)
        return;
    const { tx, now } = work;
    const causeOf = (id) => (cause === null || typeof cause === 'string' ? cause : (cause.get(id) ?? null));
    const policies = await holdPolicies(tx);
    await lockIdentities(tx, ids);
    const facts = await factsOf(tx, ids, now);
    const stored = await storedOf(tx, ids);
    const past = await pastPolicies(work, stored, policies);
    const values = [...stored.values()];
    const assigned = await heldBy(tx, 'assignment', values.flatMap((one) => one.direct));
    const denied = await heldBy(tx, 'exclusion', values.flatMap((one) => one.cut));
    const known = (ids, held) => ids.flatMap((id) => held.get(id) ?? []);
    const derived = [...facts.values()].map((identity) => {
        const was = stored.get(identity.id);
        const before = { memberships: was?.memberships ?? [], direct: known(was?.direct ?? [], assigned), cut: known(was?.cut ?? [], denied) };
        const under = (was && past.get(was.epoch)) ?? policies;
        const held = deriveHeld(identity, policies, now);
        const heldNow = namesOf(policies, held);
        const heldThen = namesOf(under, was ? heldBefore(identity, before, under, now) : []);
        return {
            identity,
            changes: membershipChanges(before.memberships, memberships(identity, policies, now)),
            opened: without(heldNow.keys(), heldThen.keys()),
            closed: without(heldThen.keys(), heldNow.keys()),
            name: (id) => heldNow.get(id) ?? heldThen.get(id) ?? id,
            row: {
                identity: identity.id,
                grants: held.length,
                direct: identity.assignments.filter(({ gives, validity }) => 'entitlement' in gives && inForce(validity, now)).map(({ id }) => id),
                cut: identity.exclusions.filter(({ validity }) => inForce(validity, now)).map(({ id }) => id),
                due: nextBoundary(identity, policies, now),
            },
        };
    });
    const changed = derived.filter(({ opened, closed, changes }) => opened.length + closed.length + changes.opened.length + changes.closed.length > 0);
    const entries = await recordAll(work, changed.map(({ identity, opened, closed, row, name }) => ({
        action: 'identity.grants-changed',
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
    })));
    const entryOf = new Map(changed.map(({ identity }, index) => [identity.id, entries[index]]));
    await closeMemberships(tx, changed.flatMap(({ identity, changes }) => changes.closed.map((membership) => ({ identity: identity.id, membership }))));
    await openMemberships(tx, changed.flatMap(({ identity, changes }) => changes.opened.map((membership) => ({ identity: identity.id, membership, entry: entryOf.get(identity.id) }))));
    await saveDerivations(tx, now, policies.epoch, derived.map(({ row }) => row));
    await work.emit({
        kind: 'grants.changed',
        changes: derived.map(({ identity, opened, closed }) => ({ identity: identity.id, opened, closed, entry: entryOf.get(identity.id) ?? causeOf(identity.id) })),
    });
}
const inForce = (validity, now) => (validity.from === null || validity.from <= now) && (validity.until === null || now < validity.until);
function namesOf(policies, ordinals) {
    const names = new Map();
    for (const ordinal of ordinals) {
        const { id, name } = policies.entitlements.all[ordinal];
        names.set(id, name);
    }
    return names;
}
/** "Before" is what was stored, under the policies it was stored under. */
async function pastPolicies(work, stored, now) {
    const past = new Map([[now.epoch, now]]);
    for (const { epoch, derivedAt } of stored.values())
        if (derivedAt && !past.has(epoch))
            past.set(epoch, await policiesOf(work.tx, epoch, derivedAt));
    return past;
}
//# sourceMappingURL=recompute.js.map