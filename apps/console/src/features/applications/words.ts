import type { Difference } from '../../lib/contract.ts'
import { plural } from '../../lib/format.ts'

export const words = {
  section: 'Operate',
  title: 'Applications',
  about: 'Connected systems: what Remit reads from them, and what it keeps true in them.',
  none: 'No application is connected',
  noneWhy: 'Describe one in a file and apply the plan; its accounts and entitlements come with the first import.',
  import: 'Import now',
  importing: 'Import started. New data appears as it is read.',
  tabs: {
    status: 'Status',
    accounts: 'Accounts',
    entitlements: 'Entitlements',
    differences: 'Differences',
    operations: 'Operations',
    settings: 'Settings',
  },
  kind: {
    'unjustified-holding': 'Held without a reason',
    'missing-holding': 'Missing there',
    'orphan-account': 'Account of nobody',
    'attribute-differs': 'Value differs',
  } satisfies Record<Difference['kind'], string>,
  noDifferences: 'What is matches what should be',
  noDifferencesWhy:
    'Differences appear after an import finds something that nobody decided, or misses something that somebody did.',
  adopt: (n: number) => `Plan to adopt ${plural(n, 'difference')}`,
  remove: (n: number) => `Plan to remove ${plural(n, 'difference')}`,
  noAccounts: 'No account has been read yet.',
  noOperations: 'Nothing is on its way to this application.',
  noEntitlements: 'No entitlement has been read yet.',
  settingsFromFiles: 'Managed by files. Secrets are never shown.',
  settingsHere: 'Secrets are never shown.',
}

export const kinds = Object.entries(words.kind).map(([value, title]) => ({ value, title }))
