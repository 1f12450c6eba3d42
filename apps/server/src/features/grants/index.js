export { assign, assignAll, endExclusion, exclude, withdraw } from './commands.js';
export { REFUSALS as GRANT_REFUSALS } from './domain/refusals.js';
export { allFacts, factsOf } from './facts.js';
export { grantsOf } from './queries.js';
export { recompute } from './recompute.js';
export { grantsRoutes } from './routes.js';
export { countGrants, countQueued, enqueue, enqueueEverybody, hasDerived } from './store.js';
export { grantPulses, subscribeGrants } from './subscribers.js';
//# sourceMappingURL=index.js.map