import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { EntitlementDetail, Risk } from '../../lib/contract.ts'

export const entitlement = (id: string) =>
  queryOptions({
    queryKey: ['/entitlements', id],
    queryFn: ({ signal }) => ask<EntitlementDetail>(`/entitlements/${segment(id)}`, {}, signal),
  })

export interface EntitlementChange {
  readonly owner?: string
  readonly risk?: Risk
  readonly description?: string
  readonly labels?: readonly string[]
}

export const changeEntitlements = (ids: readonly string[], set: EntitlementChange) =>
  send<{ edited: number }>('PATCH', '/entitlements', { ids, set })
