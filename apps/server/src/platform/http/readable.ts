/** Objects and lists within each other. Deeper ones overflow whoever recurses into them. */
const DEEPEST = 64

/**
 * What keeps a value from outside from being stored and shown: text with a NUL character (PostgreSQL has none) or half
 * a character (UTF-8 has none), nesting without end. @returns `null` when nothing does. Walks without recursion.
 */
export function unreadable(value: unknown): string | null {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return `is nested deeper than ${DEEPEST} levels`
    const next: unknown[] = []
    for (const one of level) {
      if (typeof one === 'string') {
        const flaw = flawOf(one)
        if (flaw) return flaw
      } else if (Array.isArray(one)) for (const item of one) next.push(item)
      else if (isPlain(one))
        for (const key of Object.keys(one)) {
          const flaw = flawOf(key)
          if (flaw) return flaw
          next.push(one[key])
        }
    }
    level = next
  }
  return null
}

const flawOf = (text: string): string | null =>
  text.includes('\u0000')
    ? 'contains a NUL character'
    : text.isWellFormed()
      ? null
      : 'contains half a character (a lone surrogate)'

/** Bytes and streams are not looked into. A query is an object without our prototype, so that is no sign of either. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]' &&
  typeof (value as { pipe?: unknown }).pipe !== 'function'
