import type { Assignment, Exclusion, Held, Membership } from '@remit/engine';
import type { AssignmentId, ExclusionId, IdentityId, Instant, LedgerEntryId, RoleId, RuleId, Validity } from '@remit/kernel';
import { type Tx } from '../../platform/database/scope.ts';
export interface NewStanding {
    readonly id: AssignmentId | ExclusionId;
    readonly identity: IdentityId;
    readonly held: Held;
    readonly validity: Validity;
    readonly origin: string;
    readonly justification: string;
    readonly entry: LedgerEntryId;
}
export declare function insertAssignments(tx: Tx, standing: readonly NewStanding[]): Promise<void>;
export declare function insertExclusions(tx: Tx, standing: readonly NewStanding[]): Promise<void>;
export interface Standing {
    readonly identity: IdentityId;
    readonly held: Held;
    readonly validity: Validity;
    readonly origin: string;
    readonly justification: string;
    readonly withdrawnAt: Instant | null;
}
export declare function findAssignment(tx: Tx, id: AssignmentId): Promise<Standing | null>;
export declare function findExclusion(tx: Tx, id: ExclusionId): Promise<Omit<Standing, 'origin'> | null>;
export declare function withdrawAssignment(tx: Tx, id: AssignmentId, at: Instant): Promise<void>;
export declare function withdrawExclusion(tx: Tx, id: ExclusionId, at: Instant): Promise<void>;
/** Standing decisions not withdrawn, whatever their window; of everybody when `ids` is null. `at`: as they stood then. */
export declare function standingOf(tx: Tx, ids: readonly IdentityId[] | null, at?: Date | null): Promise<{
    assignments: Map<IdentityId, Assignment[]>;
    exclusions: Map<IdentityId, Exclusion[]>;
}>;
export interface StoredMembership {
    readonly role: RoleId;
    readonly rule: RuleId | null;
    readonly assignment: AssignmentId | null;
}
/** What the last recomputation stored: memberships, and the direct assignments and exclusions that were in force. */
export interface Stored {
    readonly memberships: readonly StoredMembership[];
    readonly direct: readonly AssignmentId[];
    readonly cut: readonly ExclusionId[];
    /** Of the policies it was derived under; 0 when it never was. */
    readonly epoch: number;
    readonly derivedAt: Date | null;
}
export declare function storedOf(tx: Tx, ids: readonly IdentityId[]): Promise<ReadonlyMap<IdentityId, Stored>>;
/** What a standing decision concerned, ended or not: "before" may rest on one that has just been withdrawn. */
export declare function heldBy(tx: Tx, table: 'assignment' | 'exclusion', ids: readonly string[]): Promise<ReadonlyMap<string, Held>>;
export interface MembershipRow {
    readonly identity: IdentityId;
    readonly membership: Membership;
    readonly entry: LedgerEntryId;
}
export declare function openMemberships(tx: Tx, rows: readonly MembershipRow[]): Promise<void>;
export declare function closeMemberships(tx: Tx, rows: readonly {
    identity: IdentityId;
    membership: StoredMembership;
}[]): Promise<void>;
export interface DerivationRow {
    readonly identity: IdentityId;
    readonly grants: number;
    readonly direct: readonly AssignmentId[];
    readonly cut: readonly ExclusionId[];
    readonly due: Instant | null;
}
export declare function saveDerivations(tx: Tx, at: Instant, epoch: number, rows: readonly DerivationRow[]): Promise<void>;
export declare function dueBefore(tx: Tx, at: Instant, limit: number): Promise<readonly IdentityId[]>;
export declare function enqueueEverybody(tx: Tx, entry: LedgerEntryId, plan: string | null, at: Instant): Promise<number>;
export declare function enqueue(tx: Tx, ids: readonly IdentityId[], entry: LedgerEntryId, plan: string | null, at: Instant): Promise<void>;
/** Takes a chunk off the queue; it is back when the transaction does not commit. */
export declare function takeQueued(tx: Tx, limit: number): Promise<readonly {
    identity: IdentityId;
    entry: LedgerEntryId;
}[]>;
export declare function countQueued(tx: Tx): Promise<number>;
/** Grants that exist now, by the last recomputation of everybody. */
export declare function countGrants(tx: Tx): Promise<number>;
export declare function hasDerived(tx: Tx): Promise<boolean>;
