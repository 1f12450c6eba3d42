export type { Actor } from './actor.ts'
export {
  type AccountId,
  type ApplicationId,
  type AssignmentId,
  asId,
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
export { accept, type Refusal, type Result, refuse, unreachable } from './result.ts'
export {
  after,
  type Duration,
  days,
  hours,
  type Instant,
  instant,
  minutes,
  parseInstant,
  seconds,
  toIso,
} from './time.ts'
export { covers, type Validity } from './validity.ts'
