import { queryOptions } from '@tanstack/react-query'
import { ask, rememberCsrf, send } from './api.ts'
import type { Operator } from './contract.ts'

export const session = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async ({ signal }) => {
    const answer = await ask<{ operator: Operator; csrf: string }>('/session', {}, signal)
    rememberCsrf(answer.csrf)
    return answer.operator
  },
})

export const signIn = (name: string, password: string) =>
  send<{ operator: Operator }>('POST', '/session', { name, password })
export const signOut = () => send<void>('DELETE', '/session')
export const setUp = (token: string, name: string, password: string) =>
  send<void>('POST', '/setup', { token, name, password })
