import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { Checkpoint, Job, LedgerEntry } from '../../lib/contract.ts'

export const entry = (id: string) =>
  queryOptions({
    queryKey: ['/ledger', id],
    queryFn: ({ signal }) => ask<LedgerEntry>(`/ledger/${segment(id)}`, {}, signal),
  })

export const checkpoint = queryOptions({
  queryKey: ['/ledger/checkpoint'],
  retry: false,
  queryFn: ({ signal }) => ask<Checkpoint>('/ledger/checkpoint', {}, signal),
})

export const startVerification = () => send<{ job: string }>('POST', '/ledger/verify')

/** Asked every second until it is over. */
export const job = (id: string) =>
  queryOptions({
    queryKey: ['/jobs', id],
    queryFn: ({ signal }): Promise<Job> => ask(`/jobs/${segment(id)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : 1000),
  })
