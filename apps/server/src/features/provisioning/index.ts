import './events.ts'

export { attributesThatDiffer } from './carry-out.ts'
export { complete, endForAccounts, type Removal, removeHoldings, retry, settleByImport, skip } from './commands.ts'
export type { Operation } from './domain/operation.ts'
export {
  deleteHoldings,
  deleteTies,
  type Holding,
  holdingsIn,
  type SeenHolding,
  type Tie,
  tiesIn,
  writeHoldings,
  writeTies,
} from './holding-store.ts'
export { fieldsOf, type GrantsOf, type Planning, planOperations } from './plan.ts'
export { provisioningRoutes } from './routes.ts'
export { touchedSince } from './store.ts'
export { subscribeProvisioning } from './subscribers.ts'
export { Provisioner, type WorkerOptions } from './worker.ts'
