import type { Attributes } from '@remit/connector-sdk'
import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const EXTENSION = /^urn:[^\s]+$/

/** Short names for what everybody uses; any other attribute goes by its SCIM path (`title`, `name.middleName`). */
const PATHS: Readonly<Record<string, string>> = {
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  department: `${ENTERPRISE}:department`,
  division: `${ENTERPRISE}:division`,
  organization: `${ENTERPRISE}:organization`,
  costCenter: `${ENTERPRISE}:costCenter`,
  employeeNumber: `${ENTERPRISE}:employeeNumber`,
  manager: `${ENTERPRISE}:manager.value`,
}
const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(PATHS).map(([name, path]) => [path, name]))

/** Told in fields of their own, made by the server, or secret. */
const NOT_ATTRIBUTES = ['id', 'schemas', 'meta', 'groups', 'active', 'userName', 'password', 'emails']

/** A user's attributes, flat: complex ones by path, lists as the texts of their values, e-mail by its one address. */
export function attributesOf(user: JsonObject): Attributes {
  const found: [string, Attributes[string]][] = []
  const email = emailOf(user)
  if (email !== null) found.push(['email', email])
  for (const [key, value] of Object.entries(user)) {
    if (NOT_ATTRIBUTES.includes(key)) continue
    found.push(...flatten(key, value, EXTENSION.test(key) ? ':' : '.'))
  }
  return Object.fromEntries(found.map(([path, value]) => [NAMES.get(path) ?? path, value]))
}

function flatten(path: string, value: Json, join: ':' | '.'): [string, Attributes[string]][] {
  const inner = objectOf(value)
  if (inner !== null) return Object.entries(inner).flatMap(([key, each]) => flatten(`${path}${join}${key}`, each, '.'))
  if (Array.isArray(value)) {
    const texts = value.map((item: Json) => textOf(item) ?? textOf(objectOf(item)?.value))
    return [[path, texts.filter((text) => text !== null)]]
  }
  return [[path, value as string | number | boolean | null]]
}

/** The work address, else the primary, else the first. */
export function emailOf(user: JsonObject): string | null {
  const emails = listOf(user.emails).map((each) => objectOf(each) ?? { value: each })
  const chosen =
    emails.find(({ type }) => type === 'work') ?? emails.find(({ primary }) => primary === true) ?? emails[0]
  return textOf(chosen?.value)
}

/** One change of a resource: where SCIM has it, and the value it shall have (`null`: none). */
export interface Change {
  readonly path: string
  readonly value: Json
}

/** What must change so that the user has these attributes; empty when it has them already. */
export function changesFor(user: JsonObject, attributes: Attributes): readonly Change[] {
  return Object.entries(attributes).flatMap(([name, value]): Change[] => {
    if (name === 'email')
      return value === emailOf(user) ? [] : [{ path: 'emails', value: withEmail(user, value as string | null) }]
    const path = PATHS[name] ?? name
    const now = current(user, path)
    if (Array.isArray(value)) {
      const same = JSON.stringify(flatten(path, now ?? [], '.')[0]?.[1]) === JSON.stringify(value)
      return same ? [] : [{ path, value: value.map((each: string) => ({ value: each })) }]
    }
    return (now ?? null) === value ? [] : [{ path, value: value as Json }]
  })
}

/** Other addresses stay; a whole list is sent, since a filter that finds no work address fails on many servers. */
function withEmail(user: JsonObject, address: string | null): Json {
  const others = listOf(user.emails).filter((each) => textOf(objectOf(each)?.value ?? each) !== emailOf(user))
  if (address === null) return others.length > 0 ? others : null
  const secondary = others.map((each) => ({ ...(objectOf(each) ?? { value: each }), primary: false }))
  return [...secondary, { value: address, type: 'work', primary: true }]
}

/** The user with the changes made: for a creation, and for targets that replace as a whole. */
export function changed(user: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce((before, { path, value }) => put(before, steps(path), value), user)
}

function put(target: JsonObject, [step, ...rest]: readonly string[], value: Json): JsonObject {
  if (step === undefined) return target
  if (rest.length > 0) return { ...target, [step]: put(objectOf(target[step]) ?? {}, rest, value) }
  const { [step]: _, ...others } = target
  return value === null ? others : { ...others, [step]: value }
}

const current = (user: JsonObject, path: string): Json | undefined =>
  steps(path).reduce<Json | undefined>((at, step) => objectOf(at)?.[step], user)

/** `urn:…:User:manager.value` → the extension, then `manager`, then `value`: URNs hold colons and dots of their own. */
function steps(path: string): readonly string[] {
  if (!path.startsWith('urn:')) return path.split('.')
  const colon = path.lastIndexOf(':')
  return [path.slice(0, colon), ...path.slice(colon + 1).split('.')]
}
