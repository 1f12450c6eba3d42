import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { CorrelationCase, IdentityDetail } from '../../lib/contract.ts'

export const correlationCase = (id: string) =>
  queryOptions({
    queryKey: ['/correlation-cases', id],
    queryFn: ({ signal }) => ask<CorrelationCase>(`/correlation-cases/${segment(id)}`, {}, signal),
  })

export const candidate = (id: string) =>
  queryOptions({
    queryKey: ['/identities', id],
    queryFn: ({ signal }) => ask<IdentityDetail>(`/identities/${segment(id)}`, {}, signal),
  })

export type Verdict = { readonly decision: 'merge'; readonly identity: string } | { readonly decision: 'separate' }

export const resolveCase = (id: string, verdict: Verdict) =>
  send<CorrelationCase>('POST', `/correlation-cases/${segment(id)}/resolve`, verdict)
export const reopenCase = (id: string) => send<CorrelationCase>('POST', `/correlation-cases/${segment(id)}/undo`)
