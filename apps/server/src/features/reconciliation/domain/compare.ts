import type { AccountId, EntitlementId, IdentityId } from '@remit/kernel'

export type FindingKind =
  | 'unjustified-holding'
  | 'missing-holding'
  | 'orphan-account'
  | 'attribute-differs'
  | 'account-missing'
  | 'account-of-leaver'
  /** Taken away here, and still had in the target through something else that is held. */
  | 'access-by-nesting'
export type Classification = 'initial' | 'added-outside' | 'removed-outside' | 'not-yet-provisioned' | 'unowned'

/** Drift: something that is not as it should be. */
export interface Difference {
  readonly kind: FindingKind
  readonly account: AccountId | null
  readonly identity: IdentityId | null
  readonly entitlement: EntitlementId | null
  readonly classification: Classification
  readonly detail: Readonly<Record<string, unknown>>
}

/** One identity in one application: what should be, what is, and what is under way. */
export interface Compared {
  readonly identity: IdentityId
  readonly left: boolean
  /** Everything granted here, also by nesting alone. */
  readonly granted: ReadonlySet<EntitlementId>
  /** Granted for a reason of its own: what the target does not give by nesting. */
  readonly grantedItself: ReadonlySet<EntitlementId>
  readonly accounts: readonly {
    readonly id: AccountId
    readonly receives: boolean
    readonly active: boolean
    /** Mapped, and another in the target. */
    readonly differs: Readonly<Record<string, unknown>>
  }[]
  readonly holdings: readonly { readonly account: AccountId | null; readonly entitlement: EntitlementId }[]
  /** Removals under way: what they take is dealt with. */
  readonly removing: ReadonlySet<EntitlementId>
  readonly disabling: boolean
  readonly updating: boolean
  /** Found gone by this very import. */
  readonly lost: ReadonlySet<EntitlementId>
}

export interface Terms {
  readonly isManaged: (entitlement: EntitlementId) => boolean
  readonly leaversKeepAccounts: boolean
  /** What whoever holds this has besides in the target itself: groups within groups, not our derivation. */
  readonly givesBesides: (entitlement: EntitlementId) => Iterable<EntitlementId>
  /** The first import: what is there was there before us. */
  readonly first: boolean
}

/** What differs, of one identity. Outside of what is managed nothing differs: it is observed and left alone. */
export function differencesOf(
  one: Compared,
  { isManaged, leaversKeepAccounts, givesBesides, first }: Terms,
): readonly Difference[] {
  const found: Difference[] = []
  const added = first ? 'initial' : 'added-outside'
  const held = new Set(
    one.holdings
      .filter(({ account }) => account === null || one.accounts.some((other) => other.id === account && other.receives))
      .map(({ entitlement }) => entitlement),
  )
  for (const { account, entitlement } of one.holdings)
    if (isManaged(entitlement) && !one.granted.has(entitlement) && !one.removing.has(entitlement))
      found.push({
        kind: 'unjustified-holding',
        account,
        identity: one.identity,
        entitlement,
        classification: added,
        detail: {},
      })
  // Nothing can be removed that is not held itself: only whoever ends the way there, or accepts it, settles this.
  const told = new Set<string>()
  for (const { account, entitlement: through } of one.holdings)
    if (one.granted.has(through))
      for (const entitlement of givesBesides(through)) {
        const key = `${account} ${entitlement}`
        if (isManaged(entitlement) && !one.granted.has(entitlement) && !told.has(key)) {
          told.add(key)
          found.push({
            kind: 'access-by-nesting',
            account,
            identity: one.identity,
            entitlement,
            classification: added,
            detail: { through },
          })
        }
      }
  const receiver = one.accounts.find((other) => other.receives) ?? null
  for (const entitlement of one.grantedItself)
    if (isManaged(entitlement) && !held.has(entitlement))
      found.push({
        kind: 'missing-holding',
        account: receiver?.id ?? null,
        identity: one.identity,
        entitlement,
        classification: one.lost.has(entitlement) ? 'removed-outside' : 'not-yet-provisioned',
        detail: {},
      })
  for (const account of one.accounts) {
    if (one.left && account.active && !leaversKeepAccounts && !one.disabling)
      found.push({
        kind: 'account-of-leaver',
        account: account.id,
        identity: one.identity,
        entitlement: null,
        classification: added,
        detail: {},
      })
    if (!one.left && account.receives && Object.keys(account.differs).length > 0 && !one.updating)
      found.push({
        kind: 'attribute-differs',
        account: account.id,
        identity: one.identity,
        entitlement: null,
        classification: added,
        detail: { wanted: account.differs },
      })
  }
  return found
}
