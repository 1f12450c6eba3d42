import type { EntitlementId, IdentityId } from '@remit/kernel';
import type { Tx } from '../../platform/database/scope.ts';
/** Owns nothing: reads what other features keep, for explanations and timelines. */
export interface AccountAccess {
    readonly title: string;
    readonly risk: string;
    readonly privileged: boolean;
    readonly account: {
        readonly id: string;
        readonly name: string;
    } | null;
    readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned';
    readonly observedAt: string | null;
}
/** For every entitlement of the applications where this identity could be: the account it is used by, and what was read there. */
export declare function findAccess(tx: Tx, id: IdentityId, past: boolean): Promise<ReadonlyMap<EntitlementId, AccountAccess>>;
export interface AssignmentInWords {
    readonly by: string;
    readonly at: string;
    readonly origin: string;
    readonly justification: string;
}
/** Who decided what stands for this identity, ended or not. */
export declare function assignmentsInWords(tx: Tx, id: IdentityId): Promise<ReadonlyMap<string, AssignmentInWords>>;
/** What happened to an identity, oldest first; of very much the newest part. */
export declare function grantEntries(tx: Tx, id: IdentityId): Promise<{
    entry: string;
    at: string;
    action: string;
    actor: string;
    detail: Record<string, unknown>;
}[]>;
/** Standing decisions about one identity, for its page. */
export declare function standingInWords(tx: Tx, id: IdentityId): Promise<{
    id: string;
    is: "assignment" | "exclusion";
    what: string;
    from: string | null;
    until: string | null;
    withdrawnAt: string | null;
    origin: string;
    justification: string;
}[]>;
