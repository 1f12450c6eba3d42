import type { IdentityState } from '../../lib/contract.ts'
import { plural } from '../../lib/format.ts'

export const words = {
  section: 'Govern',
  title: 'Identities',
  about: 'Everyone and everything that can hold access: people, services and agents.',
  search: 'Search name, number or mail',
  none: 'No identity matches these filters',
  noneYet: 'Nobody is known yet',
  noneYetWhy: 'Connect a source of people, for example an HR feed. Identities appear with its first run.',
  state: {
    'pre-hire': 'Not started',
    active: 'Active',
    'on-leave': 'On leave',
    left: 'Left',
  } satisfies Record<IdentityState, string>,
  type: { employee: 'Employee', contractor: 'Contractor', partner: 'Partner', service: 'Service', agent: 'Agent' },
  holding: {
    confirmed: 'confirmed by the application',
    pending: 'on its way',
    missing: 'missing in the application',
    'not-provisioned': 'not provisioned',
  },
  unjustified: 'Held without a reason',
  heldAnyway: (application: string, name: string) => `${application} says that ${name} has it, and nobody decided that`,
  heldAnywayWhat: 'Adopt it with a reason, or have it removed and read back.',
  assign: 'Assign access',
  assignTitle: (name: string) => `What should ${name} hold?`,
  standing: { assignment: 'Should hold', exclusion: 'Should not hold, whatever the rules say' },
  give: (what: string) => `Give ${what}`,
  exclude: (what: string) => `Exclude from ${what}`,
  chooseWhat: 'Find a role or an entitlement',
  assigned: 'Recorded. The applications follow.',
  ended: 'Ended. The applications follow.',
  noStanding: 'Nobody assigned anything to this identity or excluded it from anything: what it holds comes from rules.',
  noGrants: (name: string) => `${name} holds no access`,
  noGrantsWhy: 'No rule matches and nobody decided that they should hold anything.',
  why: (name: string, what: string, past: boolean, held: boolean) =>
    held
      ? past
        ? `Why did ${name} have ${what}?`
        : `Why does ${name} have ${what}?`
      : `Why does ${name} not have ${what}?`,
  asOf: (name: string, grants: number, day: string) =>
    `Showing the ${plural(grants, 'grant')} of ${name} as of ${day}. Read only.`,
  pathName: (n: number, label: string) => `Path ${n}: ${label}`,
  removes: 'What would remove it?',
  removesNote: 'Computed from the facts above',
  keeps: (name: string) => `${name} keeps it`,
  removed: 'Access removed',
  misses: (n: number) => `Show what did not match (${n})`,
  pick: 'Choose a grant to see why it is held.',
  asKnown: (at: string) => `As of ${at}.`,
}
