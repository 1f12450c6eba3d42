import type { DifferenceKind } from '../../lib/contract.ts'
import { count, plural } from '../../lib/format.ts'

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
    'account-missing': 'Account gone',
    'account-of-leaver': 'Account of a leaver',
    'access-by-nesting': 'Still had through a group',
  } satisfies Record<DifferenceKind, string>,
  classification: {
    initial: 'Here before Remit',
    'added-outside': 'Added in the application',
    'removed-outside': 'Removed in the application',
    'not-yet-provisioned': 'On its way',
    unowned: 'Nobody’s account',
  } as Readonly<Record<string, string>>,
  noDifferences: 'What is matches what should be',
  noDifferencesWhy:
    'Differences appear after an import finds something that nobody decided, or misses something that somebody did.',
  adopt: (n: number) => `Adopt ${n}`,
  remove: (n: number) => `Remove ${n}`,
  question: {
    adopt: (n: number) => `Adopt ${plural(n, 'difference')}?`,
    remove: (n: number) => `Remove ${plural(n, 'difference')}?`,
  },
  means: {
    adopt: 'Each holding becomes an assignment with your reason, so that it is justified from now on.',
    remove: 'Each is taken away in the application, and read back until it is gone.',
  },
  touches: (people: number) => `${plural(people, 'person', 'people')} affected.`,
  leftOut: (n: number) =>
    `${count(n)} of those chosen cannot be dealt with this way and ${n === 1 ? 'stays' : 'stay'} as ${n === 1 ? 'it is' : 'they are'}.`,
  reason: 'Reason',
  reasonHelp: 'It is written to the audit log beside each of them.',
  dealt: {
    adopt: (n: number) => `${plural(n, 'difference')} adopted`,
    remove: (n: number) => `${plural(n, 'difference')} on the way out`,
  },
  noAccounts: 'No account has been read yet.',
  noOperations: 'Nothing is on its way to this application.',
  noEntitlements: 'No entitlement has been read yet.',
  settingsFromFiles: 'Managed by files. Secrets are never shown.',
  settingsHere: 'Secrets are never shown.',
  imports: 'Imports',
  noImports: 'This application has not been read yet.',
  release: 'Let it happen',
  released: 'The import goes on.',
  importState: { running: 'Reading', applied: 'Applied', refused: 'Refused', paused: 'Held by the brake' } as Readonly<
    Record<string, string>
  >,
}

export const kinds = Object.entries(words.kind).map(([value, title]) => ({ value, title }))
