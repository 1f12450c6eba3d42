import type { Attributes, Outcome, Writer } from '@remit/connector-sdk'
import { Attribute, Change } from 'ldapts'
import { CODES, codeOf, type Directory, type Entry, failed } from './directory.ts'
import { rdn, sameDn } from './dn.ts'
import { firstOf, isDisabled, valuesOf } from './entries.ts'
import { accountEntry, accountNamed, groupEntry, groupsOf } from './reading.ts'
import type { LdapSettings } from './settings.ts'

/** Each operation looks before it acts, and takes "is so already" from the directory for an answer, not an error. */
export function ldapWriter(directory: Directory, settings: LdapSettings): Writer {
  const { accounts, groups } = settings

  /** Finds the account, then does what is to be done with it; errors before and after the deed are told apart. */
  async function withAccount(
    nativeId: string,
    absent: Outcome,
    act: (entry: Entry) => Promise<Outcome>,
  ): Promise<Outcome> {
    return looking(async () => {
      const entry = await accountEntry(directory, settings, nativeId)
      return entry === null ? absent : act(entry)
    })
  }

  /** @returns `already` for the codes given: the directory says that it was so. */
  async function changing(change: () => Promise<void>, ...soAlready: number[]): Promise<Outcome> {
    try {
      await change()
      return { outcome: 'done' }
    } catch (error) {
      return soAlready.includes(codeOf(error) ?? -1) ? { outcome: 'already' } : failed(error, true)
    }
  }

  const switchTo = (nativeId: string, disabled: boolean): Promise<Outcome> =>
    withAccount(nativeId, noAccount(nativeId), async (entry) => {
      const { attribute, value } = accounts.disabled
      if (isDisabled(entry, accounts.disabled) === disabled) return { outcome: 'already' }
      return changing(
        () => directory.modify(entry.dn, [change(disabled ? 'add' : 'delete', attribute, [value])]),
        disabled ? CODES.valueExists : CODES.noSuchAttribute,
      )
    })

  /** groupOfNames must keep a member: whoever leaves last leaves the placeholder, in one change. */
  async function leave(group: Entry, dn: string): Promise<Outcome> {
    const members = valuesOf(group, groups.member)
    const own = members.filter((member) => sameDn(member, dn))
    if (own.length === 0) return { outcome: 'already' }
    const gone = change('delete', groups.member, own)
    const placeheld = [change('add', groups.member, [groups.placeholder]), gone]
    const isLast = own.length === members.length
    const first = await changing(() => directory.modify(group.dn, isLast ? placeheld : [gone]), CODES.noSuchAttribute)
    // Somebody else left between our look and our change, and ours became the last.
    const raced = first.outcome === 'declined' && !isLast && (await isLastMember(group, dn))
    return raced ? changing(() => directory.modify(group.dn, placeheld), CODES.noSuchAttribute) : first
  }

  async function isLastMember(group: Entry, dn: string): Promise<boolean> {
    const now = await groupEntry(directory, settings, firstOf(group, settings.key) ?? '')
    return now !== null && valuesOf(now, groups.member).every((member) => sameDn(member, dn))
  }

  const write: Writer = {
    createAccount: ({ userName, attributes }) =>
      looking(async () => {
        const before = await accountNamed(directory, settings, userName)
        if (before) return { outcome: 'already', ...nativeIdOf(before, settings) }
        const made = newEntry(userName, attributes, settings)
        if ('wrong' in made) return { outcome: 'declined', reason: made.wrong }
        const { entry } = made
        const dn = `${rdn(accounts.rdn, entry[accounts.rdn]?.[0] ?? userName)},${accounts.base}`
        const added = await changing(() => directory.add(dn, entry), CODES.alreadyExists)
        if (added.outcome !== 'done' && added.outcome !== 'already') return added
        const found = await accountNamed(directory, settings, userName).catch(() => null)
        if (found) return { ...added, ...nativeIdOf(found, settings) }
        return added.outcome === 'done'
          ? { outcome: 'unknown', reason: 'the account was made and cannot be found' }
          : { outcome: 'declined', reason: `${dn} exists, and is no account named "${userName}"` }
      }),
    updateAccount: ({ account, attributes }) =>
      withAccount(account, noAccount(account), async (entry) => {
        const changed = Object.entries(attributes).filter(
          ([name, value]) => !sameValues(valuesOf(entry, name), listOf(value)),
        )
        const names = changed.map(([name]) => name)
        const wrong = objection(names, settings)
        if (wrong !== null) return { outcome: 'declined', reason: wrong }
        if (names.some((name) => name.toLowerCase() === accounts.rdn.toLowerCase()))
          return { outcome: 'declined', reason: `"${accounts.rdn}" names the entry and cannot be changed` }
        const changes = changed.map(([name, value]) => change('replace', name, listOf(value)))
        return changes.length === 0 ? { outcome: 'already' } : changing(() => directory.modify(entry.dn, changes))
      }),
    enableAccount: ({ account }) => switchTo(account, false),
    disableAccount: ({ account }) => switchTo(account, true),
    deleteAccount: ({ account }) =>
      withAccount(account, { outcome: 'already' }, async (entry) => {
        // Without the refint overlay the name would stay in its groups, and the next account of that name inherit them.
        for (const group of settings.hasGroups ? await groupsOf(directory, settings, entry.dn) : []) {
          const left = await leave(group, entry.dn)
          if (left.outcome !== 'done' && left.outcome !== 'already') return left
        }
        return changing(() => directory.delete(entry.dn), CODES.noSuchObject)
      }),
  }
  if (!settings.hasGroups) return write
  return {
    ...write,
    addEntitlement: ({ account, entitlement }) =>
      withAccount(account, noAccount(account), async (entry) => {
        const group = await groupEntry(directory, settings, entitlement)
        if (group === null) return { outcome: 'declined', reason: `there is no group ${entitlement}` }
        if (valuesOf(group, groups.member).some((member) => sameDn(member, entry.dn))) return { outcome: 'already' }
        const joined = change('add', groups.member, [entry.dn])
        return changing(() => directory.modify(group.dn, [joined]), CODES.valueExists)
      }),
    removeEntitlement: ({ account, entitlement }) =>
      // An account or a group that is not there ties nothing.
      withAccount(account, { outcome: 'already' }, async (entry) => {
        const group = await groupEntry(directory, settings, entitlement)
        return group === null ? { outcome: 'already' } : leave(group, entry.dn)
      }),
  }
}

async function looking(look: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await look()
  } catch (error) {
    return failed(error, false)
  }
}

const noAccount = (nativeId: string): Outcome => ({ outcome: 'declined', reason: `there is no account ${nativeId}` })

const nativeIdOf = (entry: Entry, { key }: LdapSettings): { account?: string } => {
  const account = firstOf(entry, key)
  return account === undefined ? {} : { account }
}

const change = (operation: 'add' | 'delete' | 'replace', type: string, values: readonly string[]): Change =>
  new Change({ operation, modification: new Attribute({ type, values: [...values] }) })

const listOf = (value: Attributes[string]): readonly string[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [String(value)]

/** LDAP values are a set. */
const sameValues = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((value) => others.includes(value))

/** Why these attributes cannot be set, or `null`. */
function objection(names: readonly string[], { accounts }: LdapSettings): string | null {
  const allowed = accounts.attributes.map((name) => name.toLowerCase())
  const strange = names.find((name) => !allowed.includes(name.toLowerCase()))
  return strange === undefined
    ? null
    : `"${strange}" is not among the attributes of accounts: ${accounts.attributes.join(', ')}`
}

type NewEntry = { readonly entry: Record<string, string[]> } | { readonly wrong: string }

/** What inetOrgPerson demands (cn, sn) is made of the names at hand when it is not given. */
function newEntry(userName: string, attributes: Attributes, settings: LdapSettings): NewEntry {
  const { accounts } = settings
  const wrong = userName === '' ? 'an account needs a user name' : objection(Object.keys(attributes), settings)
  if (wrong !== null) return { wrong }
  const name = listOf(attributes.cn ?? attributes.displayName ?? userName)[0] ?? userName
  const naming =
    accounts.rdn === accounts.userName ? userName : (listOf(attributes[accounts.rdn] ?? name)[0] ?? userName)
  const given = Object.entries(attributes).map(([key, value]): [string, string[]] => [key, [...listOf(value)]])
  return {
    entry: {
      cn: [name],
      sn: [name.split(' ').at(-1) || name],
      ...Object.fromEntries(given.filter(([, values]) => values.length > 0 && values[0] !== '')),
      [accounts.userName]: [userName],
      [accounts.rdn]: [naming],
      objectClass: [...accounts.objectClasses],
    },
  }
}
