import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { Source, SourceRun } from '../../lib/contract.ts'
import type { Page } from '../../lib/row-window.ts'

export const source = (name: string) =>
  queryOptions({
    queryKey: ['/sources', name],
    queryFn: ({ signal }) => ask<Source>(`/sources/${segment(name)}`, {}, signal),
  })

export const runsOf = (name: string) =>
  queryOptions({
    queryKey: ['/sources', name, 'runs'],
    refetchInterval: 15_000,
    queryFn: async ({ signal }) =>
      (await ask<Page<SourceRun>>(`/sources/${segment(name)}/runs`, { limit: 50 }, signal)).items,
  })

export const startRun = (name: string) => send<{ job: string }>('POST', `/sources/${segment(name)}/runs`)

/** The hash is of the list that was shown: another list is not released by it. */
export const releaseRun = (id: string, listHash: string) =>
  send<void>('POST', `/runs/${segment(id)}/release`, { listHash })
