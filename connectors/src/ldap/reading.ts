import type {
  AccountRecord,
  Cursor,
  EntitlementRecord,
  HoldingRecord,
  NestingRecord,
  Page,
  Reader,
} from '@remit/connector-sdk'
import { AndFilter, EqualityFilter, type Filter } from 'ldapts'
import type { Directory, Entry } from './directory.ts'
import { messageOf } from './directory.ts'
import { canonicalDn } from './dn.ts'
import { accountOf, entitlementOf, firstOf, valuesOf } from './entries.ts'
import type { LdapSettings } from './settings.ts'

export const accountFilter = ({ accounts }: LdapSettings): Filter =>
  new EqualityFilter({ attribute: 'objectClass', value: accounts.objectClass })
export const groupFilter = ({ groups }: LdapSettings): Filter =>
  new EqualityFilter({ attribute: 'objectClass', value: groups.objectClass })
const both = (...filters: Filter[]): Filter => new AndFilter({ filters })
const equals = (attribute: string, value: string): Filter => new EqualityFilter({ attribute, value })

export const accountAttributes = ({ accounts, key }: LdapSettings): string[] => [
  ...new Set([
    key,
    accounts.userName,
    'displayName',
    'cn',
    'mail',
    accounts.disabled.attribute,
    ...accounts.attributes,
  ]),
]

/** @throws when the directory could not be asked, or when several accounts have the key: then it is nobody's. */
export async function accountEntry(
  directory: Directory,
  settings: LdapSettings,
  nativeId: string,
): Promise<Entry | null> {
  const filter = both(accountFilter(settings), equals(settings.key, nativeId))
  const found = await directory.search(settings.accounts.base, { filter, attributes: accountAttributes(settings) })
  return theOnly(found, `accounts have the ${settings.key} "${nativeId}"`)
}

/** @throws when the directory could not be asked, or when two accounts have the name. */
export async function accountNamed(
  directory: Directory,
  settings: LdapSettings,
  userName: string,
): Promise<Entry | null> {
  const filter = both(accountFilter(settings), equals(settings.accounts.userName, userName))
  const found = await directory.search(settings.accounts.base, { filter, attributes: accountAttributes(settings) })
  return theOnly(found, `accounts are named "${userName}"`)
}

function theOnly(found: readonly Entry[], several: string): Entry | null {
  if (found.length > 1) throw new Error(`${found.length} ${several}`)
  return found[0] ?? null
}

export async function groupEntry(
  directory: Directory,
  settings: LdapSettings,
  nativeId: string,
): Promise<Entry | null> {
  const filter = both(groupFilter(settings), equals(settings.key, nativeId))
  const attributes = [settings.key, settings.groups.member]
  const found = await directory.search(settings.groups.base, { filter, attributes })
  return theOnly(found, `groups have the ${settings.key} "${nativeId}"`)
}

export const groupsOf = (directory: Directory, settings: LdapSettings, dn: string): Promise<readonly Entry[]> =>
  directory.search(settings.groups.base, {
    filter: both(groupFilter(settings), equals(settings.groups.member, dn)),
    attributes: [settings.key, settings.groups.member],
  })

export function ldapReader(directory: Directory, settings: LdapSettings): Reader {
  const { key, groups, pageSize } = settings
  const everyAccount = (attributes: string[]) =>
    directory.pages(settings.accounts.base, { filter: accountFilter(settings), attributes }, pageSize)
  const everyGroup = (attributes: string[]) =>
    directory.pages(groups.base, { filter: groupFilter(settings), attributes }, pageSize)

  /** What each DN is: members are told by name, and names change. */
  async function keysByDn(entries: AsyncGenerator<readonly Entry[]>): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>()
    for await (const page of entries)
      for (const entry of page) keys.set(canonicalDn(entry.dn) ?? entry.dn, firstOf(entry, key) ?? '')
    return keys
  }

  /** Members that are neither accounts nor groups here (the placeholder, entries elsewhere) are no ties of ours. */
  async function* ties<Tie>(of: AsyncGenerator<readonly Entry[]>, tie: (member: string, group: string) => Tie) {
    const known = await keysByDn(of)
    for await (const page of everyGroup([key, groups.member]))
      yield page.flatMap((group) =>
        valuesOf(group, groups.member).flatMap((dn): Tie[] => {
          const member = known.get(canonicalDn(dn) ?? dn)
          return member === undefined ? [] : [tie(member, firstOf(group, key) ?? '')]
        }),
      )
  }

  return {
    accounts: inTurn<AccountRecord>(() =>
      records(everyAccount(accountAttributes(settings)), (entry) => accountOf(entry, settings)),
    ),
    ...(settings.hasGroups
      ? {
          entitlements: inTurn<EntitlementRecord>(() =>
            records(everyGroup([key, groups.name, 'description']), (entry) => entitlementOf(entry, settings)),
          ),
          holdings: inTurn<HoldingRecord>(() =>
            ties(everyAccount([key]), (account, entitlement) => ({ account, entitlement })),
          ),
          nesting: inTurn<NestingRecord>(() => ties(everyGroup([key]), (holder, held) => ({ holder, held }))),
        }
      : {}),
    async account(nativeId) {
      const entry = await accountEntry(directory, settings, nativeId)
      const account = entry === null ? null : accountOf(entry, settings)
      if (entry === null || account === null) return null
      const held = settings.hasGroups ? await groupsOf(directory, settings, entry.dn) : []
      return { account, holdings: held.flatMap((group) => firstOf(group, key) ?? []) }
    },
    async accountByUserName(userName) {
      const entry = await accountNamed(directory, settings, userName)
      return entry === null ? null : accountOf(entry, settings)
    },
  }
}

/** @throws for an entry whose key the bind DN may not read: leaving it out would make it look absent. */
async function* records<Item>(
  pages: AsyncGenerator<readonly Entry[]>,
  make: (entry: Entry) => Item | null,
): AsyncGenerator<readonly Item[]> {
  for await (const page of pages)
    yield page.map((entry) => {
      const item = make(entry)
      if (item === null) throw new Error(`the key of ${entry.dn} cannot be read`)
      return item
    })
}

/**
 * RFC 2696 binds a page mark to its connection, so the read itself stays here and the cursor only counts: a cursor
 * of another read, or of another session, is refused.
 */
function inTurn<Item>(begin: () => AsyncGenerator<readonly Item[]>): (from: Cursor | null) => Promise<Page<Item>> {
  let read: AsyncGenerator<readonly Item[]> | null = null
  let place = 0
  return async (from) => {
    if (from === null) {
      read = begin()
    } else if (read === null || from !== String(place))
      throw new Error('a read of a directory cannot be resumed: begin again')
    try {
      const { value, done } = await read.next()
      return done ? { items: [], next: null } : { items: value, next: String(++place) }
    } catch (error) {
      read = null
      throw new Error(messageOf(error), { cause: error })
    }
  }
}
