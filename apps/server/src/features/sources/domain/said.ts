import type { AttributeDefinition, Attributes, AttributeValue, IdentityType } from '@remit/engine'
import type { SourceDocument } from './source-document.ts'

/** A record in our words. References are still the source's own: keys, or names of identities. */
export interface SourceSaid {
  readonly name?: string
  readonly type?: IdentityType
  readonly displayName?: string
  readonly email?: string
  readonly status?: 'active' | 'on-leave' | 'left'
  readonly zone?: string
  readonly starts?: string
  readonly ends?: string
  readonly manager?: string
  readonly owner?: string
  readonly attributes?: Attributes
}

export interface RawRecord {
  readonly key: string
  readonly attributes: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** What reading needs to be told by those who know: the schema of attributes, and what a date or zone is. */
export interface Reading {
  readonly definitions: readonly AttributeDefinition[]
  readonly readValue: (
    definition: AttributeDefinition,
    raw: RawRecord['attributes'][string],
  ) => { readonly value: AttributeValue | null } | { readonly problem: string }
  readonly wrongInTime: (said: Pick<SourceSaid, 'zone' | 'starts' | 'ends'>) => string | null
}

export type ReadRecord = { readonly said: SourceSaid } | { readonly problem: string }

export const FIELDS = [
  'name',
  'type',
  'displayName',
  'email',
  'status',
  'zone',
  'starts',
  'ends',
  'manager',
  'owner',
] as const
type Field = (typeof FIELDS)[number]

const STATUS: Readonly<Record<string, SourceSaid['status']>> = {
  active: 'active',
  employed: 'active',
  'on-leave': 'on-leave',
  'on leave': 'on-leave',
  leave: 'on-leave',
  left: 'left',
  leaver: 'left',
  inactive: 'left',
  terminated: 'left',
}
const TYPE: Readonly<Record<string, IdentityType>> = {
  employee: 'employee',
  person: 'employee',
  contractor: 'contractor',
  partner: 'partner',
  service: 'service',
  agent: 'agent',
  bot: 'service',
}

/** One record in our words, or the first thing in it that cannot be read. Empty is not said. */
export function readRecord(record: RawRecord, document: SourceDocument, reading: Reading): ReadRecord {
  const raw = (field: string): RawRecord['attributes'][string] => {
    const from = document.mapping[field] ?? field
    return typeof from === 'string' ? (record.attributes[from] ?? null) : from.constant
  }
  const fields = new Map<Field, string>()
  for (const field of FIELDS) {
    const value = raw(field)
    const text = value === null || Array.isArray(value) ? '' : String(value).trim()
    if (text !== '') fields.set(field, text)
  }
  if (!isText(record.key) || [...fields.values()].some((text) => !isText(text)))
    return { problem: 'it holds characters that are no text' }
  const type = wordOf('type', fields.get('type'), document, TYPE) ?? document.defaults.type
  const status = wordOf('status', fields.get('status'), document, STATUS)
  if (type === null) return { problem: `"${fields.get('type')}" is no type we know; map it under words.type` }
  if (status === null) return { problem: `"${fields.get('status')}" is no status we know; map it under words.status` }

  const attributes: [string, AttributeValue][] = []
  for (const definition of reading.definitions) {
    if (definition.name === 'email') continue
    const read = reading.readValue(definition, raw(definition.name))
    if ('problem' in read) return read
    if (!isText(JSON.stringify(read.value))) return { problem: `${definition.name} holds characters that are no text` }
    if (read.value !== null) attributes.push([definition.name, read.value])
  }
  const zone = fields.get('zone') ?? document.defaults.zone
  const said: SourceSaid = {
    ...Object.fromEntries(fields),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(zone === undefined ? {} : { zone }),
    ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
  } as SourceSaid
  const problem = nameProblem(said) ?? reading.wrongInTime(said)
  return problem === null ? { said } : { problem }
}

/** `undefined`: not said; `null`: a word nobody has explained. */
function wordOf<Word extends string>(
  field: 'type' | 'status',
  text: string | undefined,
  document: SourceDocument,
  known: Readonly<Record<string, Word | undefined>>,
): Word | undefined | null {
  if (text === undefined) return undefined
  return known[(document.words[field][text] ?? text).toLowerCase()] ?? null
}

/** A database keeps neither NUL nor half of a surrogate pair. */
const isText = (text: string): boolean => text.isWellFormed() && !/\0|\\u0000/.test(text)

function nameProblem(said: SourceSaid): string | null {
  if (said.displayName === undefined) return 'it has no displayName'
  if (said.displayName.length > 300) return 'its displayName is longer than 300 letters'
  if (said.name !== undefined && !/^[a-z0-9][a-z0-9._-]{0,99}$/.test(said.name))
    return `"${said.name}" is no name: small letters, digits, dots, dashes and underscores`
  return null
}

/** Text that was UTF-8 and has been read as Latin-1: every accented letter has become two others. */
export const looksGarbled = (said: SourceSaid): boolean =>
  /[ÃÂ][\u0080-\u00bf]|\ufffd/.test(`${said.displayName ?? ''} ${JSON.stringify(said.attributes ?? {})}`)
