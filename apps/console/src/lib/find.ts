import { queryOptions } from '@tanstack/react-query'
import { ask, type PathOf } from './api.ts'
import type { Application, EntitlementRow, IdentityRow, RoleRow } from './contract.ts'
import type { Page } from './row-window.ts'

/** The few best by name, for the palette and for fields that pick one. */
const few = <Row>(path: PathOf<'get'>, q: string, limit: number) =>
  queryOptions({
    queryKey: [path, 'few', q, limit],
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await ask<Page<Row>>(path, { q, limit }, signal)).items,
  })

export const fewIdentities = (q: string, limit = 5) => few<IdentityRow>('/identities', q, limit)
export const fewEntitlements = (q: string, limit = 5) => few<EntitlementRow>('/entitlements', q, limit)
export const fewRoles = (q: string, limit = 5) => few<RoleRow>('/roles', q, limit)
export const allApplications = () => few<Application>('/applications', '', 200)
