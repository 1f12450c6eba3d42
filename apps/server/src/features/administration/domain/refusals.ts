export const REFUSALS = {
  'session.wrong': { status: 403, title: 'Name or password is wrong.' },
  'setup.link-used': {
    status: 403,
    title:
      'This set-up link was used or has ended. While there is no administrator, every start of Remit prints a new one.',
  },
  'operator.name-taken': { status: 409, title: 'There is an operator of this name.' },
  'operator.weak-password': { status: 422, title: 'The password needs at least 12 characters.' },
  'operator.no-such-identity': { status: 422, title: 'There is no such identity.' },
  'operator.not-found': { status: 404, title: 'There is no such operator.' },
  'operator.last-administrator': { status: 409, title: 'The last administrator cannot be disabled.' },
  'token.too-long': { status: 422, title: 'A token lives 90 days at most.' },
} as const
export type Refused = keyof typeof REFUSALS
