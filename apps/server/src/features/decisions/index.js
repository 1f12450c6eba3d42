export { decisionsRoutes } from './routes.js';
export { subscribeDecisions } from './subscribers.js';
export { World } from './world.js';
//# sourceMappingURL=index.js.map