import { answered, type RemitClient } from '@remit/api-client'

export interface Listed {
  readonly items: readonly unknown[]
  readonly next?: string | null
  readonly total?: number | null
  readonly totalIsEstimate?: boolean
}

const WINDOW = 500

/** A list from its beginning, up to `most` items, window by window. */
export async function readList(
  api: RemitClient,
  path: string,
  query: Readonly<Record<string, string | readonly string[]>>,
  most: number,
): Promise<Listed> {
  const items: unknown[] = []
  let cursor: string | null | undefined
  let last: Listed
  do {
    const window = { ...query, limit: Math.min(WINDOW, most - items.length), ...(cursor ? { cursor } : {}) }
    last = await answered<Listed>(api.GET(path as never, { params: { query: window } } as never))
    items.push(...last.items)
    cursor = last.next
  } while (cursor && items.length < most)
  return { ...last, items }
}
