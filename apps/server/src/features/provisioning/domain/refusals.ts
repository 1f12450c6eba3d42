import type { RefusalTable } from '../../../platform/http/problem.ts'

export const REFUSALS = {
  'operation.not-found': { status: 404, title: 'There is no such operation.' },
  'operation.not-retryable': {
    status: 409,
    title: 'Only an operation that waits, was declined or is done by hand can be tried again.',
  },
  'operation.not-wanted': { status: 409, title: 'Nobody wants this operation any more: it would undo what holds now.' },
  'operation.not-manual': { status: 409, title: 'Only what a person does can be reported as done by a person.' },
  'operation.settled': { status: 409, title: 'This operation is settled.' },
  'operation.running': { status: 409, title: 'The target is being asked right now. Look again in a moment.' },
} as const satisfies RefusalTable
export type Refused = keyof typeof REFUSALS
