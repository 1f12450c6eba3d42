import { answered } from '@remit/api-client'
import { pause } from '../pause.ts'
import type { Session } from '../session.ts'
import type { Plan } from './plan.ts'

/** Applies a plan by its hash; the server refuses any other than the one that was shown. */
export const apply = ({ api }: Session, { id, hash }: Pick<Plan, 'id' | 'hash'>): Promise<Plan> =>
  answered<Plan>(api.POST('/api/v1/plans/{id}/apply', { params: { path: { id } }, body: { hash } }))

interface Following {
  readonly stillFollowing?: number
}

/** Waits until everybody the plan touches has been derived again. Decisions follow at once; this is the rest. */
export async function follow({ api, screen }: Session, id: string): Promise<void> {
  const waiting = screen.waiting('Following')
  try {
    for (;;) {
      const { stillFollowing = 0 } = await answered<Following>(
        api.GET('/api/v1/plans/{id}', { params: { path: { id } } }),
      )
      if (stillFollowing === 0) return
      waiting.tell(`Following: ${stillFollowing.toLocaleString('en-US')} identities to go`)
      await pause(500)
    }
  } finally {
    waiting.end()
  }
}
