import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from './api.ts'
import type { Plan, PlanChange, PlanEffect, Preview } from './contract.ts'
import type { Page } from './row-window.ts'

/** Every change of what people hold goes through a plan, whichever screen proposes it. */
export const makePlan = (changes: readonly PlanChange[], title: string) =>
  send<Plan>('POST', '/plans', { changes, title })

/** The same answer without keeping it: for numbers beside a text that is still being typed. */
export const previewPlan = (changes: readonly PlanChange[], signal?: AbortSignal) =>
  send<Preview>('POST', '/plans', { changes, preview: true }, signal)

export const applyPlan = (plan: Pick<Plan, 'id' | 'hash'>) =>
  send<Plan>('POST', `/plans/${segment(plan.id)}/apply`, { hash: plan.hash })
export const revertPlan = (id: string) => send<Plan>('POST', `/plans/${segment(id)}/revert`)

export const plan = (id: string) =>
  queryOptions({
    queryKey: ['/plans', id],
    queryFn: ({ signal }): Promise<Plan> => ask(`/plans/${segment(id)}`, {}, signal),
    // While grants still follow, how many is worth a look now and then.
    refetchInterval: ({ state }) => (state.data?.stillFollowing ? 2000 : false),
  })

export const planEffects = (id: string, direction: 'gain' | 'loss') =>
  queryOptions({
    queryKey: ['/plans', id, 'effects', direction],
    queryFn: ({ signal }) => ask<Page<PlanEffect>>(`/plans/${segment(id)}/effects`, { direction, limit: 200 }, signal),
  })
