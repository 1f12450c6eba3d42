import './events.ts'

export { editEntitlements } from './commands.ts'
export { entitlementConfigurable, roleConfigurable } from './configurables.ts'
export { catalogRoutes } from './routes.ts'
export { type EntitlementsRead, type EntitlementsSaved, saveEntitlements } from './save-entitlements.ts'
export {
  entitlementFacts,
  entitlementIds,
  entitlementNames,
  entitlementPlaces,
  entitlementsOf,
  nativeIdOf,
  type StoredEntitlement,
} from './store/entitlements.ts'
export { roleFacts, roleIds, roleNames } from './store/roles.ts'
export { nestingFacts } from './store/structure.ts'
