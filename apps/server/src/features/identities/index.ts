export { attributeConfigurable } from './attribute-configurable.ts'
export { adoptClaims, registerIdentity, rewordIdentity } from './commands/register-identity.ts'
export { type SavedClaims, saveClaims } from './commands/save-claims.ts'
export { type Read, readValue } from './domain/attribute-definition.ts'
export type { Claim, Said, Status } from './domain/claim.ts'
export { isIdentityName } from './domain/identity-name.ts'
export { beginningOf, type Person, stateAsSaid, stateOf, wrongInTime } from './domain/person.ts'
export { allIdentityFacts, type IdentityBasics, identityFacts } from './facts.ts'
export { identitiesRoutes } from './routes.ts'
export { attributeDefinitions } from './store/attributes.ts'
export {
  claimedAtOtherRank,
  findIdentities,
  findIdentity,
  findIdentityByName,
  identitiesWith,
  identityIds,
  identityNames,
  type Likeness,
  lockIdentities,
} from './store/identities.ts'
