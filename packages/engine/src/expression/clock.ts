import type { ClockTest, Comparison, Term } from './term.ts'

/** Said with every refusal of a use of `now`. */
export const CLOCK_ADVICE =
  'now can only be compared with a time, so that the next change is known: now < identity.end, now >= identity.start + duration("720h"), now - d.lastSeen < duration("24h").'

const isNow = (term: Term): boolean => term.is === 'field' && term.of === null && term.field.name === 'now'

/** Whether the value of this part moves with the clock, other than by a comparison that settles it. */
export function isLoose(term: Term): boolean {
  if (isNow(term)) return true
  return term.is === 'call' && (term.operator === 'add' || term.operator === 'subtract') && term.args.some(isLoose)
}

/** `now` times `clocks`, plus the sums. */
interface Linear {
  readonly clocks: number
  readonly plus: readonly Term[]
  readonly minus: readonly Term[]
}

function linear(term: Term): Linear {
  if (isNow(term)) return { clocks: 1, plus: [], minus: [] }
  if (!isLoose(term) || term.is !== 'call') return { clocks: 0, plus: [term], minus: [] }
  const [left, right] = term.args.map(linear) as [Linear, Linear]
  return term.operator === 'add' ? sum(left, right) : difference(left, right)
}

const sum = (a: Linear, b: Linear): Linear => ({
  clocks: a.clocks + b.clocks,
  plus: [...a.plus, ...b.plus],
  minus: [...a.minus, ...b.minus],
})

const difference = (a: Linear, b: Linear): Linear => sum(a, { clocks: -b.clocks, plus: b.minus, minus: b.plus })

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  equal: 'equal',
  unequal: 'unequal',
  less: 'greater',
  'at-most': 'at-least',
  greater: 'less',
  'at-least': 'at-most',
}

/** The comparison solved for `now`, or null if the clock is not on one side exactly once. */
export function solveForClock(comparison: Comparison, left: Term, right: Term): ClockTest | null {
  const { clocks, plus, minus } = difference(linear(left), linear(right))
  // now + plus − minus <=> 0 is now <=> minus − plus; with −now it is the other way round.
  if (clocks === 1) return { comparison, plus: minus, minus: plus }
  if (clocks === -1) return { comparison: FLIPPED[comparison], plus, minus }
  return null
}
