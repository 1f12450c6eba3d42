import { Type } from 'typebox'
import type { Platform } from '../platform.ts'
import { HOUSE_REFUSALS, sendProblem } from './problem.ts'
import type { Routes } from './server.ts'

export const jobRoutes =
  ({ jobs, database }: Platform): Routes =>
  async (app) => {
    app.get(
      '/jobs/:id',
      {
        config: { permission: 'jobs.read' },
        schema: {
          tags: ['jobs'],
          summary: 'How far a longer work has come',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        },
      },
      async (request, reply) => {
        const job = await jobs.find(database, request.params.id)
        if (!job)
          return sendProblem(
            reply,
            'request.no-such-thing',
            HOUSE_REFUSALS['request.no-such-thing'],
            'There is no such job.',
          )
        const { phase, done, total, madeAt, endedAt, ...rest } = job
        return {
          ...rest,
          progress: { phase, done, total },
          madeAt: madeAt.toISOString(),
          endedAt: endedAt?.toISOString() ?? null,
        }
      },
    )
  }
