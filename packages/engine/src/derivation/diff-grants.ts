import type { EntitlementId } from '@remit/kernel'
import type { Grant, Reason } from './grant.ts'

/** What happened to one grant. Where state and reasons changed at once, the change of state is the one that is told. */
export type GrantChange =
  | { readonly change: 'opened'; readonly grant: Grant }
  | { readonly change: 'closed'; readonly grant: Grant }
  | { readonly change: 'suspended' | 'resumed' | 'reasons-changed'; readonly before: Grant; readonly grant: Grant }

/** What must happen so that `before` becomes `after`: first what is closed, then the rest in the order of `after`. */
export function diffGrants(before: readonly Grant[], after: readonly Grant[]): GrantChange[] {
  const old = new Map<EntitlementId, Grant>(before.map((grant) => [grant.entitlement, grant]))
  const kept = new Set<EntitlementId>(after.map((grant) => grant.entitlement))
  const closed = before.filter((grant) => !kept.has(grant.entitlement))
  return [
    ...closed.map((grant): GrantChange => ({ change: 'closed', grant })),
    ...after.flatMap((grant) => changeOf(old.get(grant.entitlement), grant)),
  ]
}

function changeOf(before: Grant | undefined, grant: Grant): GrantChange[] {
  if (!before) return [{ change: 'opened', grant }]
  if (before.state !== grant.state)
    return [{ change: grant.state === 'suspended' ? 'suspended' : 'resumed', before, grant }]
  return sameReasons(before.reasons, grant.reasons) ? [] : [{ change: 'reasons-changed', before, grant }]
}

/** The grants after the changes, in no particular order. */
export function applyChanges(before: readonly Grant[], changes: readonly GrantChange[]): Grant[] {
  const grants = new Map<EntitlementId, Grant>(before.map((grant) => [grant.entitlement, grant]))
  for (const { change, grant } of changes) {
    if (change === 'closed') grants.delete(grant.entitlement)
    else grants.set(grant.entitlement, grant)
  }
  return [...grants.values()]
}

/** Reasons are a set: their order says nothing. */
function sameReasons(a: readonly Reason[], b: readonly Reason[]): boolean {
  if (a.length !== b.length) return false
  const known = new Set(a.map(keyOfReason))
  return b.every((reason) => known.has(keyOfReason(reason)))
}

/** The same for equal reasons and for no others. */
export function keyOfReason(reason: Reason): string {
  const origin = reason.via === 'rule' ? ['rule', reason.rule] : ['assignment', reason.assignment, reason.until]
  return JSON.stringify([...origin, reason.path, reason.nesting])
}
