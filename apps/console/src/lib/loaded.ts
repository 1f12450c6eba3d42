import type { UseQueryResult } from '@tanstack/react-query'
import type { Loadable } from '../ui/Async.tsx'
import { Problem } from './api.ts'

/** The four states of a screen from a query: what was read stays while it is read again, also when that fails. */
export function loaded<Value>(
  query: UseQueryResult<Value, Error>,
  isEmpty?: (value: Value) => boolean,
): Loadable<Value> {
  if (query.data !== undefined) {
    if (isEmpty?.(query.data)) return { is: 'empty' }
    return query.isError
      ? { is: 'here', value: query.data, staleSince: new Date(query.dataUpdatedAt).toISOString() }
      : { is: 'here', value: query.data }
  }
  if (query.isError) return failed(query.error, () => void query.refetch())
  return { is: 'loading' }
}

export function failed(error: Error, retry: () => void): Extract<Loadable<never>, { is: 'failed' }> {
  const problem = error instanceof Problem ? error : null
  return {
    is: 'failed',
    title: problem?.title ?? 'This part of the page could not be shown',
    detail: problem === null ? error.message : problem.message === problem.title ? '' : problem.message,
    reference: problem?.reference,
    retry: problem?.status === 403 || problem?.status === 404 ? undefined : retry,
  }
}
