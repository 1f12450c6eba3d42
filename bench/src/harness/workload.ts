import {
  type AttributeDefinition,
  compilePolicies,
  type Entitlement,
  type IdentityFacts,
  type PolicyFacts,
  type PolicySet,
  type Role,
} from '@remit/engine'
import {
  type ApplicationId,
  type AssignmentId,
  after,
  days,
  type EntitlementId,
  type IdentityId,
  instant,
  type RoleId,
  type RuleId,
} from '@remit/kernel'
import { idsFrom, type Pick, seeded } from './random.ts'
import { type Mix, ruleOf, type Variety } from './rule-mixes.ts'

export const NOW = instant(Date.parse('2026-06-01T00:00:00Z'))

export const SIZES = {
  S: { identities: 1_000, entitlements: 100, roles: 50, rules: 50 },
  M: { identities: 100_000, entitlements: 5_000, roles: 500, rules: 500 },
  L: { identities: 1_000_000, entitlements: 20_000, roles: 2_000, rules: 2_000 },
} as const
export type Size = keyof typeof SIZES
export interface Extent {
  readonly identities: number
  readonly entitlements: number
  readonly roles: number
  readonly rules: number
}

export type Person = IdentityFacts & { readonly name: string }

/** A made-up organisation, the same in every run. */
export interface Organisation {
  readonly extent: Extent
  readonly attributes: readonly AttributeDefinition[]
  readonly facts: PolicyFacts
  readonly policies: PolicySet
  /** Everybody, one after the other, the same each time it is asked for. */
  people(): Generator<Person>
}

export const APPLICATION = {
  id: '01900000-0000-7000-8000-000000000001' as ApplicationId,
  name: 'books',
}
const ATTRIBUTES: readonly AttributeDefinition[] = [
  ...['department', 'title', 'location', 'country', 'costCenter', 'email'].map((name) => ({
    name,
    type: 'string' as const,
  })),
  { name: 'level', type: 'int' },
]

/** Rules give roles, half of which contain a smaller role: some twenty entitlements for each. One in a hundred has one more until a date. */
export function organisation(extent: Extent, mix: Mix = 'conjunctive'): Organisation {
  const of: Variety = {
    departments: Math.max(2, Math.round(extent.rules / 20)),
    titles: 50,
    locations: 40,
    countries: 30,
    levels: 10,
  }
  const entitlements = entitlementsOf(extent)
  const roles = rolesOf(extent, entitlements)
  const pick = seeded(2)
  const ruleId = idsFrom<RuleId>(seeded(13))
  const given = outer(extent)
  const rules = Array.from({ length: extent.rules }, (_, n) => ({
    id: ruleId(),
    name: `rule-${n}`,
    when: ruleOf(mix, pick, of),
    gives: [roles[n % given]!.id],
  }))
  const facts: PolicyFacts = { epoch: 1, attributes: ATTRIBUTES, entitlements, roles, rules, nesting: [] }
  const compiled = compilePolicies(facts)
  if (!compiled.ok) throw new Error(compiled.detail)
  return {
    extent,
    attributes: ATTRIBUTES,
    facts,
    policies: compiled.value,
    people: () => people(extent, of, entitlements),
  }
}

function entitlementsOf({ entitlements }: Extent): readonly Entitlement[] {
  const id = idsFrom<EntitlementId>(seeded(11))
  return Array.from({ length: entitlements }, (_, n) => ({
    id: id(),
    application: APPLICATION.id,
    name: `${APPLICATION.name}/right-${n}`,
    privileged: n % 20 === 0,
  }))
}

/** Four of five roles are given by rules; the others are contained in those. */
const outer = ({ roles }: Extent): number => Math.ceil(roles * 0.8)

function rolesOf(extent: Extent, entitlements: readonly Entitlement[]): readonly Role[] {
  const pick = seeded(3)
  const id = idsFrom<RoleId>(seeded(12))
  const ids = Array.from({ length: extent.roles }, id)
  const given = outer(extent)
  const right = () => entitlements[pick(entitlements.length)]!.id
  return ids.map((id, n) => ({
    id,
    name: `role-${n}`,
    entitlements: [right(), right()],
    roles: n < given && n % 2 === 0 ? [ids[given + pick(extent.roles - given)]!] : [],
  }))
}

const texts = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, n) => prefix + n)

function* people({ identities }: Extent, of: Variety, entitlements: readonly Entitlement[]): Generator<Person> {
  const pick = seeded(1)
  const id = idsFrom<IdentityId>(seeded(14))
  const assignmentId = idsFrom<AssignmentId>(seeded(15))
  const one = (values: readonly string[], pick: Pick): string => values[pick(values.length)]!
  const [titles, locations, countries] = [texts('t', of.titles), texts('l', of.locations), texts('c', of.countries)]
  const [departments, costCenters] = [texts('d', of.departments), texts('k', of.departments * 4)]
  for (let n = 0; n < identities; n++) {
    const department = pick(of.departments)
    yield {
      id: id(),
      name: `person.${n}`,
      type: pick(5) === 0 ? 'contractor' : 'employee',
      state: 'active',
      attributes: {
        department: departments[department]!,
        title: one(titles, pick),
        location: one(locations, pick),
        country: one(countries, pick),
        level: pick(of.levels),
        costCenter: costCenters[department * 4 + pick(4)]!,
        email: `person.${n}@x${pick(3)}.example`,
      },
      manager: null,
      start: null,
      end: null,
      devices: [],
      assignments:
        pick(100) > 0
          ? []
          : [
              {
                id: assignmentId(),
                gives: { entitlement: entitlements[pick(entitlements.length)]!.id },
                validity: { from: null, until: after(NOW, days(30)) },
                origin: 'direct:bench',
              },
            ],
      exclusions: [],
    }
  }
}
