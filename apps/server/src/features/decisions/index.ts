export { decisionsRoutes, holdersRoutes } from './routes.ts'
export { subscribeDecisions } from './subscribers.ts'
export { World } from './world.ts'
