import { type Decision, type Impact, type PolicySet, Snapshot } from '@remit/engine';
import type { ApplicationId, EntitlementId, IdentityId } from '@remit/kernel';
import type { Platform } from '../../platform/platform.ts';
import { type NamedFacts } from '../grants/index.ts';
/**
 * What this process knows of everybody, in memory: decisions are answered from it and changes are tried on it. Built
 * from what is stored, then kept in step with what is committed. Its position lives in the process: after a restart
 * it is built again.
 */
export declare class World {
    #private;
    constructor(platform: Platform);
    start(): Promise<void>;
    stop(): Promise<void>;
    get isReady(): boolean;
    /** The snapshot to answer from; `null` when nothing may be answered: not loaded, or cut off for too long. */
    get snapshot(): Snapshot | null;
    get levels(): ReadonlyMap<string, string>;
    get size(): number;
    factsOf(ordinal: number): NamedFacts;
    findFacts(id: IdentityId): NamedFacts | null;
    nameOfEntitlement(id: EntitlementId): {
        readonly id: EntitlementId;
        readonly name: string;
    };
    get policies(): PolicySet;
    evaluate(identity: string, entitlement: string): Decision | null;
    /** Waits a moment until a commit is known here. @returns whether it is. */
    has(transaction: bigint, patience?: number): Promise<boolean>;
    /** Takes a commit of this process in before it is answered, so that the next check here knows it. */
    include(identities: readonly IdentityId[], transaction: bigint): Promise<void>;
    /** Takes other policies in. Decisions derive from the new set from then on, whatever still follows in chunks. */
    includePolicies(transaction: bigint): Promise<void>;
    /** What other policies would do to everybody, as of now. Nothing is written. */
    simulate(after: PolicySet): Impact;
    countActive(): number;
    /** How many grants each application has. */
    grantsByApplication(): ReadonlyMap<ApplicationId, number>;
    /** How many identities a condition matches now; none if it is no condition. */
    count(condition: string): number;
}
