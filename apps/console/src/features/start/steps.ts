import type { Overview } from '../../lib/contract.ts'
import { words } from './words.ts'

export interface Step {
  readonly key: string
  readonly title: string
  readonly minutes: number
  readonly text: string
  readonly links: readonly { readonly title: string; readonly href: string }[]
  /** What is true in this installation at this moment, or nothing to say. */
  readonly now?: (overview: Overview) => string
}

/** The tour through the example organisation, in the order in which the ideas build on each other. */
export const steps: readonly Step[] = [
  {
    key: 'overview',
    title: 'See what needs a decision',
    minutes: 1,
    text: 'The overview lists what only a person can decide, the most urgent first. Every number leads to the list it counts.',
    links: [{ title: 'Open the overview', href: '/overview' }],
    now: (overview) => words.known(overview.counts.identities, overview.counts.applications),
  },
  {
    key: 'why',
    title: 'Ask why Stefan Brandt can approve payments',
    minutes: 2,
    text: 'The answer is one sentence, then the path it came by, then what would take it away. Since a holiday he also prepares payments in Ledgerly, and no rule says so. Drag the line above to see what he had on another day.',
    links: [
      { title: 'Open Stefan Brandt', href: '/identities/stefan.brandt?grant=ledgerly/payment-approval' },
      { title: 'See who can approve payments', href: '/entitlements/ledgerly%2Fpayment-approval' },
    ],
  },
  {
    key: 'case',
    title: 'Decide who Ravi Menon is',
    minutes: 1,
    text: 'He is a contractor until next week and an employee from then on: one person in two sources. Nothing was created for the second record. Merge them or keep them apart; either can be undone.',
    links: [{ title: 'Open the cases', href: '/cases' }],
  },
  {
    key: 'rule',
    title: 'Change a rule, apply the plan, revert it',
    minutes: 2,
    text: 'Let the payments team work without a compliant device: while you type, the right side shows that Aisha Farouk would gain write access. Nothing happens before the plan is applied, and an applied plan is taken back as one.',
    links: [
      { title: 'Open the rule', href: '/rules/payments-team' },
      { title: 'Open the plans', href: '/plans' },
    ],
  },
  {
    key: 'differences',
    title: 'Find what nobody decided',
    minutes: 2,
    text: 'Nadia Rahimi administers Ledgerly since its rollout, and Tomás Ferreira still prepares payments there, five weeks after he moved to sales. Adopt such a holding with a reason, or have it removed and read back.',
    links: [
      { title: 'See what Ledgerly holds', href: '/applications/ledgerly/differences' },
      { title: 'Why is Nadia there?', href: '/explain?who=nadia.rahimi&what=ledgerly/administrator' },
      { title: 'Open Tomás Ferreira', href: '/identities/tomas.ferreira' },
    ],
    now: (overview) => words.differences(overview.counts.driftFindings),
  },
  {
    key: 'provisioning',
    title: 'Follow a change into an application',
    minutes: 1,
    text: 'Ben Achterberg left 41 days ago: Remit disabled his account in Code and made a task of the one in the CRM. Each operation says why it is made and what the application answered, and counts only when it was read back.',
    links: [
      { title: 'Open provisioning', href: '/provisioning' },
      { title: 'See the tasks for a person', href: '/provisioning?state=manual' },
    ],
    now: (overview) => words.operations(overview.counts.openOperations),
  },
  {
    key: 'audit',
    title: 'Prove it',
    minutes: 1,
    text: 'Everything you did is in the audit log, in sentences, sealed and signed. Verify the log: one altered entry would show.',
    links: [{ title: 'Open the audit log', href: '/audit' }],
  },
]
