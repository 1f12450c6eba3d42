import { plural } from '../../lib/format.ts'

export const words = {
  section: 'Govern',
  title: 'Entitlements',
  about: 'The smallest rights that can be granted: what each one allows, who answers for it, how risky it is.',
  search: 'Search entitlements',
  none: 'No entitlement matches these filters',
  noneYet: 'No entitlement yet',
  noneYetWhy: 'They come with the first import of an application.',
  undescribed: 'No one has said what this does. Reviewers decide without knowing.',
  edit: (n: number) => `Edit ${plural(n, 'entitlement')}`,
  save: (n: number) => `Change ${plural(n, 'entitlement')}`,
  keep: 'Keep as it is',
  changed: (n: number) => `${plural(n, 'entitlement')} changed`,
  holders: 'Holders',
  asOf: (day: string) => `Who held it at the end of ${day}, told from history. Read only.`,
  noHolders: 'Nobody holds this entitlement.',
}

export const risks = [
  { value: 'low', title: 'Low' },
  { value: 'medium', title: 'Medium' },
  { value: 'high', title: 'High' },
]
