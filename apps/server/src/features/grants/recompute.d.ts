import type { EntitlementId, IdentityId, LedgerEntryId } from '@remit/kernel';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
declare module '../../platform/events.ts' {
    interface Events {
        /**
         * These identities were derived anew. What they hold may or may not differ; their attributes or lifecycle may,
         * so whoever makes targets agree looks at all of them.
         */
        'grants.changed': {
            readonly changes: readonly {
                readonly identity: IdentityId;
                readonly opened: readonly EntitlementId[];
                readonly closed: readonly EntitlementId[];
                /** What the change is recorded as; the cause where nothing was opened or closed. */
                readonly entry: LedgerEntryId | null;
            }[];
        };
    }
}
/**
 * Makes the grants of these identities what they should be now. The one door through which every grant is opened or
 * closed, whatever the cause: a hire, an approval, a lost device, a changed policy, the clock. Locks the identities in
 * order of their ids and keeps the policies in force until the end of the work.
 * @param cause what it follows from, for the ledger; by identity or one for all.
 */
export declare function recompute(work: UnitOfWork, ids: readonly IdentityId[], cause: LedgerEntryId | null | ReadonlyMap<IdentityId, LedgerEntryId>): Promise<void>;
