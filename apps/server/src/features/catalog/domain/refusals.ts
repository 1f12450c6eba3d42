import type { RefusalTable } from '../../../platform/http/problem.ts'

export const REFUSALS = {
  'entitlement.not-found': { status: 404, title: 'There is no such entitlement.' },
  'entitlement.managed-by-files': { status: 409, title: 'Some of these are managed by files: change them there.' },
  'entitlement.of-another-owner': {
    status: 403,
    title: 'You may edit the entitlements of your own applications only.',
  },
  'role.not-found': { status: 404, title: 'There is no such role.' },
} as const satisfies RefusalTable
export type Refused = keyof typeof REFUSALS
