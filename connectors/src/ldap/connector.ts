import type { Connector, Outcome } from '@remit/connector-sdk'
import { CODES, codeOf, failed, openDirectory } from './directory.ts'
import { canonicalDn } from './dn.ts'
import { ldapReader } from './reading.ts'
import { type LdapGiven, settingsSchema, withDefaults } from './settings.ts'
import { ldapWriter } from './writing.ts'

/** An LDAP directory such as OpenLDAP: people are accounts, groups are entitlements, groups in groups are nesting. */
export const ldap: Connector<LdapGiven> = {
  name: 'ldap',
  title: 'LDAP directory (OpenLDAP)',
  settings: settingsSchema,
  async open(given, host) {
    const settings = withDefaults(given)
    const { url, bindDn, password } = given
    const directory = openDirectory(
      { url, bindDn, password, startTls: given.startTls ?? false, ca: given.ca ?? null },
      host,
    )
    const bases = [settings.accounts.base, ...(settings.hasGroups ? [settings.groups.base] : [])]
    return {
      async check(): Promise<Outcome> {
        const noDn = [...bases, settings.groups.placeholder].find((dn) => canonicalDn(dn) === null)
        if (noDn !== undefined) return { outcome: 'declined', reason: `"${noDn}" is no distinguished name` }
        for (const base of bases) {
          try {
            await directory.search(base, { scope: 'base', attributes: ['1.1'] })
          } catch (error) {
            if (codeOf(error) === CODES.noSuchObject)
              return { outcome: 'declined', reason: `there is no entry ${base}` }
            return failed(error, false)
          }
        }
        return { outcome: 'done' }
      },
      read: ldapReader(directory, settings),
      write: ldapWriter(directory, settings),
      close: () => directory.close(),
    }
  },
}
