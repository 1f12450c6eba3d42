import type { EntitlementId, RoleId } from '@remit/kernel'
import type { Entitlement } from '../facts.ts'
import { targets } from '../policy/graph.ts'
import type { PolicySet } from '../policy/index.ts'

/** Two sets of policies number their entitlements each in its own way; here they share one numbering. */
export interface CommonGround {
  readonly entitlements: readonly Entitlement[]
  /** From ordinals of one side to common ones, sorted. */
  readonly before: (ordinals: Uint32Array) => Uint32Array
  readonly after: (ordinals: Uint32Array) => Uint32Array
}

export function commonGround(before: PolicySet, after: PolicySet): CommonGround {
  const entitlements = [...before.entitlements.all]
  const common = new Map<EntitlementId, number>(before.entitlements.ordinals)
  const translated = Uint32Array.from(after.entitlements.all, (entitlement) => {
    const known = common.get(entitlement.id)
    if (known !== undefined) return known
    common.set(entitlement.id, entitlements.length)
    return entitlements.push(entitlement) - 1
  })
  const alike = translated.every((ordinal, own) => ordinal === own)
  return {
    entitlements,
    before: (ordinals) => ordinals,
    after: alike ? (ordinals) => ordinals : (ordinals) => ordinals.map((own) => translated[own]!).sort(),
  }
}

/** Roles that were added, removed, or have come to name, contain or bring by nesting something else. */
export function changedRoles(before: PolicySet, after: PolicySet, ground: CommonGround): Set<RoleId> {
  const changed = new Set<RoleId>()
  for (const { id } of before.roles.all) if (!after.roles.ordinals.has(id)) changed.add(id)
  for (const [ordinal, { id }] of after.roles.all.entries()) {
    const old = before.roles.ordinals.get(id)
    if (old === undefined || !alike(old, ordinal, before, after, ground)) changed.add(id)
  }
  return changed
}

/** By what the role itself says, and by what it comes to: either alone may differ where something is excluded. */
function alike(old: number, now: number, before: PolicySet, after: PolicySet, ground: CommonGround): boolean {
  const named = (side: PolicySet, role: number) => targets(side.entitlementsOfRole, role).slice().sort()
  const inner = (side: PolicySet, role: number) =>
    [...targets(side.rolesInRole, role)].map((r) => side.roles.all[r]!.id).sort()
  return (
    equal(ground.before(before.givenByRole[old]!), ground.after(after.givenByRole[now]!)) &&
    equal(ground.before(named(before, old)), ground.after(named(after, now))) &&
    inner(before, old).join() === inner(after, now).join()
  )
}

export function equal(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** What is in `a` and not in `b`; both sorted. */
export function without(a: Uint32Array, b: Uint32Array): Uint32Array {
  let other = 0
  return a.filter((ordinal) => {
    while (other < b.length && b[other]! < ordinal) other++
    return b[other] !== ordinal
  })
}
