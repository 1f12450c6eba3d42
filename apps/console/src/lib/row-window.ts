import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RowWindow } from '../ui/DataTable.tsx'
import { ask, type PathOf, type Query } from './api.ts'
import { failed } from './loaded.ts'

export interface Page<Row> {
  readonly items: readonly Row[]
  readonly next: string | null
  readonly total: number | null
  readonly totalIsEstimate: boolean
}

const pageSize = 200
/** Ten windows of two hundred: scrolling a list of a hundred thousand keeps two thousand rows in memory. */
const windowsKept = 10

interface Held<Row> extends Page<Row> {
  /** The cursors that lead here, this page's last. Its length is the page's number; without the last, the way back. */
  readonly trail: readonly (string | null)[]
}

/** A list of the server as a window of rows that moves with the reader: forward by cursor, back by the way it came. */
export function useRowWindow<Row>(
  path: PathOf<'get'>,
  query: Query,
  options: { readonly enabled?: boolean } = {},
): RowWindow<Row> {
  const found = useInfiniteQuery({
    queryKey: [path, 'window', query],
    enabled: options.enabled ?? true,
    initialPageParam: [null] as readonly (string | null)[],
    maxPages: windowsKept,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }): Promise<Held<Row>> => {
      const cursor = pageParam.at(-1) ?? undefined
      const page = await ask<Page<Row>>(path, { ...query, limit: pageSize, cursor }, signal)
      return { ...page, trail: pageParam }
    },
    getNextPageParam: (last) => (last.next === null ? undefined : [...last.trail, last.next]),
    getPreviousPageParam: (first) => (first.trail.length > 1 ? first.trail.slice(0, -1) : undefined),
  })
  const pages = found.data?.pages
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages])
  const first = pages?.[0]
  const last = pages?.at(-1)
  return {
    rows,
    offset: first ? (first.trail.length - 1) * pageSize : 0,
    total: last?.total ?? null,
    totalIsEstimate: last?.totalIsEstimate ?? false,
    state: pages ? { is: 'here' } : found.isError ? failed(found.error, () => void found.refetch()) : { is: 'loading' },
    isRefreshing: found.isFetching,
    hasMore: found.hasNextPage,
    hasBefore: found.hasPreviousPage,
    more: () => {
      if (found.hasNextPage && !found.isFetching) void found.fetchNextPage()
    },
    before: () => {
      if (found.hasPreviousPage && !found.isFetching) void found.fetchPreviousPage()
    },
  }
}
