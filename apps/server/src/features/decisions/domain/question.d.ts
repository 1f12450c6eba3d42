/** AuthZEN Authorization API 1.0: who, does what, to which. */
export interface Asked {
    readonly subject: {
        readonly type: string;
        readonly id: string;
    };
    readonly action: {
        readonly name: string;
    };
    readonly resource: {
        readonly type: string;
        readonly id: string;
    };
    readonly context?: Readonly<Record<string, unknown>>;
}
/**
 * Reads one question. Unknown members are ignored and `context` is never required (§5); a missing or wrong member is
 * a problem that names it.
 */
export declare function readQuestion(from: unknown): Asked | {
    readonly problem: string;
};
export type Semantic = 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit';
export interface AskedMany {
    readonly items: readonly unknown[];
    readonly semantic: Semantic;
}
export declare const MOST_EVALUATIONS = 1000;
/** A batch (§6.2): an item's member replaces the whole default entity; no items, or none given, is a single question. */
export declare function readBatch(from: unknown): AskedMany | 'single' | {
    readonly problem: string;
};
