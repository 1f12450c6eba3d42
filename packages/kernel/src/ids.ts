declare const brand: unique symbol

/** A key: UUIDv7 made in the application. Kinds do not mix; people refer to things by `name` instead. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type IdentityId = Id<'identity'>
export type DeviceId = Id<'device'>
export type ApplicationId = Id<'application'>
export type AccountId = Id<'account'>
export type EntitlementId = Id<'entitlement'>
export type RoleId = Id<'role'>
export type RuleId = Id<'rule'>
export type AssignmentId = Id<'assignment'>
export type ExclusionId = Id<'exclusion'>
export type SourceId = Id<'source'>
export type OperationId = Id<'operation'>
export type PlanId = Id<'plan'>
export type LedgerEntryId = Id<'ledger-entry'>

/** Takes a string known to be a key of this kind: at the edges only (a row, a checked parameter, a test). */
export const asId = <I extends Id<string>>(text: string): I => text as I
