import { type Grant, type Reason } from '@remit/engine';
import type { EntitlementId, IdentityId, Instant } from '@remit/kernel';
import type { Tx } from '../../platform/database/scope.ts';
/** What these identities hold now, with every reason. */
export declare function grantsOf(tx: Tx, ids: readonly IdentityId[], now: Instant): Promise<ReadonlyMap<IdentityId, readonly Grant[]>>;
export interface Step {
    readonly kind: 'attribute' | 'rule' | 'assignment' | 'role' | 'entitlement' | 'account';
    readonly id: string;
    readonly label: string;
    readonly detail: string;
}
export interface ReasonInWords {
    readonly kind: Reason['via'];
    readonly id: string;
    readonly label: string;
    readonly until: string | null;
    readonly origin: string;
    /** What we know → why it applies → role → entitlement → account. */
    readonly path: readonly Step[];
}
export interface GrantInWords {
    readonly entitlement: {
        readonly id: EntitlementId;
        readonly name: string;
        readonly title: string;
        readonly application: string;
        readonly privileged: boolean;
        readonly risk: string;
    };
    readonly state: Grant['state'];
    readonly until: string | null;
    readonly reasons: readonly ReasonInWords[];
    readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned';
    readonly confirmedAt: string | null;
}
export declare function grantsInWords(tx: Tx, id: IdentityId, now: Instant, at: Date | null): Promise<readonly GrantInWords[] | null>;
export interface ExplanationInWords {
    readonly answer: string;
    readonly held: boolean;
    readonly paths: readonly ReasonInWords[];
    readonly misses: readonly {
        readonly label: string;
        readonly firstFailing: string;
        readonly path: readonly Step[];
    }[];
    readonly counterfactuals: readonly {
        readonly if: string;
        readonly then: string;
        readonly result: 'keeps' | 'removed';
    }[];
    readonly asOf: string;
}
/** Why somebody has it or has it not, and what would change that: one question, one answer, at one moment. */
export declare function explainAccess(tx: Tx, id: IdentityId, entitlement: string, now: Instant, at: Date | null): Promise<ExplanationInWords | 'no-such-identity' | 'no-such-entitlement'>;
export declare function timelineOf(tx: Tx, id: IdentityId): Promise<{
    points: {
        at: string;
        grants: number;
    }[];
    events: {
        entry: string;
        at: string;
        action: string;
        actor: string;
        detail: Record<string, unknown>;
    }[];
}>;
