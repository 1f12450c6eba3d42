import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { ApplicationDetail, Plan } from '../../lib/contract.ts'

export const application = (name: string) =>
  queryOptions({
    queryKey: ['/applications', name],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => ask<ApplicationDetail>(`/applications/${segment(name)}`, {}, signal),
  })

export const startImport = (name: string) => send<{ job: string }>('POST', `/applications/${segment(name)}/imports`)

/** Neither is done at once: both make a plan that shows its effect first. */
export const planDifferences = (name: string, deed: 'adopt' | 'remove', ids: readonly string[]) =>
  send<Plan>('POST', `/applications/${segment(name)}/differences/${deed}`, { ids })
