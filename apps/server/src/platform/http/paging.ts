import { type TSchema, Type } from 'typebox'
import { unreadable } from './readable.ts'

/** Every list: a window, a mark to go on from, and how many there are as far as we know. */
export const ListOf = <Item extends TSchema>(item: Item) =>
  Type.Object({
    items: Type.Array(item),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Send as `cursor` for the next window; null: this was the last.',
    }),
    total: Type.Union([Type.Integer(), Type.Null()]),
    totalIsEstimate: Type.Boolean(),
  })

export const PageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
}

/** A cursor carries the sort key and the id of the last row sent: keyset paging, no offset. */
export const encodeCursor = (position: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** The position, or `null` if it is no cursor of ours with so many parts. */
export function decodeCursor(cursor: string | undefined, parts: number): readonly (string | number | null)[] | null {
  if (!cursor) return null
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(position) || position.length !== parts) return null
    if (!position.every((part) => part === null || typeof part === 'string' || typeof part === 'number')) return null
    return unreadable(position) ? null : position
  } catch {
    return null
  }
}

/** Exact up to this many, then about. */
export const EXACT_TOTAL = 10_000

/** Cuts the one row too many that tells whether there is a next window. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => readonly (string | number | null)[],
  show: (row: Row) => Item,
  total: { count: number; isEstimate: boolean } | null,
) {
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(show),
    next: rows.length > limit ? encodeCursor(position(shown[shown.length - 1]!)) : null,
    total: total?.count ?? null,
    totalIsEstimate: total?.isEstimate ?? false,
  }
}
