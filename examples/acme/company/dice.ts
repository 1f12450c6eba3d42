import { createHash } from 'node:crypto'

/** Dice that fall the same way every time: the company is invented once and then stays as it is. */
export interface Dice {
  /** A whole number from 0 up to `sides`, that one excluded. */
  roll(sides: number): number
  /** Whether something of this likelihood (0 to 1) happens. */
  happens(likelihood: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

export function dice(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  // Mulberry32: small, even, and nobody's secrets depend on it.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const roll = (sides: number): number => Math.floor(next() * sides)
  return { roll, happens: (likelihood) => next() < likelihood, pick: (items) => items[roll(items.length)]! }
}

/** The same UUID for the same words, as a target would have given it once. */
export function lastingUuid(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
