import type { EntitlementId, ExclusionId, Instant, Validity } from '@remit/kernel'
import { covers } from '@remit/kernel'
import { reasonsFrom } from '../derivation/derive-grants.ts'
import { deriveGrants, type Grant, type Reason, type Suspended, stateAt } from '../derivation/index.ts'
import { assignedTo, type Given } from '../derivation/standing.ts'
import type { Held, IdentityFacts, LifecycleState } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
import { type FailedCondition, firstFailed } from './failed-condition.ts'
import { type Removal, whatWouldRemove } from './what-would-remove.ts'

/** What keeps one reason from holding. */
export type Obstacle =
  | { readonly is: 'lifecycle'; readonly state: LifecycleState }
  | ({ readonly is: 'condition' } & FailedCondition)
  | { readonly is: 'not-yet'; readonly from: Instant }
  | { readonly is: 'over'; readonly until: Instant }
  | { readonly is: 'exclusion'; readonly exclusion: ExclusionId; readonly denies: Held; readonly until: Instant | null }

/** A reason that would hold if nothing stood in its way, and all that does. */
export interface NearMiss {
  readonly reason: Reason
  readonly obstacles: readonly [Obstacle, ...Obstacle[]]
}

export type Explanation =
  | { readonly is: 'held'; readonly grant: Grant; readonly removals: readonly Removal[] }
  /** Nearest first: fewest obstacles, then in the order of rules and assignments. Empty if nothing leads there at all. */
  | { readonly is: 'not-held'; readonly nearMisses: readonly NearMiss[] }

/** Why somebody holds an entitlement and what would end it, or why not and what is in the way. */
export function explain(
  identity: IdentityFacts,
  entitlement: EntitlementId,
  policies: PolicySet,
  now: Instant,
  suspended?: Suspended,
): Explanation {
  const grant = deriveGrants(identity, policies, now, suspended).find((held) => held.entitlement === entitlement)
  if (grant) return { is: 'held', grant, removals: whatWouldRemove(identity, grant, policies, now) }

  const nearMisses = waysTo(entitlement, identity, policies).flatMap((reason): NearMiss[] => {
    const [first, ...more] = obstaclesTo(reason, entitlement, identity, policies, now)
    return first ? [{ reason, obstacles: [first, ...more] }] : []
  })
  return { is: 'not-held', nearMisses: nearMisses.sort((a, b) => a.obstacles.length - b.obstacles.length) }
}

const NOTHING_EXCLUDED = { roles: new Set<number>(), entitlements: new Set<number>() }

/** Every reason there could be: as if all rules matched, all windows were open, and nothing were excluded. */
function waysTo(entitlement: EntitlementId, identity: IdentityFacts, policies: PolicySet): readonly Reason[] {
  const ordinal = policies.entitlements.ordinals.get(entitlement)
  if (ordinal === undefined) return []
  const byRule = policies.rules.all.flatMap(({ rule, gives }) =>
    gives.map((role) => ({ role, origin: { via: 'rule', rule: rule.id } as const })),
  )
  const assigned = assignedTo(identity, policies, () => true)
  const given: Given = {
    roles: [...byRule, ...assigned.roles].filter(({ role }) => policies.givenByRole[role]!.includes(ordinal)),
    entitlements: assigned.entitlements,
  }
  return reasonsFrom(given, NOTHING_EXCLUDED, policies).get(ordinal) ?? []
}

function obstaclesTo(
  reason: Reason,
  entitlement: EntitlementId,
  identity: IdentityFacts,
  policies: PolicySet,
  now: Instant,
): Obstacle[] {
  const obstacles: Obstacle[] = []
  const state = stateAt(identity, now)
  if (state === 'left' || state === 'pre-hire' || (state === 'on-leave' && reason.via === 'rule'))
    obstacles.push({ is: 'lifecycle', state })

  if (reason.via === 'rule') {
    const { program } = policies.rules.all[policies.rules.ordinals.get(reason.rule)!]!
    const failed = firstFailed(program, identity, now)
    if (failed) obstacles.push({ is: 'condition', ...failed })
  } else {
    const { validity } = identity.assignments.find(({ id }) => id === reason.assignment)!
    obstacles.push(...outside(validity, now))
  }

  const passed = new Set<string>([...reason.path, ...reason.nesting, entitlement])
  for (const { id, denies, validity } of identity.exclusions)
    if (covers(validity, now) && passed.has('role' in denies ? denies.role : denies.entitlement))
      obstacles.push({ is: 'exclusion', exclusion: id, denies, until: validity.until })
  return obstacles
}

function outside({ from, until }: Validity, now: Instant): Obstacle[] {
  if (until !== null && until <= now) return [{ is: 'over', until }]
  return from !== null && now < from ? [{ is: 'not-yet', from }] : []
}
