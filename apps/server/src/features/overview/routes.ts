import type { Routes } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import type { World } from '../decisions/index.ts'
import { countGrants, countQueued } from '../grants/index.ts'
import { attentionFrom } from './domain/attention.ts'
import { changesByDay, look } from './store.ts'

const DAYS = 60

export const overviewRoutes =
  (platform: Platform, world: World, organisation: () => string): Routes =>
  async (app) => {
    app.get(
      '/overview',
      {
        config: { permission: 'overview.read' },
        schema: { tags: ['overview'], summary: 'What needs a decision today' },
      },
      async () => {
        const { database, clock } = platform
        const seen = await look(database)
        return {
          organisation: organisation(),
          counts: {
            identities: seen.identities,
            active: world.countActive(),
            grants: await countGrants(database),
            applications: seen.applications,
            roles: seen.roles,
            rules: seen.rules,
            openOperations: seen.openOperations,
            driftFindings: seen.findings.reduce((sum, { count }) => sum + count, 0),
            stillFollowing: await countQueued(database),
          },
          attention: attentionFrom(seen),
          applications: seen.applicationsByState.map(
            ({ id, name, title, state, message, since, lastImportAt, waiting, holdings, differences }) => ({
              id,
              name,
              title,
              waiting,
              health: { state, message, since: since?.toISOString() ?? null },
              lastImportAt: lastImportAt?.toISOString() ?? null,
              matches:
                lastImportAt === null
                  ? null
                  : holdings + differences === 0
                    ? 1
                    : Math.max(0, 1 - differences / (holdings + differences)),
            }),
          ),
          changes: await changesByDay(database, new Date(clock.now() - DAYS * 86_400_000)),
        }
      },
    )
  }
