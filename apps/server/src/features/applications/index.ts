export { applicationConfigurable, type Connectors } from './configurable.ts'
export { type ApplicationSpec, inherits, isManaged } from './domain/spec.ts'
export {
  allApplications,
  type Connection,
  findApplication,
  findApplicationsById,
  findConnection,
  noteImport,
  type StoredApplication,
} from './store.ts'
