/** One statement takes this many rows: parameters are arrays, and a plan for them stays small. */
const CHUNK = 1000

export function* chunksOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK)
}
