import type { Instant } from '@remit/kernel'
import type { AttributeDefinition, AttributeType, Device, IdentityFacts } from '../facts.ts'

/** A value while an expression is evaluated. Timestamps and durations are milliseconds, ints are whole numbers. */
export type Value = string | number | boolean | readonly Value[] | object

export type ScalarType = 'string' | 'int' | 'double' | 'bool' | 'timestamp' | 'duration'
export type ValueType =
  | { readonly is: ScalarType }
  | { readonly is: 'list'; readonly of: ValueType }
  | ObjectType
  /** The element of an empty list, and the type of a part that was already refused: fits everything. */
  | { readonly is: 'any' }

export interface ObjectType {
  readonly is: 'object'
  readonly name: string
  readonly fields: ReadonlyMap<string, Field>
}

/** Something an expression may name. A variable is a field of the root. */
export interface Field {
  readonly name: string
  readonly type: ValueType
  /** The only values that occur, if they are known: comparing with another one is probably a typing error. */
  readonly values?: readonly string[]
  /** `undefined` if it is missing or is not what its type promises: then it cannot be told, and never matches. */
  readonly read: (owner: object) => Value | undefined
}

export interface Environment {
  readonly variables: ReadonlyMap<string, Field>
}

/** What rules see of an identity. */
export type RuleFacts = Pick<IdentityFacts, 'type' | 'state' | 'attributes' | 'manager' | 'start' | 'end' | 'devices'>

/** The root that expressions over the rule environment read from. */
export interface RuleScope {
  identity: RuleFacts
  now: Instant
}

const STRING: ValueType = { is: 'string' }
const TIMESTAMP: ValueType = { is: 'timestamp' }

function fits(value: unknown, type: AttributeType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    case 'int':
    case 'timestamp':
      return Number.isSafeInteger(value)
    case 'double':
      return Number.isFinite(value)
    case 'list<string>':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
  }
}

function attributeField({ name, type, values }: AttributeDefinition): Field {
  const valueType: ValueType = type === 'list<string>' ? { is: 'list', of: STRING } : { is: type }
  return {
    name,
    type: valueType,
    ...(values === undefined ? {} : { values }),
    read(owner) {
      const { attributes } = owner as RuleFacts
      // Attribute names come from people: "constructor" must not find the one of Object.
      const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined
      return value !== undefined && fits(value, type) ? value : undefined
    },
  }
}

const builtIn = <Owner extends object>(
  name: keyof Owner & string,
  type: ValueType,
  values?: readonly string[],
): Field => ({
  name,
  type,
  ...(values === undefined ? {} : { values }),
  read: (owner) => ((owner as Owner)[name] ?? undefined) as Value | undefined,
})

export const BUILT_IN_FIELDS: readonly Field[] = [
  builtIn<RuleFacts>('type', STRING, ['employee', 'contractor', 'partner', 'service', 'agent']),
  builtIn<RuleFacts>('state', STRING, ['pre-hire', 'active', 'on-leave', 'left']),
  builtIn<RuleFacts>('manager', STRING),
  builtIn<RuleFacts>('start', TIMESTAMP),
  builtIn<RuleFacts>('end', TIMESTAMP),
]

const DEVICE_FIELDS: readonly Field[] = [
  builtIn<Device>('trust', STRING, ['unknown', 'registered', 'managed', 'compliant']),
  builtIn<Device>('compliant', { is: 'bool' }),
  builtIn<Device>('platform', STRING),
  builtIn<Device>('lastSeen', TIMESTAMP),
]

const byName = (fields: readonly Field[]): ReadonlyMap<string, Field> =>
  new Map(fields.map((field) => [field.name, field]))

/** `identity` with its declared attributes, `devices`, `now`. A built-in name wins over an attribute of the same name. */
export function ruleEnvironment(attributes: readonly AttributeDefinition[]): Environment {
  const identity: ObjectType = {
    is: 'object',
    name: 'identity',
    fields: byName([...attributes.map(attributeField), ...BUILT_IN_FIELDS]),
  }
  const device: ObjectType = { is: 'object', name: 'device', fields: byName(DEVICE_FIELDS) }
  return {
    variables: byName([
      { name: 'identity', type: identity, read: (root) => (root as RuleScope).identity },
      { name: 'devices', type: { is: 'list', of: device }, read: (root) => (root as RuleScope).identity.devices },
      { name: 'now', type: TIMESTAMP, read: (root) => (root as RuleScope).now },
    ]),
  }
}

export function describeType(type: ValueType): string {
  if (type.is === 'list') return `list of ${describeType(type.of)}`
  return type.is === 'object' ? type.name : type.is
}

export function sameType(one: ValueType, other: ValueType): boolean {
  if (one.is === 'any' || other.is === 'any') return true
  if (one.is === 'list') return other.is === 'list' && sameType(one.of, other.of)
  return one.is === other.is && (one.is !== 'object' || one === other)
}
