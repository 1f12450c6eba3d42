import { allDevices, devicesOf } from '../devices/index.js';
import { allIdentityFacts, identityFacts } from '../identities/index.js';
import { standingOf } from './store.js';
const NOTHING = [];
function together(basics, devices, standing) {
    return {
        ...basics,
        devices,
        assignments: standing.assignments.get(basics.id) ?? NOTHING,
        exclusions: standing.exclusions.get(basics.id) ?? NOTHING,
    };
}
/** @param at a moment of the past whose facts are wanted; devices are told as they stand. `null`: as it all stands. */
export async function factsOf(tx, ids, now, at = null) {
    const basics = await identityFacts(tx, ids, now, at);
    const devices = await devicesOf(tx, ids);
    const standing = await standingOf(tx, ids, at);
    return new Map([...basics].map(([id, one]) => [id, together(one, devices.get(id) ?? NOTHING, standing)]));
}
/** Everybody, a few thousand at a time. */
export async function* allFacts(tx, now) {
    const devices = await allDevices(tx);
    const standing = await standingOf(tx, null);
    for await (const page of allIdentityFacts(tx, now))
        yield page.map((one) => together(one, devices.get(one.id) ?? NOTHING, standing));
}
//# sourceMappingURL=facts.js.map