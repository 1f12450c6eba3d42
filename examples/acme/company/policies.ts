import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type AttributeDefinition,
  compilePolicies,
  type IdentityFacts,
  type IdentityType,
  type Device as KnownDevice,
  type PolicySet,
} from '@remit/engine'
import { asId, type Instant, parseInstant } from '@remit/kernel'
import { parseAllDocuments } from 'yaml'
import type { Device, Machine, Person } from './person.ts'

interface Written {
  readonly kind: string
  readonly name: string
  readonly type?: AttributeDefinition['type']
  readonly values?: readonly string[]
  readonly when?: string
  readonly gives?: readonly string[]
  readonly entitlements?: readonly string[]
  readonly roles?: readonly string[]
  readonly privileged?: boolean
}

export function writtenPolicies(directory: string): readonly Written[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')))
    .map((document) => document.toJS() as Written)
}

/**
 * The policies of the example as the engine reads them. Names serve as ids here. What targets hold is derived from the
 * same files that a visitor applies, so that the two agree but for the mess that is made on purpose.
 * @throws when the example's own policies have an error: the sentence says which.
 */
export function policySet(written: readonly Written[]): PolicySet {
  const of = (kind: string) => written.filter((document) => document.kind === kind)
  const compiled = compilePolicies({
    epoch: 1,
    attributes: of('attribute').map(({ name, type, values }) => ({ name, type: type!, ...(values ? { values } : {}) })),
    entitlements: of('entitlement').map(({ name, privileged }) => ({
      id: asId(name),
      application: asId(name.split('/')[0]!),
      name,
      privileged: privileged ?? false,
    })),
    roles: of('role').map(({ name, entitlements = [], roles = [] }) => ({
      id: asId(name),
      name,
      entitlements: entitlements.map((each) => asId(each)),
      roles: roles.map((each) => asId(each)),
    })),
    rules: of('rule').map(({ name, when, gives = [] }) => ({
      id: asId(name),
      name,
      when: when!,
      gives: gives.map((each) => asId(each)),
    })),
    nesting: [],
  })
  if (!compiled.ok) throw new Error(compiled.detail ?? 'the policies of the example are not sound')
  for (const { message, about } of compiled.value.warnings) throw new Error(`${about.kind} "${about.name}": ${message}`)
  return compiled.value
}

/** Whoever has begun and not left long ago counts as active: targets lag behind, and that is what an import finds. */
export function factsOf(who: Person | Machine, devices: readonly Device[]): IdentityFacts {
  const attributes =
    'login' in who
      ? {
          department: who.department,
          team: who.team,
          title: who.title,
          location: who.office,
          agency: who.agency,
          employeeNumber: who.number,
        }
      : { department: who.department, purpose: who.purpose }
  const grade = 'grade' in who && who.grade > 0 ? { grade: who.grade } : {}
  const owned = 'email' in who ? devices.filter(({ owner }) => owner === who.email) : []
  return {
    id: asId('login' in who ? who.login : who.id),
    type: who.type satisfies IdentityType,
    state: 'active',
    attributes: { ...Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== '')), ...grade },
    manager: null,
    start: null,
    end: null,
    devices: owned.map(known),
    assignments: [],
    exclusions: [],
  }
}

const known = (device: Device): KnownDevice => ({
  id: asId(device.key),
  trust: device.compliant ? 'compliant' : device.managed ? 'managed' : 'registered',
  compliant: device.compliant,
  platform: device.platform,
  lastSeen: parseInstant(device.lastSeen) as Instant,
})
