import { collectDefaultMetrics, type Registry } from 'prom-client'

import type { Routes } from './server.ts'

/** What a supervisor asks: is the process alive, can it serve, how does it fare. */
export const healthRoutes =
  ({
    isReady,
    metricsAreOpen,
    registry,
  }: {
    isReady: () => boolean
    metricsAreOpen: boolean
    registry: Registry
  }): Routes =>
  async (app) => {
    collectDefaultMetrics({ register: registry })
    app.get('/livez', { config: { permission: 'open' }, schema: { hide: true } }, async () => ({ alive: true }))
    app.get('/readyz', { config: { permission: 'open' }, schema: { hide: true } }, async (_request, reply) =>
      reply.code(isReady() ? 200 : 503).send({ ready: isReady() }),
    )
    app.get(
      '/metrics',
      { config: { permission: metricsAreOpen ? 'open' : 'metrics.read' }, schema: { hide: true } },
      async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
    )
  }
