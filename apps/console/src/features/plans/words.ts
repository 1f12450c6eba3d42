import type { PlanState } from '../../lib/contract.ts'
import { plural } from '../../lib/format.ts'

export const words = {
  section: 'Govern',
  title: 'Plans',
  about: 'Every change shows what it does before it does it, and can be reverted as one.',
  none: 'No plan yet',
  noneWhy: 'A plan is made from the rule editor, from a difference, or from files in a repository.',
  state: {
    draft: 'Not applied',
    waiting: 'Waits for a second person',
    applied: 'Applied',
    reverted: 'Reverted',
    discarded: 'Discarded',
  } satisfies Record<PlanState, string>,
  change: { create: 'New', change: 'Changed', remove: 'Removed' },
  apply: (people: number) => (people === 0 ? 'Apply plan' : `Apply to ${plural(people, 'person', 'people')}`),
  ask: 'Request approval',
  revert: 'Revert this plan',
  applyTitle: (people: number) =>
    people === 0 ? 'Apply this plan?' : `Apply this plan to ${plural(people, 'person', 'people')}?`,
  askTitle: 'Request approval of this plan?',
  applyText: (gains: number, losses: number) =>
    `${plural(gains, 'grant')} gained, ${plural(losses, 'grant')} lost. Decisions change at once; the applications follow and are read back.`,
  askText: 'A second person sees the same numbers and decides. Nothing changes before that.',
  waitsFor: (maker: string) => `${maker} made this plan; another operator must apply it`,
  notYours: 'Another operator must apply it',
  waitsText: 'Nothing changes before that. Whoever applies it sees these numbers.',
  effect: 'What this plan does',
  steps: 'What changes',
  applications: 'In the applications',
  reverts: 'A plan that undoes this one was made. Apply it when you have seen what it does.',
  following: (n: number) => `${plural(n, 'identity', 'identities')} still to follow.`,
  noGains: 'Nobody gains anything.',
  noLosses: 'Nobody loses anything.',
}
