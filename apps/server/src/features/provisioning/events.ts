import type { AccountId, ApplicationId, EntitlementId, IdentityId, OperationId } from '@remit/kernel'
import type { OperationKind, OperationState } from './domain/operation.ts'

declare module '../../platform/events.ts' {
  interface Events {
    /** Operations came to an end: seen to be so, refused by the target, or not wanted any more. */
    'operations.settled': {
      readonly operations: readonly {
        readonly id: OperationId
        readonly application: ApplicationId
        readonly identity: IdentityId | null
        readonly account: AccountId | null
        readonly entitlement: EntitlementId | null
        readonly kind: OperationKind
        readonly state: OperationState
        readonly reason: string | null
      }[]
    }
  }
}
