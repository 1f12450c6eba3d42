import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { Checkpoint, LedgerEntry, LedgerVerdict } from '../../lib/contract.ts'

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

/** Reads the whole log: the answer takes as long as that takes. */
export const verify = () => send<LedgerVerdict>('POST', '/ledger/verify')
