import { createMongoAbility, type MongoAbility } from '@casl/ability'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { deriveHeld, memberships, type PolicySet } from '@remit/engine'
import { newEnforcer, newModelFromString } from 'casbin'
import { NOW, type Person } from './workload.ts'

/** May this person, by name, use this entitlement, by name? */
export type Ask = (person: string, entitlement: string) => boolean

const rolesOf = (person: Person, policies: PolicySet): readonly string[] =>
  memberships(person, policies, NOW).map(({ role }) => policies.roles.all[policies.roles.ordinals.get(role)!]!.name)

/** What each role comes to, by name. */
function given({ roles, entitlements, givenByRole }: PolicySet): readonly (readonly [string, readonly string[]])[] {
  return roles.all.map(({ name }, role) => [name, [...givenByRole[role]!].map((one) => entitlements.all[one]!.name)])
}

const directOf = (person: Person, { entitlements }: PolicySet): readonly string[] =>
  person.assignments.flatMap(({ gives }) =>
    'entitlement' in gives ? [entitlements.all[entitlements.ordinals.get(gives.entitlement)!]!.name] : [],
  )

/** What everybody would write first: for each identity, by name, the set of what it holds. */
export function plainSets(people: readonly Person[], policies: PolicySet): Ask {
  const held = new Map<string, ReadonlySet<string>>()
  for (const person of people)
    held.set(
      person.name,
      new Set([...deriveHeld(person, policies, NOW)].map((one) => policies.entitlements.all[one]!.name)),
    )
  return (person, entitlement) => held.get(person)?.has(entitlement) === true
}

const MODEL = `
[request_definition]
r = sub, obj
[policy_definition]
p = sub, obj
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.sub) && r.obj == p.obj`

/** casbin with a policy for each right of each role, and each person's roles. */
export async function casbin(people: readonly Person[], policies: PolicySet): Promise<Ask> {
  const enforcer = await newEnforcer(newModelFromString(MODEL))
  await enforcer.addPolicies(given(policies).flatMap(([role, rights]) => rights.map((right) => [role, right])))
  await enforcer.addPolicies(
    people.flatMap((person) => directOf(person, policies).map((right) => [person.name, right])),
  )
  await enforcer.addGroupingPolicies(
    people.flatMap((person) => rolesOf(person, policies).map((role) => [person.name, role])),
  )
  return (person, entitlement) => enforcer.enforceSync(person, entitlement)
}

/** CASL with the ability of each person built once and kept. */
export function casl(people: readonly Person[], policies: PolicySet): Ask {
  const abilities = new Map<string, MongoAbility>()
  for (const person of people)
    abilities.set(
      person.name,
      createMongoAbility(
        [...deriveHeld(person, policies, NOW)].map((one) => ({
          action: 'use',
          subject: policies.entitlements.all[one]!.name,
        })),
      ),
    )
  return (person, entitlement) => abilities.get(person)?.can('use', entitlement) === true
}

const uid = (type: string, id: string) => ({ type, id })

/** Cedar in WebAssembly with one policy over roles, parsed once, and for each question the few entities it needs. */
export function cedarWasm(people: readonly Person[], policies: PolicySet): Ask {
  cedar.preparsePolicySet('roles', {
    staticPolicies: 'permit(principal, action == Action::"use", resource) when { principal in resource.roles };',
  })
  const roles = new Map<string, string[]>(policies.entitlements.all.map(({ name }) => [name, []]))
  for (const [role, rights] of given(policies)) for (const right of rights) roles.get(right)!.push(role)
  const rolesOfPerson = new Map(
    people.map((person) => [person.name, [...rolesOf(person, policies), ...directRoles(person)]]),
  )
  function directRoles(person: Person): readonly string[] {
    for (const right of directOf(person, policies)) roles.get(right)!.push(`only-${person.name}`)
    return person.assignments.length > 0 ? [`only-${person.name}`] : []
  }
  return (person, entitlement) => {
    const answer = cedar.statefulIsAuthorized({
      principal: uid('User', person),
      action: uid('Action', 'use'),
      resource: uid('Entitlement', entitlement),
      context: {},
      preparsedPolicySetId: 'roles',
      entities: [
        { uid: uid('User', person), attrs: {}, parents: rolesOfPerson.get(person)!.map((role) => uid('Role', role)) },
        {
          uid: uid('Entitlement', entitlement),
          attrs: { roles: roles.get(entitlement)!.map((role) => ({ __entity: uid('Role', role) })) },
          parents: [],
        },
      ],
    })
    return answer.type === 'success' && answer.response.decision === 'allow'
  }
}

/** The least a call of Cedar in WebAssembly costs: no policies, no entities, always a deny. */
export function emptyCedarCall(): Ask {
  cedar.preparsePolicySet('none', { staticPolicies: '' })
  return (person, entitlement) => {
    const answer = cedar.statefulIsAuthorized({
      principal: uid('User', person),
      action: uid('Action', 'use'),
      resource: uid('Entitlement', entitlement),
      context: {},
      preparsedPolicySetId: 'none',
      entities: [],
    })
    return answer.type === 'success' && answer.response.decision === 'allow'
  }
}
