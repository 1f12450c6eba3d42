/** What a target says that a name can be made of. */
export interface Nameable {
  readonly nativeId: string
  readonly name: string
  readonly level?: string
}

const LONGEST = 300

/**
 * `<application>/<entitlement>` for each, in order. A name says what the target calls it, if only one is called so;
 * else with its level, if that tells them apart; else the native id. Names in `taken` are in use already: names are
 * references in files and decisions, so one that was given is never given to another, nor changed by a renaming.
 */
export function nameEntitlements(
  application: string,
  fresh: readonly Nameable[],
  taken: ReadonlySet<string>,
): readonly string[] {
  const full = (name: string): string => `${application}/${name.trim().slice(0, LONGEST)}`
  const leveled = ({ name, level }: Nameable): string => (level ? `${name} ${level}` : name)
  const count = (of: (one: Nameable) => string): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const one of fresh) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1)
    return counts
  }
  const plain = count((one) => one.name)
  const withLevel = count(leveled)
  const used = new Set(taken)
  return fresh.map((one) => {
    const candidates = [
      plain.get(one.name) === 1 ? one.name : null,
      withLevel.get(leveled(one)) === 1 ? leveled(one) : null,
      one.nativeId,
    ]
    const free = candidates.find((name) => name !== null && name.trim() !== '' && !used.has(full(name)))
    const name = full(free ?? one.nativeId)
    used.add(name)
    return name
  })
}
