import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { ApplicationDetail, DeedPreview, ImportRun } from '../../lib/contract.ts'
import type { Page } from '../../lib/row-window.ts'

export const application = (name: string) =>
  queryOptions({
    queryKey: ['/applications', name],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => ask<ApplicationDetail>(`/applications/${segment(name)}`, {}, signal),
  })

export const importsOf = (name: string) =>
  queryOptions({
    queryKey: ['/applications', name, 'imports'],
    queryFn: async ({ signal }): Promise<readonly ImportRun[]> =>
      (await ask<Page<ImportRun>>(`/applications/${segment(name)}/imports`, { limit: 10 }, signal)).items,
    // One that is under way is looked at again soon.
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.endedAt === null && run.listHash === null) ? 1500 : 15_000,
  })

export const startImport = (name: string) => send<unknown>('POST', `/applications/${segment(name)}/imports`)
export const releaseImport = (id: string, hash: string) =>
  send<unknown>('POST', `/imports/${segment(id)}/release`, { hash })

export const previewDeed = (name: string, deed: DeedPreview['deed'], ids: readonly string[]) =>
  send<DeedPreview>('POST', `/applications/${segment(name)}/differences/preview`, { deed, ids })

/** Does exactly what was shown, through a brake that was shown too. */
export const dealWith = (name: string, { deed, ids, hash, brake }: DeedPreview, justification: string) =>
  send<unknown>('POST', `/applications/${segment(name)}/differences/${deed}`, {
    ids,
    hash,
    justification,
    release: brake.tripped,
  })
