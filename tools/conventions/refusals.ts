import { type Check, codeOf, isProduct, places } from './house.ts'

export interface RefusalEntry {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly file: string
  readonly line: number
}

const ENTRY =
  /'([a-z][a-z-]*\.[a-z][a-z-]*)':\s*\{\s*status:\s*(\d{3}),\s*title:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/

/** Every line of every refusal table: what may be answered "no", with which status, in which words. */
export const refusalsIn = (house: ReadonlyMap<string, string>): readonly RefusalEntry[] =>
  [...house].flatMap(([file, text]) =>
    isProduct(file)
      ? [...places(codeOf(text), ENTRY)].map(({ line, found }) => ({
          code: found[1]!,
          status: Number(found[2]),
          title: (found[3] ?? found[4] ?? '').replace(/\\(.)/g, '$1'),
          file,
          line,
        }))
      : [],
  )

/** A code is an address: it means one thing, in one table. */
export const refusalsOccurOnce: Check = (house) => {
  const first = new Map<string, RefusalEntry>()
  return refusalsIn(house).flatMap((entry) => {
    const before = first.get(entry.code)
    first.set(entry.code, before ?? entry)
    return before
      ? [
          {
            check: 'refusals-occur-once',
            file: entry.file,
            line: entry.line,
            message: `${entry.code} stands in ${before.file}:${before.line} too.`,
          },
        ]
      : []
  })
}
