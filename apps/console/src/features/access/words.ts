import { count, plural } from '../../lib/format.ts'

export const words = {
  section: 'Govern',
  roles: 'Roles',
  rolesAbout: 'Named bundles of entitlements and other roles.',
  rules: 'Rules',
  rulesAbout: 'Who matches a rule holds its roles, from the moment it matches until it no longer does.',
  newRule: 'New rule',
  unnamed: 'New rule',
  managedByFiles: 'Managed by files. Change it in the repository and apply the plan there.',
  who: 'Who gets it',
  what: 'What they get',
  effect: 'What this change does',
  matches: (n: number) => `Matches ${plural(n, 'identity', 'identities')}. Both views edit the same rule.`,
  textOnly: 'This expression says more than the builder can show. Edit it as text.',
  noChange: 'Nothing differs from the rule in force. Change a condition to see what it would do.',
  waiting: 'Finish the expression to see what it would do.',
  noGains: 'Nobody gains anything.',
  noLosses: 'Nobody loses anything.',
  plan: 'Plan this change',
  noRoles: 'No role yet. Without one, matching gives nothing.',
  holders: (n: number) => `${count(n)} ${n === 1 ? 'identity holds' : 'identities hold'} it`,
}
