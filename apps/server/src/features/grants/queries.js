import { deriveGrants, explain, uses } from '@remit/engine';
import { policiesAt, policiesInForce } from '../policies/index.js';
import { obstacleInWords } from './domain/obstacle-in-words.js';
import { factsOf } from './facts.js';
import { assignmentsInWords, findAccess, grantEntries } from './reading-store.js';
/** What these identities hold now, with every reason. */
export async function grantsOf(tx, ids, now) {
    const policies = await policiesInForce(tx);
    const facts = await factsOf(tx, ids, now);
    return new Map([...facts].map(([id, one]) => [id, deriveGrants(one, policies, now)]));
}
const iso = (at) => (at === null ? null : new Date(at).toISOString());
/** @param at a past moment, told from history: facts, standing decisions and policies as they were recorded then. */
async function tell(tx, id, now, at) {
    const moment = at === null ? now : at.getTime();
    const policies = at === null ? await policiesInForce(tx) : await policiesAt(tx, at);
    const facts = (await factsOf(tx, [id], moment, at)).get(id);
    if (!facts)
        return null;
    return { facts, policies, assignments: await assignmentsInWords(tx, id), access: await findAccess(tx, id, at !== null) };
}
function stepsOf(reason, entitlement, { facts, policies, assignments, access }) {
    const steps = [];
    if (reason.via === 'rule') {
        const { rule, program } = policies.rules.all[policies.rules.ordinals.get(reason.rule)];
        const used = uses(program.checked);
        for (const name of used.attributes) {
            const value = facts.attributes[name] ?? facts[name];
            steps.push({ kind: 'attribute', id: name, label: name, detail: value === undefined || value === null ? 'unknown' : String(value) });
        }
        if (used.devices)
            steps.push({ kind: 'attribute', id: 'devices', label: 'devices', detail: `${facts.devices.length} known` });
        steps.push({ kind: 'rule', id: rule.name, label: rule.name, detail: rule.when });
    }
    else {
        const said = assignments.get(reason.assignment);
        steps.push({ kind: 'assignment', id: reason.assignment, label: said?.by ?? 'assignment', detail: [said?.justification, said?.origin].filter(Boolean).join(' · ') });
    }
    for (const role of reason.path) {
        const { name } = policies.roles.all[policies.roles.ordinals.get(role)];
        steps.push({ kind: 'role', id: name, label: name, detail: '' });
    }
    for (const id of [...reason.nesting, entitlement]) {
        const { name } = policies.entitlements.all[policies.entitlements.ordinals.get(id)];
        steps.push({ kind: 'entitlement', id: name, label: name, detail: '' });
    }
    const account = access.get(entitlement);
    if (account?.account)
        steps.push({ kind: 'account', id: account.account.id, label: account.account.name, detail: account.observedAt ? `read ${account.observedAt}` : 'not read back yet' });
    return steps;
}
function inWords(reason, entitlement, telling) {
    const path = stepsOf(reason, entitlement, telling);
    if (reason.via === 'rule') {
        const { rule } = telling.policies.rules.all[telling.policies.rules.ordinals.get(reason.rule)];
        return { kind: 'rule', id: rule.name, label: `Rule ${rule.name} matches`, until: null, origin: 'rule', path };
    }
    const said = telling.assignments.get(reason.assignment);
    return { kind: 'assignment', id: reason.assignment, label: said ? `${said.by} decided it on ${said.at.slice(0, 10)}` : 'Somebody decided it', until: iso(reason.until), origin: said?.origin ?? '', path };
}
export async function grantsInWords(tx, id, now, at) {
    const telling = await tell(tx, id, now, at);
    if (!telling)
        return null;
    const { facts, policies, access } = telling;
    return deriveGrants(facts, policies, at === null ? now : at.getTime()).map((grant) => {
        const { name } = policies.entitlements.all[policies.entitlements.ordinals.get(grant.entitlement)];
        const reached = access.get(grant.entitlement);
        const ends = grant.reasons.map((reason) => (reason.via === 'rule' ? null : reason.until));
        return {
            entitlement: {
                id: grant.entitlement,
                name,
                title: reached?.title ?? name,
                application: name.slice(0, name.indexOf('/')),
                privileged: reached?.privileged ?? false,
                risk: reached?.risk ?? 'low',
            },
            state: grant.state,
            // It ends with its last reason: one without an end keeps it open.
            until: ends.includes(null) ? null : iso(Math.max(...ends)),
            reasons: grant.reasons.map((reason) => inWords(reason, grant.entitlement, telling)),
            holding: reached?.holding ?? 'not-provisioned',
            confirmedAt: reached?.observedAt ?? null,
        };
    });
}
/** Why somebody has it or has it not, and what would change that: one question, one answer, at one moment. */
export async function explainAccess(tx, id, entitlement, now, at) {
    const telling = await tell(tx, id, now, at);
    if (!telling)
        return 'no-such-identity';
    const { facts, policies } = telling;
    const ordinal = policies.entitlements.ordinals.get(entitlement) ?? policies.entitlements.ordinalsByName.get(entitlement);
    if (ordinal === undefined)
        return 'no-such-entitlement';
    const { id: wanted, name } = policies.entitlements.all[ordinal];
    const explained = explain(facts, wanted, policies, at === null ? now : at.getTime());
    const asOf = new Date(at ?? now).toISOString();
    const did = at === null ? { has: 'has', not: 'does not have' } : { has: 'had', not: 'did not have' };
    if (explained.is === 'not-held')
        return {
            answer: `${facts.displayName} ${did.not} ${name}.${explained.nearMisses.length === 0 ? ' Nothing leads there.' : ''}`,
            held: false,
            paths: [],
            misses: explained.nearMisses.slice(0, 20).map(({ reason, obstacles }) => ({
                label: inWords(reason, wanted, telling).label,
                firstFailing: obstacleInWords(obstacles[0]),
                path: stepsOf(reason, wanted, telling),
            })),
            counterfactuals: [],
            asOf,
        };
    const { reasons } = explained.grant;
    const ways = reasons.length === 1 ? 'in one way' : `in ${reasons.length} independent ways`;
    return {
        answer: `${facts.displayName} ${did.has} ${name} ${ways}.`,
        held: true,
        paths: reasons.map((reason) => inWords(reason, wanted, telling)),
        misses: [],
        counterfactuals: counterfactuals(explained, wanted, name, telling),
        asOf,
    };
}
/** Each reason ended alone, then what is enough: also the changes that would not remove it are told. */
function counterfactuals(explained, wanted, name, telling) {
    const { facts, policies } = telling;
    const labelOf = (reason) => (reason.via === 'rule' ? `Rule ${policies.rules.all[policies.rules.ordinals.get(reason.rule)].rule.name} stops matching` : `The assignment ${telling.assignments.get(reason.assignment)?.origin ?? ''} ends`.trimEnd());
    const { reasons } = explained.grant;
    const causes = new Map(reasons.map((reason) => [labelOf(reason), reason]));
    const each = [...causes.keys()].map((label) => ({
        if: label,
        then: causes.size === 1 ? 'No other reason is left.' : `${causes.size - 1} other ${causes.size === 2 ? 'reason' : 'reasons'} still applies.`,
        result: causes.size === 1 ? 'removed' : 'keeps',
    }));
    const all = causes.size > 1 ? [{ if: 'All of these end', then: 'No reason is left.', result: 'removed' }] : [];
    const excluded = explained.removals.flatMap((removal) => {
        if (!('exclude' in removal))
            return [];
        const what = 'entitlement' in removal.exclude ? (removal.exclude.entitlement === wanted ? name : policies.entitlements.all[policies.entitlements.ordinals.get(removal.exclude.entitlement)].name) : `role ${policies.roles.all[policies.roles.ordinals.get(removal.exclude.role)].name}`;
        return [{ if: `${facts.displayName} is excluded from ${what}`, then: 'Whatever the rules say.', result: 'removed' }];
    });
    return [...each, ...all, ...excluded];
}
export async function timelineOf(tx, id) {
    const entries = await grantEntries(tx, id);
    const points = [];
    for (const entry of entries) {
        const grants = entry.detail.grants;
        if (entry.action === 'identity.grants-changed' && grants !== undefined)
            points.push({ at: entry.at, grants });
    }
    return { points, events: entries };
}
//# sourceMappingURL=queries.js.map