import { type Check, places } from './house.ts'

/** A comment that switches a check off, and what stands behind it. */
const SWITCHES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(?:\/\/|\/\*|\{\/\*)\s*biome-ignore(?:-\w+)?\s+[\w/]+(?:\([^)]*\))?\s*:?([^\n]*)/, 'biome-ignore'],
  [/(?:\/\/|\/\*|\{\/\*)\s*@ts-expect-error\b([^\n]*)/, '@ts-expect-error'],
  [/(?:\/\/|\/\*)\s*@ts-nocheck\b([^\n]*)/, '@ts-nocheck'],
]

/** Fewer letters than this are not a reason. */
const SHORTEST_REASON = 8

const lettersIn = (text: string): number => text.replace(/[^\p{L}]/gu, '').length

/** Whoever switches a check off says why, for the one who wonders whether it may be switched on again. */
export const exceptionsHaveReasons: Check = (house) =>
  [...house].flatMap(([file, text]) => {
    if (!/[.](ts|tsx|mjs|cjs)$/.test(file) || file.startsWith('tools/conventions/')) return []
    const say = (line: number, message: string) => ({ check: 'exceptions-have-reasons', file, line, message })
    return [
      ...SWITCHES.flatMap(([pattern, name]) =>
        [...places(text, pattern)]
          .filter(({ found }) => lettersIn(found[1] ?? '') < SHORTEST_REASON)
          .map(({ line }) => say(line, `${name} without its reason.`)),
      ),
      ...[...places(text, /\/\/\s*@ts-ignore\b/)].map(({ line }) =>
        say(line, '@ts-ignore: use @ts-expect-error, which tells when it is no longer needed.'),
      ),
    ]
  })
