import { type Check, codeOf, isProduct, places, roomOf } from './house.ts'

type Asking = readonly [pattern: RegExp, name: string]

/** What makes the same call give another answer tomorrow. Features hold to this too: they have `work.now` and `newId`. */
const ASKS: readonly Asking[] = [
  [/\bDate\.now\s*\(/, 'Date.now()'],
  [/\bnew\s+Date\s*(\(\s*\)|(?!\s*\())/, 'new Date()'],
  [/\bMath\.random\s*\(/, 'Math.random()'],
  [/\brandomUUID\s*\(/, 'randomUUID()'],
]

/** Features may measure how long something took and make secrets; pure code may not even do that. */
const ASKS_OF_PURE: readonly Asking[] = [
  ...ASKS,
  [/\bperformance\.now\s*\(/, 'performance.now()'],
  [/\b(randomBytes|randomInt|randomFill(Sync)?|getRandomValues|generateKeyPair(Sync)?)\s*\(/, 'randomness'],
]

/** Pure files that roll dice all the same, each with its reason. */
const MAY_ROLL: ReadonlyMap<string, string> = new Map([
  [
    'apps/server/src/features/ledger/domain/note.ts',
    'makes the key that signs checkpoints; everything else in it is told the key',
  ],
  ['apps/server/src/features/administration/domain/token.ts', 'makes tokens: that nobody can tell them is their point'],
])

const isPure = (file: string): boolean =>
  /^packages\/(kernel|engine)\/src\//.test(file) || (roomOf(file)?.inside.startsWith('domain/') ?? false)

/**
 * Pure code and features are told the moment and given their keys: the same call answers the same in a test, in a
 * simulation of next month, and to an auditor.
 */
export const toldNotAsked: Check = (house) =>
  [...house].flatMap(([file, text]) => {
    if (!isProduct(file) || !(isPure(file) || roomOf(file)) || MAY_ROLL.has(file)) return []
    const code = codeOf(text)
    return (isPure(file) ? ASKS_OF_PURE : ASKS).flatMap(([pattern, name]) =>
      [...places(code, pattern)].map(({ line }) => ({
        check: 'told-not-asked',
        file,
        line,
        message: `${name}: take the moment from work.now or platform.clock, keys from platform/ids.ts.`,
      })),
    )
  })
