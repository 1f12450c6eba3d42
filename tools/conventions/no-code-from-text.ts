import { type Check, codeOf, isTest, places } from './house.ts'

const MAKES_CODE: readonly (readonly [RegExp, string])[] = [
  [/\beval\s*\(/, 'eval'],
  [/\bnew\s+Function\s*\(/, 'new Function'],
  [/from\s+'(node:)?vm'|\bimport\(\s*'(node:)?vm'|require\(\s*'(node:)?vm'/, 'node:vm'],
  [/\bset(Timeout|Interval)\s*\(\s*['"`]/, 'a timer that runs text'],
]

/** Expressions come from people: they are compiled to closures over checked terms, never to program text. */
export const noCodeFromText: Check = (house) =>
  [...house].flatMap(([file, text]) =>
    !/[.](ts|tsx|mjs|cjs)$/.test(file) || isTest(file) || file.startsWith('tools/conventions/')
      ? []
      : MAKES_CODE.flatMap(([pattern, name]) =>
          [...places(codeOf(text), pattern)].map(({ line }) => ({
            check: 'no-code-from-text',
            file,
            line,
            message: `${name} turns text into a program.`,
          })),
        ),
  )
