import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { OperationDetail } from '../../lib/contract.ts'

export const operation = (id: string) =>
  queryOptions({
    queryKey: ['/operations', id],
    queryFn: ({ signal }) => ask<OperationDetail>(`/operations/${segment(id)}`, {}, signal),
  })

export type Deed = { readonly is: 'retry' } | { readonly is: 'complete' | 'skip'; readonly note: string }

export const settle = (id: string, deed: Deed) =>
  send<unknown>(
    'POST',
    `/operations/${segment(id)}/${deed.is}`,
    deed.is === 'retry' ? undefined : deed.is === 'complete' ? { note: deed.note } : { reason: deed.note },
  )
