import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'
import type { Attribute, Condition, ExpressionCheck, PlanChange, Role, Rule } from '../../lib/contract.ts'
import { previewPlan } from '../../lib/plans.ts'

export const rule = (name: string) =>
  queryOptions({
    queryKey: ['/rules', name],
    queryFn: ({ signal }) => ask<Rule>(`/rules/${segment(name)}`, {}, signal),
  })

export const role = (name: string) =>
  queryOptions({
    queryKey: ['/roles', name],
    queryFn: ({ signal }) => ask<Role>(`/roles/${segment(name)}`, {}, signal),
  })

export const attributes = queryOptions({
  queryKey: ['/attributes'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await ask<{ items: readonly Attribute[] }>('/attributes', {}, signal)).items,
})

export const checkedExpression = (text: string) =>
  queryOptions({
    queryKey: ['/expressions/check', text],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send<ExpressionCheck>('POST', '/expressions/check', { text }, signal),
  })

export const textOf = async (conditions: readonly Condition[]): Promise<string> =>
  (await send<{ text: string }>('POST', '/expressions/from-conditions', { conditions })).text

/** What a change would do, asked while somebody types: the answer before stays, greyed, until the new one is here. */
export const preview = (change: PlanChange) =>
  queryOptions({
    queryKey: ['/plans', 'preview', change],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => previewPlan([change], signal),
  })
