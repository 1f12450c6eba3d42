import type { Cursor, Page } from './records.ts'

export type ReadAll<Item> =
  | { readonly complete: true; readonly items: readonly Item[] }
  | { readonly complete: false; readonly items: readonly Item[]; readonly why: string }

/**
 * Reads page after page. Only `complete` proves absence: a cursor that does not move, more pages or items than
 * allowed, records that could not be read, a total that does not match, or a target that could not be asked (the
 * reader threw) make the read incomplete, whatever came.
 */
export async function readAll<Item>(
  read: (from: Cursor | null) => Promise<Page<Item>>,
  limits: { readonly pages: number; readonly items: number },
  onPage?: (itemsSoFar: number) => void,
): Promise<ReadAll<Item>> {
  const items: Item[] = []
  const seen = new Set<Cursor>()
  let from: Cursor | null = null
  let total: number | undefined
  let delta = false
  const problems: string[] = []
  for (let pages = 0; ; pages++) {
    if (pages >= limits.pages) return { complete: false, items, why: `stopped after ${limits.pages} pages` }
    let page: Page<Item>
    try {
      page = await read(from)
    } catch (error) {
      return { complete: false, items, why: error instanceof Error ? error.message : String(error) }
    }
    for (const item of page.items) items.push(item)
    for (const { at, problem } of page.problems ?? []) problems.push(`${at}: ${problem}`)
    if (page.total !== undefined) total = page.total
    delta ||= page.delta === true
    onPage?.(items.length)
    if (items.length > limits.items) return { complete: false, items, why: `more than ${limits.items} items` }
    if (page.next === null) break
    if (seen.has(page.next)) return { complete: false, items, why: 'the target sent the same page mark twice' }
    seen.add(page.next)
    from = page.next
  }
  if (problems.length > 0)
    return { complete: false, items, why: `${problems.length} records could not be read, first ${problems[0]}` }
  if (total !== undefined && total !== items.length)
    return { complete: false, items, why: `the target claims ${total} items and sent ${items.length}` }
  if (delta) return { complete: false, items, why: 'it tells only what changed' }
  return { complete: true, items }
}
