import { createHash } from 'node:crypto'
import type { Impact, PolicySet } from '@remit/engine'
import type { EntitlementId, IdentityId } from '@remit/kernel'

export interface EffectLine {
  readonly direction: 'gain' | 'loss'
  readonly identity: IdentityId
  readonly entitlement: EntitlementId
  /** Its name: the key of an entitlement that the plan itself makes is another one when the plan is applied. */
  readonly name: string
  readonly why: string
}

const listed = (kind: string, names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `${kind}${names.length === 1 ? '' : 's'} ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`

/** Every gain and loss as a line, with the rules and roles that brought it about. */
export function* effectLines(
  impact: Impact,
  before: PolicySet,
  after: PolicySet,
  identityAt: (ordinal: number) => IdentityId,
): Generator<EffectLine> {
  const nameOf = (kind: 'rules' | 'roles', id: string): string => {
    const set = (after[kind].ordinals as ReadonlyMap<string, number>).has(id) ? after : before
    const ordinal = (set[kind].ordinals as ReadonlyMap<string, number>).get(id)
    if (ordinal === undefined) return id
    return kind === 'rules' ? set.rules.all[ordinal]!.rule.name : set.roles.all[ordinal]!.name
  }
  const entitlement = (id: EntitlementId): string => {
    const set = after.entitlements.ordinals.has(id) ? after : before
    return set.entitlements.all[set.entitlements.ordinals.get(id)!]!.name
  }
  for (const change of impact.changes) {
    const why = [
      listed(
        'rule',
        change.rules.map((id) => nameOf('rules', id)),
      ),
      listed(
        'role',
        change.roles.map((id) => nameOf('roles', id)),
      ),
    ]
      .filter(Boolean)
      .join('; ')
    for (const ordinal of change.identities) {
      const identity = identityAt(ordinal)
      for (const gained of change.gained)
        yield { direction: 'gain', identity, entitlement: gained, name: entitlement(gained), why }
      for (const lost of change.lost)
        yield { direction: 'loss', identity, entitlement: lost, name: entitlement(lost), why }
    }
  }
}

/** One hash for the effects of a change, in whatever order they were found: the ledger keeps it instead of the list. */
export function digestOf(lines: Iterable<EffectLine>): string {
  const hash = createHash('sha256')
  for (const line of [...lines].map(({ direction, identity, name }) => `${direction} ${identity} ${name}\n`).sort())
    hash.update(line)
  return hash.digest('hex')
}
