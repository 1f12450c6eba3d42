export { applyPlan, plan, type Planner, savePlan } from './commands.ts'
export { REFUSALS as CONFIGURATION_REFUSALS } from './domain/refusals.ts'
export { configurationRoutes } from './routes.ts'
