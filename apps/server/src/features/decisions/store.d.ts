import type { IdentityId } from '@remit/kernel';
import type { Tx } from '../../platform/database/scope.ts';
/** Owns nothing: reads what was committed, below the horizon that no slower transaction can still come before. */
export interface Followed {
    /** Everything below is known when what is answered here has gone in. */
    readonly horizon: bigint;
    readonly epoch: number;
    readonly identities: readonly IdentityId[];
}
/** The next transaction that is not yet certain to be over, now. */
export declare function readHorizon(tx: Tx): Promise<bigint>;
export declare function followFrom(tx: Tx, from: bigint): Promise<Followed>;
/** `<type>\u0000<resource>\u0000<level>` → name of the entitlement, for questions in terms of resources and actions. */
export declare function readLevels(tx: Tx): Promise<ReadonlyMap<string, string>>;
export declare const levelKey: (type: string, resource: string, level: string) => string;
/** Whose account this is. */
export declare function ownerOfAccount(tx: Tx, application: string, nativeId: string): Promise<IdentityId | null>;
