import type { AccountRecord } from '@remit/connector-sdk'
import type { IdentityId } from '@remit/kernel'
import type { CorrelationRule } from './spec.ts'

/** Whose account it is, or who might be; `null`: nothing points anywhere. */
export type Correlated =
  | { readonly is: 'certain'; readonly identity: IdentityId; readonly by: string }
  | { readonly is: 'doubtful'; readonly candidates: readonly IdentityId[]; readonly by: string }
  | null

/** The identities whose field has a value; compared without regard to case. */
export type Lookup = (field: string, value: string) => readonly IdentityId[]

/**
 * The first rule that points to exactly one identity decides. One that points to several leaves the account to a person:
 * a guess would hand somebody another's access.
 */
export function correlate(
  account: AccountRecord,
  rules: readonly CorrelationRule[],
  toldBy: ReadonlyMap<string, IdentityId>,
  lookup: Lookup,
): Correlated {
  const told = account.identity === undefined ? undefined : toldBy.get(account.identity)
  if (told) return { is: 'certain', identity: told, by: 'the target' }
  let doubtful: Correlated = null
  for (const rule of rules) {
    const value = textOf(account, rule.account)
    if (value === null) continue
    const found = lookup(rule.identity, value)
    const by = `${rule.account} = ${rule.identity}`
    if (found.length === 1 && rule.certain) return { is: 'certain', identity: found[0]!, by }
    if (found.length > 0) doubtful ??= { is: 'doubtful', candidates: found.slice(0, 10), by }
  }
  return doubtful
}

/** A field of an account as correlation compares it: text, trimmed; `null` when there is none. */
export function textOf(account: AccountRecord, field: string): string | null {
  const value =
    field === 'nativeId' || field === 'userName' || field === 'email' || field === 'displayName'
      ? account[field]
      : account.attributes[field]
  const text = value === undefined || value === null || typeof value === 'object' ? '' : String(value).trim()
  return text === '' ? null : text
}
