import './events.ts'

export {
  type Account,
  accountsIn,
  accountsOf,
  deleteAccounts,
  findAccount,
  identitiesTold,
  userNamesTaken,
} from './account-store.ts'
export { saveReadAccount } from './commands.ts'
export { applicationConfigurable, type Connectors } from './configurable.ts'
export { checkConnection, circuitNow, noteAnswer, openSession, type Reaching } from './connections.ts'
export { type ApplicationSpec, type Fields, inherits, isManaged } from './domain/spec.ts'
export { uniqueUserName } from './domain/user-name.ts'
export { type WantedAccount, wantedAccount } from './domain/wanted-account.ts'
export { applicationsRoutes } from './routes.ts'
export { type AccountsSaved, correlationOf, missingFrom, saveAccounts } from './save-accounts.ts'
export {
  allApplications,
  findApplication,
  findApplicationsById,
  importedApplications,
  noteImport,
  type StoredApplication,
} from './store.ts'
