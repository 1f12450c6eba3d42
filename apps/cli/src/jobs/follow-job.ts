import { answered, type RemitClient } from '@remit/api-client'
import { pause } from '../pause.ts'
import type { Screen } from '../screen/screen.ts'

export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number }
  readonly result: unknown
}

/** Waits until a job has ended, well or badly, and shows how far it is. */
export async function followJob(api: RemitClient, screen: Screen, id: string, doing: string): Promise<Job> {
  const waiting = screen.waiting(doing)
  try {
    for (let wait = 100; ; wait = Math.min(wait * 1.5, 1_000)) {
      const job = await answered<Job>(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } }))
      if (job.state === 'done' || job.state === 'failed') return job
      waiting.tell(inWords(doing, job.progress))
      await pause(wait)
    }
  } finally {
    waiting.end()
  }
}

const inWords = (doing: string, { phase, done, total }: Job['progress']): string =>
  total > 0 ? `${doing}: ${phase} ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}` : doing

/** What a failed job left behind, in words. */
export function failureOf({ result }: Job): string {
  const error = typeof result === 'object' && result !== null && 'error' in result ? result.error : null
  return typeof error === 'string' ? error : 'It failed; the server’s log says why.'
}
