import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

type Cell = string | number | boolean

/** RFC 4180, with `\n` as the end of a line. A trailer counts the rows: whoever reads the file sees that it is whole. */
export function writeCsv(
  file: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  trailer?: string,
): void {
  const last = trailer === undefined ? [] : [[trailer, rows.length]]
  const text = [header, ...rows, ...last].map((row) => row.map(quoted).join(',')).join('\n')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${text}\n`)
}

const quoted = (cell: Cell): string => {
  const text = String(cell)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
