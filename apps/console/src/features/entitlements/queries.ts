import { queryOptions } from '@tanstack/react-query'
import { ask, Problem, segment, send } from '../../lib/api.ts'
import type { EntitlementDetail, Risk } from '../../lib/contract.ts'
import type { Page } from '../../lib/row-window.ts'

const isKey = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

/** By key, or by name as files and the command line say it. */
export const entitlement = (idOrName: string) =>
  queryOptions({
    queryKey: ['/entitlements', idOrName],
    queryFn: async ({ signal }): Promise<EntitlementDetail> =>
      ask(`/entitlements/${segment(isKey(idOrName) ? idOrName : await keyOf(idOrName, signal))}`, {}, signal),
  })

async function keyOf(name: string, signal: AbortSignal): Promise<string> {
  const { items } = await ask<Page<EntitlementDetail>>('/entitlements', { q: name, limit: 200 }, signal)
  const found = items.find((one) => one.name === name)
  if (!found)
    throw new Problem({ status: 404, title: 'There is no such entitlement', detail: `Nothing is named ${name}.` })
  return found.id
}

export interface EntitlementChange {
  readonly owner?: string
  readonly risk?: Risk
  readonly description?: string
  readonly labels?: readonly string[]
}

export const changeEntitlements = (ids: readonly string[], set: EntitlementChange) =>
  send<{ edited: number }>('PATCH', '/entitlements', { ids, set })
