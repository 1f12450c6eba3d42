export const REFUSALS = {
  'plan.not-found': { status: 404, title: 'There is no such plan.' },
  'plan.has-errors': { status: 422, title: 'The plan has errors and cannot be applied.' },
  'plan.is-empty': { status: 409, title: 'There is nothing to apply: what is wanted is in force.' },
  'plan.is-stale': { status: 409, title: 'Something changed since this plan was made. Plan again.' },
  'plan.wrong-hash': { status: 409, title: 'This is not the plan you saw.' },
  'plan.needs-second-person': { status: 403, title: 'Somebody else must apply this plan.' },
  'plan.already-applied': { status: 409, title: 'This plan was applied before.' },
  'plan.not-applied': { status: 409, title: 'Only an applied plan can be reverted.' },
  'plan.still-needed': { status: 409, title: 'Something else still needs what would be removed.' },
} as const
export type Refused = keyof typeof REFUSALS
