import type { Held } from '@remit/engine';
import { type AssignmentId, type ExclusionId, type IdentityId, type Result, type Validity } from '@remit/kernel';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import type { Refused } from './domain/refusals.ts';
export interface Assigning {
    readonly identity: IdentityId;
    readonly gives: Held;
    readonly validity: Validity;
    /** 'direct:…', 'adopted:…', 'request:…' */
    readonly origin: string;
    readonly justification: string;
}
/** Makes a standing decision that somebody should hold something, and what follows from it. */
export declare function assign(work: UnitOfWork, assigning: Assigning): Promise<Result<AssignmentId, Refused>>;
/** Many at once; beyond a few hundred identities what follows is worked off in chunks. */
export declare function assignAll(work: UnitOfWork, all: readonly Assigning[]): Promise<Result<readonly AssignmentId[], Refused>>;
export declare function withdraw(work: UnitOfWork, id: AssignmentId, justification: string): Promise<Result<void, Refused>>;
/** Makes a standing decision that somebody should not hold something, whatever the rules say. */
export declare function exclude(work: UnitOfWork, excluding: Omit<Assigning, 'gives' | 'origin'> & {
    readonly denies: Held;
}): Promise<Result<ExclusionId, Refused>>;
export declare function endExclusion(work: UnitOfWork, id: ExclusionId, justification: string): Promise<Result<void, Refused>>;
