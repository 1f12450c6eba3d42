import { admit, buildPopulation, checkExpression, gatherEveryone, matchEveryone, parseExpression, replace, simulate, Snapshot, } from '@remit/engine';
import { Pulse } from '../../platform/pulse.js';
import { allFacts, factsOf } from '../grants/index.js';
import { policiesInForce } from '../policies/index.js';
import { followFrom, readHorizon, readLevels } from './store.js';
/** Answers get no older than this; beyond it every question is denied as stale. */
const OLDEST_ANSWER = 5_000;
/**
 * What this process knows of everybody, in memory: decisions are answered from it and changes are tried on it. Built
 * from what is stored, then kept in step with what is committed. Its position lives in the process: after a restart
 * it is built again.
 */
export class World {
    #platform;
    #pulse;
    #loaded = null;
    #horizon = 0n;
    /** Commits of this process that went in before the horizon passed them. */
    #own = new Set();
    #followedAt = 0;
    #turn = Promise.resolve();
    constructor(platform) {
        this.#platform = platform;
        this.#pulse = new Pulse('world', 100, () => this.#follow(), platform.log);
    }
    async start() {
        await this.#alone(() => this.#load());
        this.#pulse.start();
    }
    async stop() {
        await this.#pulse.stop();
    }
    get isReady() {
        return this.#loaded !== null;
    }
    /** The snapshot to answer from; `null` when nothing may be answered: not loaded, or cut off for too long. */
    get snapshot() {
        if (!this.#loaded || performance.now() - this.#followedAt > OLDEST_ANSWER)
            return null;
        return this.#loaded.snapshot;
    }
    get levels() {
        return this.#loaded?.levels ?? new Map();
    }
    /** @throws before `start`: nobody may try a change on a world that is not there. */
    get #present() {
        if (!this.#loaded)
            throw new Error('the world is not loaded');
        return this.#loaded;
    }
    get size() {
        return this.#present.facts.length;
    }
    factsOf(ordinal) {
        return this.#present.facts[ordinal];
    }
    findFacts(id) {
        const ordinal = this.#present.ordinals.get(id);
        return ordinal === undefined ? null : this.#present.facts[ordinal];
    }
    nameOfEntitlement(id) {
        const ordinal = this.policies.entitlements.ordinals.get(id);
        return { id, name: ordinal === undefined ? id : this.policies.entitlements.all[ordinal].name };
    }
    get policies() {
        return this.#present.policies;
    }
    evaluate(identity, entitlement) {
        return this.snapshot?.evaluate({ identity, entitlement, now: this.#platform.clock.now() }) ?? null;
    }
    /** Waits a moment until a commit is known here. @returns whether it is. */
    async has(transaction, patience = 1_000) {
        const until = performance.now() + patience;
        for (;;) {
            if (transaction < this.#horizon || this.#own.has(transaction))
                return true;
            if (performance.now() > until)
                return false;
            this.#pulse.wake();
            await new Promise((resume) => setTimeout(resume, 10));
        }
    }
    /** Takes a commit of this process in before it is answered, so that the next check here knows it. */
    async include(identities, transaction) {
        if (!this.#loaded)
            return;
        await this.#alone(async () => {
            await this.#refresh(identities);
            this.#own.add(transaction);
        });
    }
    /** Takes other policies in. Decisions derive from the new set from then on, whatever still follows in chunks. */
    async includePolicies(transaction) {
        if (!this.#loaded)
            return;
        await this.#alone(async () => {
            await this.#rebuild();
            this.#own.add(transaction);
        });
    }
    /** What other policies would do to everybody, as of now. Nothing is written. */
    simulate(after) {
        const { facts, population, policies } = this.#present;
        const now = this.#platform.clock.now();
        const rulesOf = (set) => set.rules.all.map(({ program }, ordinal) => ({ ordinal, checked: program.checked }));
        const sameSchema = JSON.stringify(after.facts.attributes) === JSON.stringify(policies.facts.attributes);
        const beside = sameSchema ? population : buildPopulation(after.facts.attributes, facts);
        return simulate(gatherEveryone(facts), { policies, matches: matchEveryone(population, rulesOf(policies), now) }, { policies: after, matches: matchEveryone(beside, rulesOf(after), now) }, now);
    }
    countActive() {
        let active = 0;
        for (const one of this.#present.facts)
            if (one.state === 'active')
                active++;
        return active;
    }
    /** How many grants each application has. */
    grantsByApplication() {
        const { snapshot, policies } = this.#present;
        const now = this.#platform.clock.now();
        const holders = snapshot.countHolders(now);
        const counts = new Map();
        policies.entitlements.all.forEach(({ application }, ordinal) => {
            counts.set(application, (counts.get(application) ?? 0) + holders[ordinal]);
        });
        return counts;
    }
    /** How many identities a condition matches now; none if it is no condition. */
    count(condition) {
        const { population } = this.#present;
        const parsed = parseExpression(condition);
        const checked = parsed.ok ? checkExpression(parsed.value, population.environment) : parsed;
        if (!checked.ok)
            return 0;
        const { classOf, classes } = matchEveryone(population, [{ ordinal: 0, checked: checked.value }], this.#platform.clock.now());
        let count = 0;
        for (const one of classOf)
            if (classes[one].length > 0)
                count++;
        return count;
    }
    /** One change of this memory at a time: a rebuild and a refresh must not cross. */
    #alone(deed) {
        const mine = this.#turn.then(deed, deed);
        this.#turn = mine.catch(() => { });
        return mine;
    }
    async #load() {
        const { database, clock } = this.#platform;
        // The horizon is read first: what commits while we read is read again, never missed.
        const horizon = await readHorizon(database);
        const policies = await policiesInForce(database);
        const facts = [];
        for await (const page of allFacts(database, clock.now()))
            for (const one of page)
                facts.push(one);
        this.#loaded = { ...this.#build(policies, facts), levels: await readLevels(database) };
        this.#horizon = horizon;
        this.#followedAt = performance.now();
    }
    #build(policies, facts) {
        const now = this.#platform.clock.now();
        const population = buildPopulation(policies.facts.attributes, facts);
        const matches = matchEveryone(population, policies.rules.all.map(({ program }, ordinal) => ({ ordinal, checked: program.checked })), now);
        const snapshot = new Snapshot({ subjects: facts.map((one) => ({ name: one.name, facts: one })), matches, policies, now, revision: 0 });
        return { policies, facts, ordinals: new Map(facts.map((one, ordinal) => [one.id, ordinal])), population, snapshot };
    }
    async #rebuild() {
        const { database } = this.#platform;
        this.#loaded = { ...this.#build(await policiesInForce(database), this.#present.facts), levels: await readLevels(database) };
    }
    async #refresh(identities) {
        if (identities.length === 0)
            return;
        const { facts, ordinals, population, snapshot } = this.#present;
        const now = this.#platform.clock.now();
        const fresh = await factsOf(this.#platform.database, identities, now);
        for (const one of fresh.values()) {
            const known = ordinals.get(one.id);
            if (known === undefined) {
                ordinals.set(one.id, admit(population, one));
                facts.push(one);
            }
            else {
                replace(population, known, one);
                facts[known] = one;
            }
            snapshot.replaceIdentity({ name: one.name, facts: one }, now, 0);
        }
    }
    async #follow() {
        return this.#alone(async () => {
            const { horizon, epoch, identities } = await followFrom(this.#platform.database, this.#horizon);
            await this.#refresh(identities);
            if (epoch !== this.#present.policies.epoch)
                await this.#rebuild();
            for (const own of this.#own)
                if (own < horizon)
                    this.#own.delete(own);
            this.#horizon = horizon;
            this.#followedAt = performance.now();
            return false;
        });
    }
}
//# sourceMappingURL=world.js.map