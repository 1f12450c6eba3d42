import type { Instant } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor } from '../../platform/http/paging.ts'

export const tags = ['sources']
export const Nullable = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()])
export const ByName = Type.Object({ name: Type.String({ maxLength: 100 }) })
export const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Where a page ended that is sorted by time, newest first. */
export const positionOf = (cursor: string | undefined): { readonly at: Instant; readonly id: string } | null => {
  const position = decodeCursor(cursor, 2)
  return position ? { at: Number(position[0]) as Instant, id: String(position[1]) } : null
}
