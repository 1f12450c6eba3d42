import { deriveHeld } from '@remit/engine';
const key = (role, rule, assignment) => `${role}/${rule ?? ''}/${assignment ?? ''}`;
const keyOf = ({ role, by }) => key(role, by.via === 'rule' ? by.rule : null, by.via === 'assignment' ? by.assignment : null);
export function membershipChanges(before, after) {
    const known = new Set(before.map((one) => key(one.role, one.rule, one.assignment)));
    const wanted = new Set(after.map(keyOf));
    return {
        opened: after.filter((one) => !known.has(keyOf(one))),
        closed: before.filter((one) => !wanted.has(key(one.role, one.rule, one.assignment))),
    };
}
const OPEN = { from: null, until: null };
/**
 * The entitlements that what was stored came to, sorted ordinals. Memberships and direct assignments are taken as
 * standing decisions without a window: whether they hold is what the recomputation before has decided.
 */
export function heldBefore(facts, before, policies, now) {
    const given = [...before.memberships.map(({ role }) => ({ role })), ...before.direct];
    return deriveHeld({
        ...facts,
        state: 'active',
        start: null,
        end: null,
        assignments: given.map((gives, index) => ({ id: String(index), gives, validity: OPEN, origin: 'before' })),
        exclusions: before.cut.map((denies, index) => ({ id: String(index), denies, validity: OPEN })),
    }, policies, now, []);
}
/** Members of one list that are not in the other. */
export function without(some, others) {
    const known = new Set(others);
    return [...some].filter((one) => !known.has(one));
}
//# sourceMappingURL=differences.js.map