import type { RefusalTable } from '../../../platform/http/problem.ts'

export const REFUSALS = {
  'application.not-found': { status: 404, title: 'There is no such application.' },
  'application.no-such-secret': { status: 404, title: 'The connector of this application has no such secret setting.' },
  'application.connector-unknown': { status: 409, title: 'No connector of this name is installed.' },
  'application.secret-missing': { status: 409, title: 'A secret of this application is not set.' },
  'application.secret-unreadable': {
    status: 409,
    title: 'A secret of this application cannot be opened with the key in force.',
  },
  'application.managed-by-files': { status: 409, title: 'This application takes the secret from where its file says.' },
  'account.not-found': { status: 404, title: 'There is no such account.' },
  'account.nobody': { status: 409, title: 'The account belongs to no identity: say first whose it is.' },
  'identity.not-found': { status: 404, title: 'There is no such identity.' },
} as const satisfies RefusalTable
export type Refused = keyof typeof REFUSALS
