import Table from 'cli-table3'
import type { Paint } from './paint.ts'

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Rows under heads, as wide as they must be and without lines; nothing for no rows. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  if (rows.length === 0) return ''
  const table = new Table({ chars: BARE, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } })
  table.push(
    heads.map((head) => paint('dim', head)),
    ...rows.map((row) => [...row]),
  )
  return table.toString().replace(/[ \t]+$/gm, '')
}
