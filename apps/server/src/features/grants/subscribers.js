import { accept } from '@remit/kernel';
import { Pulse } from '../../platform/pulse.js';
import { record } from '../ledger/index.js';
import { recompute } from './recompute.js';
import { dueBefore, enqueueEverybody, takeQueued } from './store.js';
const CLOCK = { kind: 'system', name: 'clock' };
const RECOMPUTE = { kind: 'system', name: 'recompute' };
const CHUNK = 500;
export function subscribeGrants(platform) {
    platform.events.on('identities.changed', (work, { ids, entries }) => recompute(work, ids, entries));
    platform.events.on('devices.changed', (work, { owners }) => recompute(work, owners, null));
    platform.events.on('policies.changed', async (work, { everybody }) => {
        if (!everybody)
            return;
        const entry = await record(work, { action: 'grants.recompute-asked', subject: { kind: 'policies', id: 'in-force' }, detail: { why: 'the catalog changed' } });
        await enqueueEverybody(work.tx, entry, null, work.now);
    });
}
/**
 * Two pulses: what the passing of time alone changes, and what is queued after a change for many. Each round is one
 * unit of work; rows stay until it commits, so a crash repeats it and nothing else.
 */
export function grantPulses(platform) {
    const boundaries = async () => {
        const { answer } = await platform.perform(CLOCK, async (work) => {
            const due = await dueBefore(work.tx, work.now, CHUNK);
            await recompute(work, due, null);
            return accept(due.length);
        });
        return answer.ok && answer.value === CHUNK;
    };
    const queue = async () => {
        const { answer } = await platform.perform(RECOMPUTE, async (work) => {
            const taken = await takeQueued(work.tx, CHUNK);
            await recompute(work, taken.map((one) => one.identity), new Map(taken.map((one) => [one.identity, one.entry])));
            return accept(taken.length);
        });
        return answer.ok && answer.value === CHUNK;
    };
    return [new Pulse('boundaries', 500, boundaries, platform.log), new Pulse('recompute', 300, queue, platform.log)];
}
//# sourceMappingURL=subscribers.js.map