import { LIMITS } from './limits.ts'
import { partsOf, type Term } from './term.ts'

/** A regular expression walks its text; the other calls are about one step. */
const PATTERN_STEPS = 20

/** Steps of evaluation at most; the body of a macro counts once for each element. */
export function costOf(term: Term): number {
  const own = term.is === 'call' && term.operator === 'matches' ? PATTERN_STEPS : 1
  if (term.is === 'macro') return own + costOf(term.over) + LIMITS.assumedListLength * costOf(term.body)
  return partsOf(term).reduce((sum, part) => sum + costOf(part), own)
}
