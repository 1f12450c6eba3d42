import type { RefusalTable } from '../../../platform/http/problem.ts'

export const REFUSALS = {
  'import.no-such-application': { status: 404, title: 'There is no such application.' },
  'import.already-running': { status: 409, title: 'An import of this application is under way.' },
  'import.not-found': { status: 404, title: 'There is no such import.' },
  'import.not-paused': { status: 409, title: 'This import does not wait for anybody.' },
  'import.list-changed': { status: 409, title: 'What would be taken away is not what was shown. Look again.' },
  'difference.list-changed': { status: 409, title: 'The differences are not those that were shown. Look again.' },
  'difference.nothing': { status: 409, title: 'None of these differences can be dealt with this way.' },
  'difference.brake-holds': { status: 423, title: 'A brake holds this: it takes away more than it allows at once.' },
  'difference.not-yours': { status: 403, title: 'You may deal with differences of your own applications only.' },
} as const satisfies RefusalTable
export type Refused = keyof typeof REFUSALS
