export { applyPlan, type Planner, plan, savePlan } from './commands.ts'
export { REFUSALS as CONFIGURATION_REFUSALS } from './domain/refusals.ts'
export type { Doer } from './domain/second-person.ts'
export { configurationRoutes } from './routes.ts'
