import type { SourceId } from '@remit/kernel'
import { Ajv } from 'ajv'
import { Type } from 'typebox'
import type { Configurable, Document, Finding } from '../../platform/configurable.ts'
import { newId } from '../../platform/ids.ts'
import { adoptClaims } from '../identities/index.ts'
import { FIELDS } from './domain/said.ts'
import type { SourceDocument } from './domain/source-document.ts'
import { openRunOf } from './store/runs.ts'
import { allSources, findSource, removeSource, saveSource } from './store/sources.ts'
import type { SourceTools } from './tools.ts'

const Key = Type.String({ minLength: 1, maxLength: 100 })
const Limit = (share: number, count: number, description: string) =>
  Type.Object(
    {
      share: Type.Number({ minimum: 0, maximum: 1, default: share }),
      count: Type.Integer({ minimum: 0, maximum: 1_000_000, default: count }),
    },
    { additionalProperties: false, default: { share, count }, description },
  )
const closed = { additionalProperties: false } as const

const schema = Type.Object(
  {
    kind: Type.Literal('source'),
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,99}$', maxLength: 100 }),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    connector: Type.String({ minLength: 1, maxLength: 100 }),
    settings: Type.Record(Key, Type.Unknown(), {
      default: {},
      description: 'As the connector says. A secret is written {"secret": "NAME"}: the environment variable it is in.',
    }),
    rank: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 100,
      description: 'Where two sources disagree, the smaller one is believed.',
    }),
    mode: Type.Unsafe<'full' | 'delta'>({
      type: 'string',
      enum: ['full', 'delta'],
      default: 'full',
      description: 'delta: only changes are told, so absence means nothing.',
    }),
    mapping: Type.Record(
      Key,
      Type.Union([
        Key,
        Type.Object({ constant: Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]) }, closed),
      ]),
      {
        default: {},
        description: `Field (${FIELDS.join(', ')}) or attribute → what the connector calls it, or {"constant": …}. What is not mapped is taken by its own name.`,
      },
    ),
    words: Type.Object(
      { status: Type.Record(Key, Key, { default: {} }), type: Type.Record(Key, Key, { default: {} }) },
      {
        ...closed,
        default: { status: {}, type: {} },
        description: 'The words of the source for status and type → ours.',
      },
    ),
    defaults: Type.Object(
      {
        zone: Type.Optional(Type.String({ maxLength: 100 })),
        type: Type.Optional(
          Type.Unsafe<SourceDocument['defaults']['type']>({
            type: 'string',
            enum: ['employee', 'contractor', 'partner', 'service', 'agent'],
          }),
        ),
      },
      { ...closed, default: {} },
    ),
    absence: Type.Unsafe<'report' | 'leaver'>({
      type: 'string',
      enum: ['report', 'leaver'],
      default: 'report',
      description:
        'What a missing person means. leaver: they have left, once the feed is proven whole by a count, by two agreeing reads, or by an operator.',
    }),
    completeness: Type.Object(
      {
        rows: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'A whole feed has at least so many records.' }),
        ),
      },
      { ...closed, default: {} },
    ),
    correlation: Type.Array(
      Type.Object(
        {
          match: Type.Array(Key, { minItems: 1, maxItems: 10 }),
          certain: Type.Boolean({ default: false, description: 'One match alone is proof; else a person is asked.' }),
        },
        closed,
      ),
      {
        maxItems: 20,
        default: [
          { match: ['email'], certain: true },
          { match: ['employeeNumber'], certain: true },
          { match: ['displayName'], certain: false },
        ],
        description: 'Tried in order for a new key: is this somebody we know from elsewhere?',
      },
    ),
    brake: Type.Object(
      {
        missing: Limit(0.05, 100, 'How many may be missing: of those known, whichever is fewer; five always may.'),
        leavers: Limit(0.05, 100, 'How many may leave at once.'),
        changes: Limit(0.3, 5000, 'For how many one and the same field may change at once.'),
      },
      {
        ...closed,
        default: {
          missing: { share: 0.05, count: 100 },
          leavers: { share: 0.05, count: 100 },
          changes: { share: 0.3, count: 5000 },
        },
      },
    ),
    schedule: Type.Optional(
      Type.Object(
        { minutes: Type.Integer({ minimum: 1, maximum: 60 * 24 * 31 }) },
        { ...closed, description: 'How often it is read.' },
      ),
    ),
  },
  { additionalProperties: false },
)

const fill = new Ajv({ useDefaults: true, strict: false, allowUnionTypes: true }).compile(schema)

/** A document with its defaults filled in. */
export function asSource(document: Document): SourceDocument {
  const filled = structuredClone(document)
  fill(filled)
  return filled as unknown as SourceDocument
}

/** Kind `source`: where people and devices come from. */
export const sourceConfigurable = (connectors: SourceTools['connectors']): Configurable => ({
  kind: 'source',
  order: 40,
  schema,
  async list(tx) {
    return (await allSources(tx)).map(({ document, managedBy }) => ({
      document: document as unknown as Document,
      managedBy,
    }))
  },
  check: (documents) => {
    const attributes = documents.get('attribute') ?? new Map<string, Document>()
    return [...(documents.get('source') ?? new Map<string, Document>()).values()].flatMap((document) =>
      findingsOf(asSource(document), connectors, attributes),
    )
  },
  async save(work, documents, managedBy) {
    for (const document of documents) {
      const before = await findSource(work.tx, document.name)
      await saveSource(work.tx, before?.id ?? newId<SourceId>(), asSource(document), managedBy)
    }
  },
  async remove(work, names) {
    for (const name of names) {
      const source = await findSource(work.tx, name)
      if (!source) continue
      if (await openRunOf(work.tx, source.id))
        return `Source ${name} has a run that is not finished: wait for it, or release or discard it.`
      await adoptClaims(work, name)
      await removeSource(work.tx, source.id)
    }
    return null
  },
})

function findingsOf(
  document: SourceDocument,
  connectors: SourceTools['connectors'],
  attributes: ReadonlyMap<string, Document>,
): readonly Finding[] {
  const found: Finding[] = []
  const say = (check: string, at: string, message: string): void =>
    void found.push({ check, severity: 'error', kind: 'source', name: document.name, at, message })
  const connector = connectors.get(document.connector)
  if (!connector)
    say(
      'no-unknown-connector',
      'connector',
      `there is no connector "${document.connector}". There are: ${[...connectors.keys()].sort().join(', ')}.`,
    )
  else
    for (const error of wrongSettings(connector.settings, document.settings))
      say('settings-fit-the-connector', `settings${error.at}`, error.message)
  const fields = new Set<string>([...FIELDS, ...attributes.keys()])
  for (const field of Object.keys(document.mapping))
    if (!fields.has(field))
      say(
        'mapping-is-declared',
        `mapping/${field}`,
        `"${field}" is no field and no declared attribute. There are: ${[...fields].sort().join(', ')}.`,
      )
  document.correlation.forEach(({ match }, n) => {
    for (const field of match)
      if (!fields.has(field))
        say('mapping-is-declared', `correlation/${n}/match`, `"${field}" is no field and no declared attribute.`)
    if (
      match[0] === 'starts' ||
      match[0] === 'ends' ||
      match[0] === 'zone' ||
      match[0] === 'type' ||
      match[0] === 'status'
    )
      say(
        'correlation-begins-with-a-mark',
        `correlation/${n}/match`,
        `Too many people share one ${match[0]}: begin with a field that tells them apart, such as email or displayName.`,
      )
  })
  return found
}

function wrongSettings(
  settings: object,
  given: SourceDocument['settings'],
): readonly { readonly at: string; readonly message: string }[] {
  const isSecret = (value: unknown): boolean => typeof (value as { secret?: unknown } | null)?.secret === 'string'
  const plain = Object.fromEntries(Object.entries(given).filter(([, value]) => !isSecret(value)))
  const { required = [], ...rest } = settings as { required?: readonly string[] }
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile({
    ...rest,
    required: required.filter((name) => !isSecret(given[name])),
  })
  if (validate(plain)) return []
  return (validate.errors ?? []).map((error) => {
    const which = Object.values(error.params ?? {})
      .filter((value) => typeof value === 'string')
      .join(', ')
    return {
      at: error.instancePath,
      message: `${error.message ?? 'is not allowed'}${which !== '' && !error.message?.includes(which) ? `: ${which}` : ''}`,
    }
  })
}
