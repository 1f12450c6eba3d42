/**
 * Keys so that whoever is above somebody comes before them, as far as circles allow; else by key. Chunks taken in this
 * order can refer to what earlier chunks have made.
 * @param above the key of the manager or owner, or `undefined`; keys outside the list do not matter.
 */
export function managersFirst(keys: readonly string[], above: (key: string) => string | undefined): readonly string[] {
  const waiting = new Set(keys)
  const ordered: string[] = []
  for (const key of [...keys].sort()) {
    const chain: string[] = []
    for (let next: string | undefined = key; next !== undefined && waiting.has(next); next = above(next)) {
      waiting.delete(next)
      chain.push(next)
    }
    while (chain.length > 0) ordered.push(chain.pop()!)
  }
  return ordered
}
