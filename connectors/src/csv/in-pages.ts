import type { Cursor, Page } from '@remit/connector-sdk'
import type { Problem } from './decode.ts'

export interface Whole<Item> {
  /** Of everything the items were made from. */
  readonly digest: string
  readonly items: readonly Item[]
  readonly problems: readonly Problem[]
  readonly total?: number
  readonly delta?: true
}

const ITEMS_A_PAGE = 1000

/**
 * Deals out a whole in pages, all from one look at the files. The cursor carries the digest, so that another session
 * reads on only in the very same files, and never one half of each. Problems go with the first page.
 */
export function inPages<Item>(load: () => Promise<Whole<Item>>): (from: Cursor | null) => Promise<Page<Item>> {
  let looked: Whole<Item> | undefined
  return async (from) => {
    const [, start = '0', digest] = /^(\d{1,9})@(.*)$/.exec(from ?? '') ?? []
    const whole = from !== null && looked !== undefined && looked.digest === digest ? looked : await load()
    looked = whole
    if (from !== null && digest !== whole.digest)
      return { items: [], next: null, problems: [{ at: 'the file', problem: 'changed while it was being read' }] }
    const end = Number(start) + ITEMS_A_PAGE
    return {
      items: whole.items.slice(Number(start), end),
      next: end < whole.items.length ? `${end}@${whole.digest}` : null,
      ...(whole.total === undefined ? {} : { total: whole.total }),
      ...(whole.delta ? { delta: true } : {}),
      ...(from === null && whole.problems.length > 0 ? { problems: whole.problems } : {}),
    }
  }
}
