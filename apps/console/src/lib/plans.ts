import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from './api.ts'
import type { Plan, PlanChange, PlanEffect } from './contract.ts'
import type { Page } from './row-window.ts'

/** Every change of what people hold goes through a plan, whichever screen proposes it. */
export const makePlan = (changes: readonly PlanChange[], signal?: AbortSignal) =>
  send<Plan>('POST', '/plans', { changes }, signal)
export const applyPlan = (plan: Pick<Plan, 'id' | 'hash'>) =>
  send<Plan>('POST', `/plans/${segment(plan.id)}/apply`, { hash: plan.hash })
export const revertPlan = (id: string) => send<Plan>('POST', `/plans/${segment(id)}/revert`)

export const plan = (id: string) =>
  queryOptions({ queryKey: ['/plans', id], queryFn: ({ signal }) => ask<Plan>(`/plans/${segment(id)}`, {}, signal) })

export const planEffects = (id: string, direction: 'gain' | 'loss') =>
  queryOptions({
    queryKey: ['/plans', id, 'effects', direction],
    queryFn: ({ signal }) => ask<Page<PlanEffect>>(`/plans/${segment(id)}/effects`, { direction, limit: 100 }, signal),
  })
