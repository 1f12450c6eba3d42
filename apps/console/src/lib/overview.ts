import { queryOptions } from '@tanstack/react-query'
import { ask } from './api.ts'
import type { Overview } from './contract.ts'

/** Read by the frame for its counts, by the overview, and by the tour for its checks. */
export const overview = queryOptions({
  queryKey: ['/overview'],
  staleTime: 15_000,
  refetchInterval: 60_000,
  queryFn: ({ signal }) => ask<Overview>('/overview', {}, signal),
})
