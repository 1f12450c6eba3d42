import { celEnv, parse, plan } from '@bufbuild/cel'
import { LIMITS } from './limits.ts'

export type Pattern = (text: string) => boolean

const matches = plan(celEnv(), parse('text.matches(pattern)'))

/** A regular expression in RE2's syntax, which matches in linear time, or what is wrong with it. */
export function compilePattern(pattern: string): { readonly test: Pattern } | { readonly wrong: string } {
  if (pattern.length > LIMITS.patternCharacters)
    return { wrong: `A regular expression may have ${LIMITS.patternCharacters} characters.` }
  let repetitions = 1
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    repetitions *= Math.max(1, Number(least), Number(most ?? 0))
  if (repetitions > LIMITS.patternRepetitions)
    return { wrong: `Its repetition counts may multiply to ${LIMITS.patternRepetitions} at most.` }
  const tried = matches({ text: '', pattern })
  if (typeof tried !== 'boolean')
    return { wrong: `It is no RE2 expression${tried instanceof Error ? `: ${tried.message}` : ''}.` }
  return { test: (text) => matches({ text, pattern }) === true }
}
