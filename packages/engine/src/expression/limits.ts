/** What one expression may cost, so that nobody who may write a rule can stop the engine. */
export const LIMITS = {
  /** UTF-16 units of source text. */
  characters: 4096,
  /** Nested brackets before parsing, nested nodes after it. */
  depth: 32,
  nodes: 1000,
  /** The length a list is taken to have when the cost is estimated. */
  assumedListLength: 100,
  /** A macro over a longer list cannot be told: the estimate would be a lie. */
  listLength: 1000,
  /** Steps of evaluation, nested macros multiplied out. */
  cost: 200_000,
  patternCharacters: 256,
  /** Product of the counts in `{n,m}`: RE2 unrolls them, so they are memory. */
  patternRepetitions: 1000,
} as const
