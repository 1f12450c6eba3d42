import type { Refusal } from '@remit/kernel'
import { refuse } from '@remit/kernel'
import { ruleEnvironment } from '../expression/index.ts'
import type { PolicyFacts } from '../facts.ts'
import { matcherOfOne, type OneMatcher } from '../population/index.ts'
import { checkCircles, checkEmptiness, checkNamesAndIds, checkReferences } from './checks.ts'
import type { Finding } from './finding.ts'
import { type Graph, packGraph, Reach, targets } from './graph.ts'
import type { Catalogue, PolicySet, RuleInForce } from './policy-set.ts'
import { type CompiledRule, compileRule, type RuleProgram } from './rule-program.ts'

/** Policies whose meaning cannot be said, with every error and every warning. */
export interface Unsound extends Refusal<'policies.unsound'> {
  readonly findings: readonly Finding[]
}

/**
 * Brings what people wrote into the form that is asked. Refused as a whole when a check
 * finds an error: half a set of policies would give, or take, what nobody decided. A `previous` set
 * lends the rules that it has compiled already, which makes a preview of one change quick.
 */
export function compilePolicies(
  facts: PolicyFacts,
  previous?: PolicySet,
): { readonly ok: true; readonly value: PolicySet } | Unsound {
  const rules = compileRules(facts, previous)
  const findings = [...checkNamesAndIds(facts), ...checkReferences(facts), ...rules.findings]
  if (findings.some((finding) => finding.severity === 'error')) return unsound(findings)

  const entitlements = catalogue(facts.entitlements, (entitlement) => entitlement)
  const roles = catalogue(facts.roles, (role) => role)
  const rolesInRole = packGraph(facts.roles.length, (role) =>
    facts.roles[role]!.roles.map((id) => roles.ordinals.get(id)!),
  )
  const entitlementsOfRole = packGraph(facts.roles.length, (role) =>
    facts.roles[role]!.entitlements.map((id) => entitlements.ordinals.get(id)!),
  )
  const nesting = packNesting(facts, entitlements.ordinals)
  const givenByRole = flattenRoles(rolesInRole, entitlementsOfRole, nesting)

  const inForce = facts.rules.map(
    (rule, ordinal): RuleInForce => ({
      rule,
      program: rules.programs[ordinal]!,
      gives: [...new Set(rule.gives)].map((id) => roles.ordinals.get(id)!),
    }),
  )
  const policies: PolicySet = {
    epoch: facts.epoch,
    facts,
    entitlements,
    roles,
    rules: catalogue(inForce, ({ rule }) => rule),
    matchOne: onceAsked(() =>
      matcherOfOne(inForce.map(({ program }, ordinal) => ({ ordinal, checked: program.checked }))),
    ),
    rolesInRole,
    entitlementsOfRole,
    nesting,
    givenByRole,
    rulesThatReadTheClock: inForce.filter(({ program }) => program.readsTheClock),
    warnings: [...findings, ...checkCircles(facts, rolesInRole), ...checkEmptiness(facts, givenByRole)],
  }
  return { ok: true, value: policies }
}

/** Filed when first asked for: policies that are only previewed never are. */
function onceAsked(file: () => OneMatcher): OneMatcher {
  let matcher: OneMatcher | null = null
  return (facts, now) => {
    matcher ??= file()
    return matcher(facts, now)
  }
}

function unsound(findings: readonly Finding[]): Unsound {
  const errors = findings.filter((finding) => finding.severity === 'error')
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`
  const [first] = errors
  return {
    ...refuse('policies.unsound', `${first!.about.kind} "${first!.about.name}": ${first!.message}${more}`),
    findings,
  }
}

function compileRules(facts: PolicyFacts, previous?: PolicySet) {
  const environment = ruleEnvironment(facts.attributes)
  const lent = new Map<string, RuleProgram>()
  // A rule means what it meant only while the attributes are the ones it was checked against.
  if (previous && JSON.stringify(previous.facts.attributes) === JSON.stringify(facts.attributes))
    for (const { rule, program } of previous.rules.all) lent.set(rule.when, program)
  const findings: Finding[] = []
  const programs = facts.rules.map(({ name, when }) => {
    const known = lent.get(when)
    const compiled: CompiledRule = known ? { ok: true, program: known } : compileRule(when, environment)
    const said = compiled.ok ? compiled.program.checked.warnings : compiled.problems
    for (const { at, detail } of said)
      findings.push({
        check: 'rule-is-sound',
        severity: compiled.ok ? 'warning' : 'error',
        about: { kind: 'rule', name },
        message: detail,
        at,
      })
    return compiled.ok ? compiled.program : undefined
  })
  return { programs, findings }
}

function catalogue<Id extends string, Thing>(
  all: readonly Thing[],
  named: (thing: Thing) => { readonly id: Id; readonly name: string },
): Catalogue<Id, Thing> {
  return {
    all,
    ordinals: new Map(all.map((thing, ordinal) => [named(thing).id, ordinal])),
    ordinalsByName: new Map(all.map((thing, ordinal) => [named(thing).name, ordinal])),
  }
}

function packNesting(facts: PolicyFacts, ordinals: ReadonlyMap<string, number>): Graph {
  const held = new Map<number, number[]>()
  for (const nesting of facts.nesting) {
    const holder = ordinals.get(nesting.holder)!
    const known = held.get(holder)
    if (known) known.push(ordinals.get(nesting.held)!)
    else held.set(holder, [ordinals.get(nesting.held)!])
  }
  return packGraph(facts.entitlements.length, (holder) => held.get(holder) ?? [])
}

function flattenRoles(rolesInRole: Graph, entitlementsOfRole: Graph, nesting: Graph): Uint32Array[] {
  const throughRoles = new Reach(rolesInRole)
  const throughNesting = new Reach(nesting)
  return Array.from({ length: rolesInRole.size }, (_, role) => {
    const named: number[] = []
    for (const inner of throughRoles.from([role]))
      for (const entitlement of targets(entitlementsOfRole, inner)) named.push(entitlement)
    return throughNesting.from(named)
  })
}
