import type { AccountRecord, Attributes, EntitlementRecord } from '@remit/connector-sdk'
import type { Entry } from './directory.ts'
import type { LdapSettings } from './settings.ts'

/** All values of an attribute as texts: the library gives one as a string, several as a list, none as an empty one. */
export function valuesOf(entry: Entry, attribute: string): readonly string[] {
  const wanted = attribute.toLowerCase()
  const [, value] = Object.entries(entry).find(([name]) => name.toLowerCase() === wanted) ?? []
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((each) =>
    typeof each === 'string' ? each : each.toString('base64'),
  )
}

export const firstOf = (entry: Entry, attribute: string): string | undefined => valuesOf(entry, attribute)[0]

export function accountOf(entry: Entry, { accounts, key }: LdapSettings): AccountRecord | null {
  const nativeId = firstOf(entry, key)
  if (nativeId === undefined) return null
  const told = {
    userName: firstOf(entry, accounts.userName),
    displayName: firstOf(entry, 'displayName') ?? firstOf(entry, 'cn'),
    email: firstOf(entry, 'mail'),
  }
  return {
    nativeId,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    status: isDisabled(entry, accounts.disabled) ? 'disabled' : 'active',
    attributes: Object.fromEntries(
      accounts.attributes.flatMap((attribute): [string, Attributes[string]][] => {
        const values = valuesOf(entry, attribute)
        return values.length === 0 ? [] : [[attribute, values.length === 1 ? values[0]! : values]]
      }),
    ),
  }
}

export const isDisabled = (entry: Entry, mark: LdapSettings['accounts']['disabled']): boolean =>
  valuesOf(entry, mark.attribute).includes(mark.value)

export function entitlementOf(entry: Entry, { key, groups }: LdapSettings): EntitlementRecord | null {
  const nativeId = firstOf(entry, key)
  if (nativeId === undefined) return null
  const description = firstOf(entry, 'description')
  return {
    nativeId,
    name: firstOf(entry, groups.name) ?? entry.dn,
    type: 'group',
    ...(description === undefined ? {} : { description }),
    attributes: { dn: entry.dn },
  }
}
