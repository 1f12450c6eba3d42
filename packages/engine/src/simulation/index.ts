export type { GainsAndLosses, Impact, SharedChange } from './impact.ts'
export { type Side, simulate } from './simulate.ts'
