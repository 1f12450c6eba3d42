export const REFUSALS = {
  'assignment.not-found': { status: 404, title: 'There is no such assignment.' },
  'assignment.no-such-identity': { status: 404, title: 'There is no such identity.' },
  'assignment.no-such-access': { status: 404, title: 'There is no such role or entitlement.' },
  'assignment.empty-window': { status: 422, title: 'It would end before it begins.' },
  'assignment.already-ended': { status: 409, title: 'This assignment has ended already.' },
  'assignment.for-oneself': { status: 403, title: 'Nobody gives access to themselves.' },
  'exclusion.not-found': { status: 404, title: 'There is no such exclusion.' },
  'exclusion.for-oneself': { status: 403, title: 'Nobody ends what keeps access from themselves.' },
  'exclusion.already-ended': { status: 409, title: 'This exclusion has ended already.' },
} as const
export type Refused = keyof typeof REFUSALS
