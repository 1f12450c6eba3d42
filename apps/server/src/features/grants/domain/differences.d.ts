import { type Held, type IdentityFacts, type Membership, type PolicySet } from '@remit/engine';
import type { AssignmentId, Instant, RoleId, RuleId } from '@remit/kernel';
/** What a recomputation found stored from the one before. */
export interface Before {
    readonly memberships: readonly {
        readonly role: RoleId;
        readonly rule: RuleId | null;
        readonly assignment: AssignmentId | null;
    }[];
    readonly direct: readonly Held[];
    readonly cut: readonly Held[];
}
export declare function membershipChanges(before: Before['memberships'], after: readonly Membership[]): {
    opened: Membership[];
    closed: {
        readonly role: RoleId;
        readonly rule: RuleId | null;
        readonly assignment: AssignmentId | null;
    }[];
};
/**
 * The entitlements that what was stored came to, sorted ordinals. Memberships and direct assignments are taken as
 * standing decisions without a window: whether they hold is what the recomputation before has decided.
 */
export declare function heldBefore(facts: IdentityFacts, before: Before, policies: PolicySet, now: Instant): Uint32Array;
/** Members of one list that are not in the other. */
export declare function without<Item>(some: Iterable<Item>, others: Iterable<Item>): Item[];
