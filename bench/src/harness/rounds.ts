export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), least: sorted[0]!, most: sorted.at(-1)! }
}

/** Of values sorted ascending. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!

/** One turn of a contender: whatever it measured of itself, smaller or larger is better. */
export type Turn = () => number | Promise<number>

/**
 * Contenders take turns, A B C A B C …, so that what disturbs the machine disturbs all. The first turn of each warms up
 * and does not count.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, Turn>>,
): Promise<Readonly<Record<Name, Spread>>> {
  const entries = Object.entries<Turn>(contenders)
  const measured = new Map<string, number[]>(entries.map(([name]) => [name, []]))
  for (let round = -1; round < rounds; round++)
    for (const [name, turn] of entries) {
      const value = await turn()
      if (round >= 0) measured.get(name)!.push(value)
    }
  return Object.fromEntries([...measured].map(([name, values]) => [name, spreadOf(values)])) as Record<Name, Spread>
}
