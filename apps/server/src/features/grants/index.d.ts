export { type Assigning, assign, assignAll, endExclusion, exclude, withdraw } from './commands.ts';
export { REFUSALS as GRANT_REFUSALS } from './domain/refusals.ts';
export { allFacts, factsOf, type NamedFacts } from './facts.ts';
export { grantsOf } from './queries.ts';
export { recompute } from './recompute.ts';
export { grantsRoutes } from './routes.ts';
export { countGrants, countQueued, enqueue, enqueueEverybody, hasDerived } from './store.ts';
export { grantPulses, subscribeGrants } from './subscribers.ts';
