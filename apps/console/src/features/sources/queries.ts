import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { RunDetail, Source, SourceRun } from '../../lib/contract.ts'
import type { Page } from '../../lib/row-window.ts'

export const source = (name: string) =>
  queryOptions({
    queryKey: ['/sources', name],
    queryFn: ({ signal }) => ask<Source>(`/sources/${segment(name)}`, {}, signal),
  })

export const runsOf = (name: string) =>
  queryOptions({
    queryKey: ['/sources', name, 'runs'],
    queryFn: async ({ signal }): Promise<readonly SourceRun[]> =>
      (await ask<Page<SourceRun>>(`/sources/${segment(name)}/runs`, { limit: 50 }, signal)).items,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1500 : 15_000),
  })

export const runDetail = (id: string) =>
  queryOptions({ queryKey: ['/runs', id], queryFn: ({ signal }) => ask<RunDetail>(`/runs/${segment(id)}`, {}, signal) })

export const isUnderWay = (run: SourceRun): boolean => run.state === 'reading' || run.state === 'applying'

export const startRun = (name: string) => send<unknown>('POST', `/sources/${segment(name)}/runs`)

/** The hash is of the list that was shown: another list is not released by it. */
export const releaseRun = (id: string, listHash: string) =>
  send<unknown>('POST', `/runs/${segment(id)}/release`, { listHash })
export const discardRun = (id: string) => send<unknown>('POST', `/runs/${segment(id)}/discard`)
