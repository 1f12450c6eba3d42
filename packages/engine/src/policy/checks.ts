import type { PolicyFacts } from '../facts.ts'
import type { Finding } from './finding.ts'
import { circles, type Graph } from './graph.ts'

/** Each check looks at what people wrote and says what it found, in the order of what was written. */

export function checkNamesAndIds(facts: PolicyFacts): Finding[] {
  return [
    ...duplicates('entitlement', facts.entitlements),
    ...duplicates('role', facts.roles),
    ...duplicates('rule', facts.rules),
  ]
}

function duplicates(
  kind: 'entitlement' | 'role' | 'rule',
  things: readonly { readonly id: string; readonly name: string }[],
): Finding[] {
  const ids = new Set<string>()
  const names = new Set<string>()
  const findings: Finding[] = []
  for (const { id, name } of things) {
    const about = { kind, name }
    if (ids.has(id))
      findings.push({
        check: 'id-is-unique',
        severity: 'error',
        about,
        message: `two of kind ${kind} have the id ${id}`,
      })
    if (names.has(name))
      findings.push({
        check: 'name-is-unique',
        severity: 'error',
        about,
        message: `two of kind ${kind} are named "${name}"`,
      })
    ids.add(id)
    names.add(name)
  }
  return findings
}

export function checkReferences(facts: PolicyFacts): Finding[] {
  const roles = new Set<string>(facts.roles.map((role) => role.id))
  const entitlements = new Set<string>(facts.entitlements.map((entitlement) => entitlement.id))
  const unknownRole = (about: Finding['about'], id: string): Finding[] =>
    roles.has(id) ? [] : [{ check: 'no-unknown-role', severity: 'error', about, message: `no role "${id}"` }]
  const unknownEntitlement = (about: Finding['about'], id: string): Finding[] =>
    entitlements.has(id)
      ? []
      : [
          {
            check: 'no-unknown-entitlement',
            severity: 'error',
            about,
            message: `no entitlement "${id}"`,
          },
        ]

  return [
    ...facts.roles.flatMap(({ name, roles: inner, entitlements: named }) => [
      ...inner.flatMap((id) => unknownRole({ kind: 'role', name }, id)),
      ...named.flatMap((id) => unknownEntitlement({ kind: 'role', name }, id)),
    ]),
    ...facts.rules.flatMap(({ name, gives }) => gives.flatMap((id) => unknownRole({ kind: 'rule', name }, id))),
    ...facts.nesting.flatMap(({ holder, held }) => {
      const about = { kind: 'nesting', name: `${holder} → ${held}` } as const
      return [...unknownEntitlement(about, holder), ...unknownEntitlement(about, held)]
    }),
  ]
}

/** A circle of roles has a meaning (all of them give the same), but nobody draws one on purpose. Nesting may go in circles. */
export function checkCircles(facts: PolicyFacts, rolesInRole: Graph): Finding[] {
  return circles(rolesInRole).map((circle) => {
    const names = circle.map((ordinal) => facts.roles[ordinal]!.name)
    const message =
      names.length === 1
        ? `the role "${names[0]}" contains itself`
        : `the roles ${names.map((name) => `"${name}"`).join(', ')} contain one another and so give the same`
    return { check: 'role-is-in-no-circle', severity: 'warning', about: { kind: 'role', name: names[0]! }, message }
  })
}

export function checkEmptiness(facts: PolicyFacts, givenByRole: readonly Uint32Array[]): Finding[] {
  const empty = new Set(facts.roles.filter((_, ordinal) => givenByRole[ordinal]!.length === 0).map((role) => role.id))
  const roles = facts.roles
    .filter((role) => empty.has(role.id))
    .map(
      ({ name }): Finding => ({
        check: 'role-gives-something',
        severity: 'warning',
        about: { kind: 'role', name },
        message: `the role "${name}" comes to no entitlement`,
      }),
    )
  const rules = facts.rules
    .filter((rule) => rule.gives.every((id) => empty.has(id)))
    .map(
      ({ name }): Finding => ({
        check: 'rule-gives-something',
        severity: 'warning',
        about: { kind: 'rule', name },
        message: `whoever matches the rule "${name}" gets no entitlement by it`,
      }),
    )
  return [...roles, ...rules]
}
