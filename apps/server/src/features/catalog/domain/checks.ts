import type { Document, Finding } from '../../../platform/configurable.ts'
import { asEntitlement, asRole } from './documents.ts'

type Documents = ReadonlyMap<string, ReadonlyMap<string, Document>>

/** Says which names refer to nothing, with the nearest that would. */
export function checkRoles(documents: Documents): readonly Finding[] {
  const roles = documents.get('role') ?? new Map<string, Document>()
  const entitlements = documents.get('entitlement') ?? new Map<string, Document>()
  const findings: Finding[] = []
  for (const document of roles.values()) {
    const role = asRole(document)
    const say = (check: string, severity: Finding['severity'], at: string, message: string): void =>
      void findings.push({ check, severity, kind: 'role', name: role.name, at, message })
    for (const [index, name] of (role.entitlements ?? []).entries())
      if (!entitlements.has(name))
        say(
          'no-unknown-entitlement',
          'error',
          `entitlements/${index}`,
          `there is no entitlement "${name}".${near(name, entitlements)}`,
        )
    for (const [index, name] of (role.roles ?? []).entries()) {
      if (name === role.name) say('role-is-not-its-own-part', 'error', `roles/${index}`, 'a role cannot contain itself')
      else if (!roles.has(name))
        say('no-unknown-role', 'error', `roles/${index}`, `there is no role "${name}".${near(name, roles)}`)
    }
    if (!role.owner) say('role-has-an-owner', 'warning', '', 'nobody answers for this role')
  }
  return findings
}

export function checkEntitlements(documents: Documents): readonly Finding[] {
  const applications = documents.get('application') ?? new Map<string, Document>()
  return [...(documents.get('entitlement')?.values() ?? [])].flatMap((document): Finding[] => {
    const { name } = asEntitlement(document)
    const application = name.slice(0, name.indexOf('/'))
    if (applications.has(application)) return []
    const message = `there is no application "${application}".${near(application, applications)}`
    return [{ check: 'no-unknown-application', severity: 'error', kind: 'entitlement', name, at: 'name', message }]
  })
}

/** ` Did you mean "…"?` for a name one slip away; nothing otherwise: a list of thousands helps nobody. */
function near(name: string, known: ReadonlyMap<string, unknown>): string {
  for (const candidate of known.keys())
    if (oneSlipApart(name.toLowerCase(), candidate.toLowerCase())) return ` Did you mean "${candidate}"?`
  return ''
}

/** One letter more, less, other, or two that changed places. */
export function oneSlipApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++
  const [inShort, inLong] = [short.slice(start, short.length - end), long.slice(start, long.length - end)]
  return (
    inLong.length <= 1 ||
    (inLong.length === 2 && inShort.length === 2 && inShort[0] === inLong[1] && inShort[1] === inLong[0])
  )
}
