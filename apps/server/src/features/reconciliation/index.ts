import './events.ts'

export { reconciliationFeature } from './feature.ts'
export { askForImport, type ReconciliationTools } from './import-application.ts'
export { reconciliationRoutes } from './routes.ts'
