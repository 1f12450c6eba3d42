import {
  deriveGrants,
  deriveHeld,
  type Explanation,
  explain,
  type Grant,
  type PolicySet,
  type Reason,
  uses,
} from '@remit/engine'
import type { EntitlementId, IdentityId, Instant } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { policiesAt, policiesInForce } from '../policies/index.ts'
import { obstacleInWords } from './domain/obstacle-in-words.ts'
import { factsOf, type NamedFacts } from './facts.ts'
import {
  type AccountAccess,
  type AssignmentInWords,
  allIdentityIds,
  assignmentsInWords,
  findAccess,
  grantEntries,
} from './reading-store.ts'

/** What these identities hold now, with every reason. */
export async function grantsOf(
  tx: Tx,
  ids: readonly IdentityId[],
  now: Instant,
): Promise<ReadonlyMap<IdentityId, readonly Grant[]>> {
  const policies = await policiesInForce(tx)
  const facts = await factsOf(tx, ids, now)
  return new Map([...facts].map(([id, one]) => [id, deriveGrants(one, policies, now)]))
}

const CHUNK = 2_000

/** Everybody who held an entitlement at a past moment, with every reason: derived anew from history, by the same engine. */
export async function holdersAt(
  tx: Tx,
  entitlement: EntitlementId,
  at: Date,
): Promise<readonly { readonly facts: NamedFacts; readonly grant: Grant }[]> {
  const policies = await policiesAt(tx, at)
  const ordinal = policies.entitlements.ordinals.get(entitlement)
  if (ordinal === undefined) return []
  const moment = at.getTime() as Instant
  const ids = await allIdentityIds(tx)
  const holders: { facts: NamedFacts; grant: Grant }[] = []
  for (let from = 0; from < ids.length; from += CHUNK)
    for (const facts of (await factsOf(tx, ids.slice(from, from + CHUNK), moment, at)).values()) {
      if (!deriveHeld(facts, policies, moment).includes(ordinal)) continue
      const grant = deriveGrants(facts, policies, moment).find((one) => one.entitlement === entitlement)
      if (grant) holders.push({ facts, grant })
    }
  return holders
}

/** A reason in one line, for lists. */
export function reasonInBrief(
  reason: Reason,
  policies: PolicySet,
): { readonly kind: Reason['via']; readonly label: string } {
  if (reason.via === 'assignment')
    return {
      kind: 'assignment',
      label:
        reason.until === null ? 'assignment' : `assignment until ${new Date(reason.until).toISOString().slice(0, 10)}`,
    }
  return { kind: 'rule', label: policies.rules.all[policies.rules.ordinals.get(reason.rule)!]!.rule.name }
}

export interface Step {
  readonly kind: 'attribute' | 'rule' | 'assignment' | 'role' | 'entitlement' | 'account'
  readonly id: string
  readonly label: string
  readonly detail: string
}

export interface ReasonInWords {
  readonly kind: Reason['via']
  readonly id: string
  readonly label: string
  readonly until: string | null
  readonly origin: string
  /** What we know → why it applies → role → entitlement → account. */
  readonly path: readonly Step[]
}

export interface GrantInWords {
  readonly entitlement: {
    readonly id: EntitlementId
    readonly name: string
    readonly title: string
    readonly application: string
    readonly privileged: boolean
    readonly risk: string
  }
  readonly state: Grant['state']
  readonly until: string | null
  readonly reasons: readonly ReasonInWords[]
  readonly holding: 'confirmed' | 'pending' | 'missing' | 'not-provisioned'
  readonly confirmedAt: string | null
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

interface Telling {
  readonly facts: NamedFacts
  readonly policies: PolicySet
  readonly assignments: ReadonlyMap<string, AssignmentInWords>
  readonly access: ReadonlyMap<EntitlementId, AccountAccess>
}

/** @param at a past moment, told from history: facts, standing decisions and policies as they were recorded then. */
async function tell(tx: Tx, id: IdentityId, now: Instant, at: Date | null): Promise<Telling | null> {
  const moment = at === null ? now : (at.getTime() as Instant)
  const policies = at === null ? await policiesInForce(tx) : await policiesAt(tx, at)
  const facts = (await factsOf(tx, [id], moment, at)).get(id)
  if (!facts) return null
  return {
    facts,
    policies,
    assignments: await assignmentsInWords(tx, id),
    access: await findAccess(tx, id, at !== null),
  }
}

function stepsOf(
  reason: Reason,
  entitlement: EntitlementId,
  { facts, policies, assignments, access }: Telling,
): Step[] {
  const steps: Step[] = []
  if (reason.via === 'rule') {
    const { rule, program } = policies.rules.all[policies.rules.ordinals.get(reason.rule)!]!
    const used = uses(program.checked)
    for (const name of used.attributes) {
      const value = facts.attributes[name] ?? (facts as unknown as Record<string, unknown>)[name]
      steps.push({
        kind: 'attribute',
        id: name,
        label: name,
        detail: value === undefined || value === null ? 'unknown' : String(value),
      })
    }
    if (used.devices)
      steps.push({ kind: 'attribute', id: 'devices', label: 'devices', detail: `${facts.devices.length} known` })
    steps.push({ kind: 'rule', id: rule.name, label: rule.name, detail: rule.when })
  } else {
    const said = assignments.get(reason.assignment)
    steps.push({
      kind: 'assignment',
      id: reason.assignment,
      label: said?.by ?? 'assignment',
      detail: [said?.justification, said?.origin].filter(Boolean).join(' · '),
    })
  }
  for (const role of reason.path) {
    const { name } = policies.roles.all[policies.roles.ordinals.get(role)!]!
    steps.push({ kind: 'role', id: name, label: name, detail: '' })
  }
  for (const id of [...reason.nesting, entitlement]) {
    const { name } = policies.entitlements.all[policies.entitlements.ordinals.get(id)!]!
    steps.push({ kind: 'entitlement', id: name, label: name, detail: '' })
  }
  const account = access.get(entitlement)
  if (account?.account)
    steps.push({
      kind: 'account',
      id: account.account.id,
      label: account.account.name,
      detail: account.observedAt ? `read ${account.observedAt}` : 'not read back yet',
    })
  return steps
}

function inWords(reason: Reason, entitlement: EntitlementId, telling: Telling): ReasonInWords {
  const path = stepsOf(reason, entitlement, telling)
  if (reason.via === 'rule') {
    const { rule } = telling.policies.rules.all[telling.policies.rules.ordinals.get(reason.rule)!]!
    return { kind: 'rule', id: rule.name, label: `Rule ${rule.name} matches`, until: null, origin: 'rule', path }
  }
  const said = telling.assignments.get(reason.assignment)
  return {
    kind: 'assignment',
    id: reason.assignment,
    label: said ? `${said.by} decided it on ${said.at.slice(0, 10)}` : 'Somebody decided it',
    until: iso(reason.until),
    origin: said?.origin ?? '',
    path,
  }
}

export async function grantsInWords(
  tx: Tx,
  id: IdentityId,
  now: Instant,
  at: Date | null,
): Promise<readonly GrantInWords[] | null> {
  const telling = await tell(tx, id, now, at)
  if (!telling) return null
  const { facts, policies, access } = telling
  return deriveGrants(facts, policies, at === null ? now : (at.getTime() as Instant)).map((grant) => {
    const { name } = policies.entitlements.all[policies.entitlements.ordinals.get(grant.entitlement)!]!
    const reached = access.get(grant.entitlement)
    const ends = grant.reasons.map((reason) => (reason.via === 'rule' ? null : reason.until))
    return {
      entitlement: {
        id: grant.entitlement,
        name,
        title: reached?.title ?? name,
        application: name.slice(0, name.indexOf('/')),
        privileged: reached?.privileged ?? false,
        risk: reached?.risk ?? 'low',
      },
      state: grant.state,
      // It ends with its last reason: one without an end keeps it open.
      until: ends.includes(null) ? null : iso(Math.max(...(ends as number[])) as Instant),
      reasons: grant.reasons.map((reason) => inWords(reason, grant.entitlement, telling)),
      holding: reached?.holding ?? 'not-provisioned',
      confirmedAt: reached?.observedAt ?? null,
    }
  })
}

export interface ExplanationInWords {
  readonly answer: string
  readonly held: boolean
  readonly paths: readonly ReasonInWords[]
  readonly misses: readonly { readonly label: string; readonly firstFailing: string; readonly path: readonly Step[] }[]
  readonly counterfactuals: readonly {
    readonly if: string
    readonly then: string
    readonly result: 'keeps' | 'removed'
  }[]
  readonly asOf: string
}

/** Why somebody has it or has it not, and what would change that: one question, one answer, at one moment. */
export async function explainAccess(
  tx: Tx,
  id: IdentityId,
  entitlement: string,
  now: Instant,
  at: Date | null,
): Promise<ExplanationInWords | 'no-such-identity' | 'no-such-entitlement'> {
  const telling = await tell(tx, id, now, at)
  if (!telling) return 'no-such-identity'
  const { facts, policies } = telling
  const ordinal =
    policies.entitlements.ordinals.get(entitlement as EntitlementId) ??
    policies.entitlements.ordinalsByName.get(entitlement)
  if (ordinal === undefined) return 'no-such-entitlement'
  const { id: wanted, name } = policies.entitlements.all[ordinal]!
  const explained = explain(facts, wanted, policies, at === null ? now : (at.getTime() as Instant))
  const asOf = new Date(at ?? now).toISOString()
  const did = at === null ? { has: 'has', not: 'does not have' } : { has: 'had', not: 'did not have' }
  if (explained.is === 'not-held')
    return {
      answer: `${facts.displayName} ${did.not} ${name}.${explained.nearMisses.length === 0 ? ' Nothing leads there.' : ''}`,
      held: false,
      paths: [],
      misses: explained.nearMisses.slice(0, 20).map(({ reason, obstacles }) => ({
        label:
          reason.via === 'rule'
            ? `Rule ${inWords(reason, wanted, telling).id}`
            : inWords(reason, wanted, telling).label,
        firstFailing: obstacleInWords(obstacles[0]),
        path: stepsOf(reason, wanted, telling),
      })),
      counterfactuals: [],
      asOf,
    }
  const { reasons } = explained.grant
  const ways = reasons.length === 1 ? 'in one way' : `in ${reasons.length} independent ways`
  return {
    answer: `${facts.displayName} ${did.has} ${name} ${ways}.`,
    held: true,
    paths: reasons.map((reason) => inWords(reason, wanted, telling)),
    misses: [],
    counterfactuals: counterfactuals(explained, wanted, name, telling),
    asOf,
  }
}

const outcome = (when: string, then: string, result: 'keeps' | 'removed') => ({ if: when, then, result })

/** Each reason ended alone, then what is enough: also the changes that would not remove it are told. */
function counterfactuals(
  explained: Extract<Explanation, { is: 'held' }>,
  wanted: EntitlementId,
  name: string,
  telling: Telling,
) {
  const { facts, policies } = telling
  const labelOf = (reason: Reason): string =>
    reason.via === 'rule'
      ? `Rule ${policies.rules.all[policies.rules.ordinals.get(reason.rule)!]!.rule.name} stops matching`
      : `The assignment ${telling.assignments.get(reason.assignment)?.origin ?? ''} ends`.trimEnd()
  const { reasons } = explained.grant
  const causes = new Map(reasons.map((reason) => [labelOf(reason), reason]))
  const each = [...causes.keys()].map((label) =>
    causes.size === 1
      ? outcome(label, 'No other reason is left.', 'removed')
      : outcome(label, `${causes.size - 1} other ${causes.size === 2 ? 'reason' : 'reasons'} still applies.`, 'keeps'),
  )
  const all = causes.size > 1 ? [outcome('All of these end', 'No reason is left.', 'removed')] : []
  const excluded = explained.removals.flatMap((removal) => {
    if (!('exclude' in removal)) return []
    const what =
      'entitlement' in removal.exclude
        ? removal.exclude.entitlement === wanted
          ? name
          : policies.entitlements.all[policies.entitlements.ordinals.get(removal.exclude.entitlement)!]!.name
        : `role ${policies.roles.all[policies.roles.ordinals.get(removal.exclude.role)!]!.name}`
    return [outcome(`${facts.displayName} is excluded from ${what}`, 'Whatever the rules say.', 'removed')]
  })
  return [...each, ...all, ...excluded]
}

export async function timelineOf(tx: Tx, id: IdentityId) {
  const entries = await grantEntries(tx, id)
  const points: { at: string; grants: number }[] = []
  for (const entry of entries) {
    const grants = (entry.detail as { grants?: number }).grants
    if (entry.action === 'identity.grants-changed' && grants !== undefined) points.push({ at: entry.at, grants })
  }
  return { points, events: entries }
}
