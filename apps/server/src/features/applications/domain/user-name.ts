/**
 * The first of `base`, then `base` with the suffix counted from 2, that is not taken. Deterministic: the same accounts
 * give the same name, so that a creation asked for twice asks for one account.
 * @param suffix with `{n}` for the count.
 */
export function uniqueUserName(base: string, suffix: string, taken: (userName: string) => boolean): string {
  if (!taken(base)) return base
  // An address keeps its domain: ada2@acme.example, not ada@acme.example2.
  const at = base.lastIndexOf('@')
  const [local, domain] = at > 0 ? [base.slice(0, at), base.slice(at)] : [base, '']
  for (let n = 2; ; n++) {
    const candidate = `${local}${suffix.replaceAll('{n}', String(n))}${domain}`
    if (!taken(candidate)) return candidate
  }
}
