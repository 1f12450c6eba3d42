import type { AttributeDefinition, Attributes, AttributeType, AttributeValue } from '@remit/engine'
import { parseInstant } from '@remit/kernel'

export interface DescribedAttribute extends AttributeDefinition {
  readonly title: string
  readonly description: string
}

const builtIn = (name: string, title: string, description: string): DescribedAttribute => ({
  name,
  type: 'string',
  title,
  description,
})

/** Always there, so that a first rule needs no schema. */
export const BUILT_IN: readonly DescribedAttribute[] = [
  builtIn('department', 'Department', 'The organisational unit somebody works in.'),
  builtIn('title', 'Job title', 'What somebody is employed as.'),
  builtIn('location', 'Location', 'Where somebody works.'),
  builtIn('costCenter', 'Cost centre', 'Who pays for it.'),
  builtIn('employeeNumber', 'Employee number', 'The number of the personnel file.'),
  builtIn('email', 'E-mail', 'The address an identity is reached at.'),
]

/** What expressions already know of an identity under these names. */
export const TAKEN: ReadonlySet<string> = new Set([
  'id',
  'name',
  'displayName',
  'type',
  'state',
  'status',
  'manager',
  'owner',
  'start',
  'starts',
  'end',
  'ends',
  'zone',
  'attributes',
])

/** Whether a stored value still is what the schema says now: an attribute may have changed its type since. */
export function fits(type: AttributeType, value: unknown): value is AttributeValue {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'int':
    case 'timestamp':
      return Number.isSafeInteger(value)
    case 'double':
      return Number.isFinite(value)
    case 'bool':
      return typeof value === 'boolean'
    case 'list<string>':
      return Array.isArray(value) && value.every((each) => typeof each === 'string')
  }
}

/** Of what is stored, what the schema still knows. */
export function typed(definitions: ReadonlyMap<string, AttributeDefinition>, stored: Attributes): Attributes {
  const kept = Object.entries(stored).filter(([name, value]) => {
    const definition = definitions.get(name)
    return definition !== undefined && fits(definition.type, value)
  })
  return Object.fromEntries(kept)
}

export type Read = { readonly value: AttributeValue | null } | { readonly problem: string }

/** A value as a source gives it (text, mostly) in the type of the schema; `null`: it says nothing. Lists are written `a; b`. */
export function readValue(
  definition: AttributeDefinition,
  raw: string | number | boolean | null | readonly string[],
): Read {
  const value = typeof raw === 'string' ? fromText(definition.type, raw.trim()) : fromData(definition.type, raw)
  if (value === undefined)
    return { problem: `${definition.name} must be ${WORD[definition.type]}, and is ${JSON.stringify(raw)}` }
  return { value }
}

const WORD: Readonly<Record<AttributeType, string>> = {
  string: 'text',
  int: 'a whole number',
  double: 'a number',
  bool: 'true or false',
  timestamp: 'a date (2026-03-31)',
  'list<string>': 'a list of texts',
}
const YES = new Set(['true', 'yes', '1', 'y'])
const NO = new Set(['false', 'no', '0', 'n'])

/** `undefined`: it cannot be read. */
function fromText(type: AttributeType, text: string): AttributeValue | null | undefined {
  if (text === '') return null
  switch (type) {
    case 'string':
      return text
    case 'int':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'double':
      return /^[+-]?\d{1,300}(\.\d{1,300})?$/.test(text) ? Number(text) : undefined
    case 'bool':
      return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined
    case 'timestamp':
      return parseInstant(text) ?? undefined
    case 'list<string>':
      return text
        .split(';')
        .map((each) => each.trim())
        .filter((each) => each !== '')
  }
}

function fromData(
  type: AttributeType,
  raw: number | boolean | null | readonly string[],
): AttributeValue | null | undefined {
  if (raw === null) return null
  if (fits(type, raw)) return raw
  return type === 'string' && !Array.isArray(raw) ? String(raw) : undefined
}
