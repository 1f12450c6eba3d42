import type { AccountId } from '@remit/kernel'
import type { ApplicationSpec } from './spec.ts'

export interface Candidate {
  readonly id: AccountId
  readonly receives: boolean
  readonly status: 'active' | 'disabled'
  readonly userName: string
}

/**
 * Which of somebody's accounts in one application is provisioned. Who receives already goes on: to move access from one
 * account to another because a second one appeared would be a surprise. Else the active ones come first, the oldest first.
 * @param called what the identity is called, in lower case: for the choice by user name.
 */
export function chooseReceiver(
  theirs: readonly Candidate[],
  by: ApplicationSpec['chooseBy'],
  called: readonly string[],
): AccountId {
  const standing = theirs.find((one) => one.receives)
  if (standing) return standing.id
  const [first] = [...theirs].sort((one, other) => preference(one) - preference(other) || (one.id < other.id ? -1 : 1))
  if (!first) throw new Error('nobody to choose from')
  return first.id

  function preference(one: Candidate): number {
    if (by === 'user-name' && called.includes(one.userName.toLowerCase())) return -1
    return by !== 'oldest' && one.status === 'disabled' ? 1 : 0
  }
}
