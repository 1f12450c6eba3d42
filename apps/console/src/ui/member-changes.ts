export interface MemberChange {
  readonly name: string
  /** `undefined`: it was not there. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The members in which two documents differ, by name. What is the same says nothing and is left out. */
export function memberChanges(before: unknown, after: unknown): readonly MemberChange[] {
  const was = members(before)
  const is = members(after)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({ name, before: was[name], after: is[name] }))
    .filter((one) => one.before !== one.after)
}

function members(document: unknown): Readonly<Record<string, string>> {
  if (document === null || document === undefined) return {}
  if (typeof document !== 'object' || Array.isArray(document)) return { value: shown(document) }
  return Object.fromEntries(
    Object.entries(document)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, shown(value)]),
  )
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ')
  return JSON.stringify(value, null, 2)
}
