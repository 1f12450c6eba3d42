/** The row a key moves to, or `null` if the key moves none. From nowhere, any move lands on the first row. */
export function moveInGrid(key: string, from: number, rows: number, page: number): number | null {
  if (rows === 0) return null
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: rows - 1,
  }[key]
  if (to === undefined) return null
  return Math.min(rows - 1, Math.max(0, from < 0 && key !== 'End' ? 0 : to))
}
