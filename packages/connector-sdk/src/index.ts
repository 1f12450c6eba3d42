export type { Connector, Host, Session, Tcp } from './connector.ts'
export type { IdempotencyKey, OperationName, Operations, Outcome, Writer } from './operations.ts'
export { type ReadAll, readAll } from './read-all.ts'
export type {
  AccountRecord,
  Attributes,
  Collection,
  Cursor,
  DeviceRecord,
  EntitlementRecord,
  HoldingRecord,
  IdentityRecord,
  NestingRecord,
  Page,
  Reader,
  Records,
} from './records.ts'
