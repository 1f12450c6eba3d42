import type { RoleId, RuleId } from '@remit/kernel'
import type { IdentityFacts } from '../facts.ts'
import type { PolicySet } from '../policy/index.ts'
import type { Causes } from './tally.ts'

/** The difference between two sets of policies, as far as it can be seen without looking at anybody. */
export interface PolicyDifference {
  readonly before: PolicySet
  readonly after: PolicySet
  /** Rules on both sides that give other roles. Other conditions show in whom they match. */
  readonly rules: ReadonlySet<RuleId>
  readonly roles: ReadonlySet<RoleId>
  /** By ordinal of a rule before: its ordinal after, if it is still there and gives what it gave; else -1. */
  readonly untouched: Int32Array
  /** Whether anything differs that a rule need not lead to: roles, nesting, the catalogue. */
  readonly beyondRules: boolean
}

export function comparePolicies(before: PolicySet, after: PolicySet, roles: ReadonlySet<RoleId>): PolicyDifference {
  const rules = new Set<RuleId>()
  for (const { rule } of after.rules.all) {
    const old = before.rules.ordinals.get(rule.id)
    const gave = old === undefined ? rule.gives : before.rules.all[old]!.rule.gives
    if (!sameMembers(gave, rule.gives)) rules.add(rule.id)
  }
  const untouched = Int32Array.from(before.rules.all, ({ rule }) =>
    rules.has(rule.id) || rule.gives.some((role) => roles.has(role)) ? -1 : (after.rules.ordinals.get(rule.id) ?? -1),
  )
  const idsOf = (policies: PolicySet) => policies.facts.entitlements.map(({ id }) => id)
  const beyondRules =
    roles.size > 0 || !same(before.facts.nesting, after.facts.nesting) || !same(idsOf(before), idsOf(after))
  return { before, after, rules, roles, untouched, beyondRules }
}

/** Whether the rules matched before and after are the same and give the same: so it is with nearly everybody. May miss it where the order of rules changed. */
export function meanTheSame({ untouched }: PolicyDifference, from: Uint32Array, to: Uint32Array): boolean {
  if (from.length !== to.length) return false
  for (let at = 0; at < from.length; at++) if (untouched[from[at]!] !== to[at]) return false
  return true
}

/** Why people who match `from` before and `to` after may hold something else; `null` if by the rules they cannot. */
export function causesByRules(difference: PolicyDifference, from: Uint32Array, to: Uint32Array): Causes | null {
  const { before, after } = difference
  const matched = new Set(Array.from(from, (rule) => before.rules.all[rule]!.rule.id))
  const matching = new Set(Array.from(to, (rule) => after.rules.all[rule]!.rule.id))
  const rules = [...new Set([...matched, ...matching])].filter(
    (rule) => difference.rules.has(rule) || matched.has(rule) !== matching.has(rule),
  )
  const given = new Set([
    ...Array.from(from).flatMap((rule) => before.rules.all[rule]!.rule.gives),
    ...Array.from(to).flatMap((rule) => after.rules.all[rule]!.rule.gives),
  ])
  const roles = [...given].filter((role) => difference.roles.has(role))
  return rules.length === 0 && roles.length === 0 ? null : { rules, roles }
}

/** The same for somebody with assignments, whose roles may have changed under them. */
export function causesFor(identity: IdentityFacts, difference: PolicyDifference, byRules: Causes | null): Causes {
  const assigned = identity.assignments.flatMap(({ gives }) => ('role' in gives ? [gives.role] : []))
  const roles = new Set([...(byRules?.roles ?? []), ...assigned.filter((role) => difference.roles.has(role))])
  return { rules: byRules?.rules ?? [], roles: [...roles] }
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size)
