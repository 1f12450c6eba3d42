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

/** The tour, in the order in which the ideas build on each other. */
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
    title: 'Ask why somebody has access',
    minutes: 2,
    text: 'Open anybody and choose a grant. The answer is one sentence, then the path it came by, then what would take it away. Drag the line above to see what they had on another day.',
    links: [{ title: 'Choose an identity', href: '/identities' }],
  },
  {
    key: 'rule',
    title: 'Change a rule and watch what it would do',
    minutes: 2,
    text: 'Edit a condition as a sentence or as text. While you type, the right side shows who would gain and who would lose. Nothing happens before you apply the plan.',
    links: [{ title: 'Open the rules', href: '/rules' }],
  },
  {
    key: 'plan',
    title: 'Apply a plan, then revert it',
    minutes: 1,
    text: 'A plan is a change as a value: what it writes, whom it touches, what holds it back. Apply one and revert it; the log keeps both.',
    links: [{ title: 'Open the plans', href: '/plans' }],
  },
  {
    key: 'provisioning',
    title: 'Follow a change into an application',
    minutes: 1,
    text: 'Each operation says why it is made, how often it was tried and what the application answered. It counts as verified only when it was read back.',
    links: [
      { title: 'Open provisioning', href: '/provisioning' },
      { title: 'Open the applications', href: '/applications' },
    ],
    now: (overview) => words.operations(overview.counts.openOperations),
  },
  {
    key: 'differences',
    title: 'Find what nobody decided',
    minutes: 2,
    text: 'An import compares what is with what should be. Adopt a difference or remove it: both make a plan first, and a mass change is held by the brake.',
    links: [
      { title: 'Open the applications', href: '/applications' },
      { title: 'Open the sources', href: '/sources' },
    ],
    now: (overview) => words.differences(overview.counts.driftFindings),
  },
  {
    key: 'audit',
    title: 'Prove it',
    minutes: 1,
    text: 'Everything you did is in the audit log, in sentences, sealed and signed. Verify the log: one altered entry would show.',
    links: [{ title: 'Open the audit log', href: '/audit' }],
  },
]
