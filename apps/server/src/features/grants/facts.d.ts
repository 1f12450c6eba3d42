import type { IdentityFacts } from '@remit/engine';
import type { IdentityId, Instant } from '@remit/kernel';
import type { Tx } from '../../platform/database/scope.ts';
/** Everything the engine is told about an identity, with what people call it. */
export type NamedFacts = IdentityFacts & {
    readonly name: string;
    readonly displayName: string;
};
/** @param at a moment of the past whose facts are wanted; devices are told as they stand. `null`: as it all stands. */
export declare function factsOf(tx: Tx, ids: readonly IdentityId[], now: Instant, at?: Date | null): Promise<ReadonlyMap<IdentityId, NamedFacts>>;
/** Everybody, a few thousand at a time. */
export declare function allFacts(tx: Tx, now: Instant): AsyncIterable<readonly NamedFacts[]>;
