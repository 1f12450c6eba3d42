export type { Actor } from './actor.ts'
export {
  type AccountId,
  type ApplicationId,
  asId,
  type AssignmentId,
  type DeviceId,
  type EntitlementId,
  type ExclusionId,
  type Id,
  type IdentityId,
  type LedgerEntryId,
  type OperationId,
  type PlanId,
  type RoleId,
  type RuleId,
  type SourceId,
} from './ids.ts'
export { after, days, type Duration, hours, type Instant, instant, minutes, parseInstant, seconds, toIso } from './time.ts'
export { accept, type Refusal, refuse, type Result, unreachable } from './result.ts'
export { covers, type Validity } from './validity.ts'
