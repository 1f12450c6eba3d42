import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type {
  Account,
  DeviceRow,
  Difference,
  Explanation,
  Grant,
  IdentityDetail,
  TimelineAnswer,
} from '../../lib/contract.ts'

export const identity = (name: string) =>
  queryOptions({
    queryKey: ['/identities', name],
    queryFn: ({ signal }) => ask<IdentityDetail>(`/identities/${segment(name)}`, {}, signal),
  })

export const grantsOf = (name: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['/identities', name, 'grants', at ?? 'now'],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Grant[] }>(`/identities/${segment(name)}/grants`, { at }, signal)).items,
  })

export const timelineOf = (name: string) =>
  queryOptions({
    queryKey: ['/identities', name, 'timeline'],
    staleTime: 60_000,
    queryFn: ({ signal }) => ask<TimelineAnswer>(`/identities/${segment(name)}/timeline`, {}, signal),
  })

export const explanation = (subject: string, entitlement: string, asOf: string | undefined) =>
  queryOptions({
    queryKey: ['/explanations', subject, entitlement, asOf ?? 'now'],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<Explanation>('/explanations', { subject, entitlement, asOf }, signal),
  })

export const accountsOf = (id: string) =>
  queryOptions({
    queryKey: ['/identities', id, 'accounts'],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Account[] }>(`/identities/${segment(id)}/accounts`, {}, signal)).items,
  })

export const devicesOf = (id: string) =>
  queryOptions({
    queryKey: ['/identities', id, 'devices'],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly DeviceRow[] }>(`/identities/${segment(id)}/devices`, {}, signal)).items,
  })

export const departments = queryOptions({
  queryKey: ['/departments'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await ask<{ items: readonly { value: string; count: number }[] }>('/departments', {}, signal)).items,
})

/** What applications say somebody has, and nobody decided. */
export const unjustifiedOf = (name: string) =>
  queryOptions({
    queryKey: ['/findings', name],
    staleTime: 30_000,
    queryFn: async ({ signal }) =>
      (
        await ask<{ items: readonly Unjustified[] }>(
          '/findings',
          { identity: name, kind: 'unjustified-holding', limit: 100 },
          signal,
        )
      ).items,
  })

export type Unjustified = Difference & { readonly application: { readonly name: string; readonly title: string } }

/** Somebody's decision that they should hold something, or should not, ended or not. */
export interface Standing {
  readonly id: string
  readonly is: 'assignment' | 'exclusion'
  readonly what: string
  readonly from: string | null
  readonly until: string | null
  readonly withdrawnAt: string | null
  readonly origin: string
  readonly justification: string
}

export const standingOf = (name: string) =>
  queryOptions({
    queryKey: ['/identities', name, 'standing'],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Standing[] }>(`/identities/${segment(name)}/standing`, {}, signal)).items,
  })

export interface Assigning {
  readonly identity: string
  readonly role?: string
  readonly entitlement?: string
  readonly until?: string
  readonly justification: string
}

export const assign = (is: Standing['is'], what: Assigning) =>
  send<unknown>('POST', is === 'assignment' ? '/assignments' : '/exclusions', what)

export const endStanding = ({ id, is }: Standing) =>
  send<unknown>('DELETE', is === 'assignment' ? `/assignments/${segment(id)}` : `/exclusions/${segment(id)}`)
