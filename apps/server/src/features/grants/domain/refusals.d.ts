export declare const REFUSALS: {
    readonly 'assignment.not-found': {
        readonly status: 404;
        readonly title: 'There is no such assignment.';
    };
    readonly 'assignment.no-such-identity': {
        readonly status: 404;
        readonly title: 'There is no such identity.';
    };
    readonly 'assignment.no-such-access': {
        readonly status: 404;
        readonly title: 'There is no such role or entitlement.';
    };
    readonly 'assignment.empty-window': {
        readonly status: 422;
        readonly title: 'It would end before it begins.';
    };
    readonly 'assignment.already-ended': {
        readonly status: 409;
        readonly title: 'This assignment has ended already.';
    };
    readonly 'assignment.for-oneself': {
        readonly status: 403;
        readonly title: 'Nobody gives access to themselves.';
    };
    readonly 'exclusion.not-found': {
        readonly status: 404;
        readonly title: 'There is no such exclusion.';
    };
    readonly 'exclusion.already-ended': {
        readonly status: 409;
        readonly title: 'This exclusion has ended already.';
    };
};
export type Refused = keyof typeof REFUSALS;
