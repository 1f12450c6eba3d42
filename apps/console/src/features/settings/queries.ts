import { queryOptions } from '@tanstack/react-query'
import { ask, segment, send } from '../../lib/api.ts'

export interface OperatorRow {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly roles: readonly string[]
  readonly disabled: boolean
}

export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly createdAt: string
  /** `null`: the bootstrap token, which has no end. */
  readonly endsAt: string | null
}

export const operators = queryOptions({
  queryKey: ['/operators'],
  queryFn: async ({ signal }) => (await ask<{ items: readonly OperatorRow[] }>('/operators', {}, signal)).items,
})

export interface NewOperator {
  readonly name: string
  readonly displayName: string
  readonly password: string
  readonly roles: readonly string[]
}

export const addOperator = (fresh: NewOperator) => send<OperatorRow>('POST', '/operators', fresh)
export const disableOperator = (name: string) => send<void>('DELETE', `/operators/${segment(name)}`)

export const tokens = queryOptions({
  queryKey: ['/tokens'],
  queryFn: async ({ signal }) => (await ask<{ items: readonly TokenRow[] }>('/tokens', {}, signal)).items,
})

export interface NewToken {
  readonly name: string
  readonly days: number
  readonly permissions: readonly string[]
}

export const makeToken = (fresh: NewToken) => send<{ token: string; endsAt: string }>('POST', '/tokens', fresh)
export const endToken = (id: string) => send<void>('DELETE', `/tokens/${segment(id)}`)
