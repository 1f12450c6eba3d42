import type { AttributeType } from '@remit/engine'
import { Type } from 'typebox'
import type { Configurable, Document, Finding } from '../../platform/configurable.ts'
import { BUILT_IN, TAKEN } from './domain/attribute-definition.ts'
import { allAttributes, removeAttributes, saveAttributes } from './store/attributes.ts'

const TYPES = [
  'string',
  'int',
  'double',
  'bool',
  'timestamp',
  'list<string>',
] as const satisfies readonly AttributeType[]

const schema = Type.Object(
  {
    kind: Type.Literal('attribute'),
    name: Type.String({
      pattern: '^[a-z][A-Za-z0-9]{0,62}$',
      description: 'How rules and mappings call it: identity.<name>.',
    }),
    type: Type.Union(
      TYPES.map((type) => Type.Literal(type)),
      { default: 'string' },
    ),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    description: Type.String({ maxLength: 2000, default: '' }),
    values: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), {
        minItems: 1,
        maxItems: 1000,
        uniqueItems: true,
        description: 'The only values it may have; leave out for any.',
      }),
    ),
  },
  { additionalProperties: false },
)

interface AttributeDocument extends Document {
  readonly type: AttributeType
  readonly title?: string
  readonly description: string
  readonly values?: readonly string[]
}

const BUILT_IN_TYPES = new Map(BUILT_IN.map(({ name, type }) => [name, type]))

/** Kind `attribute`: what may be said about an identity, and so what rules may ask. */
export const attributeConfigurable: Configurable = {
  kind: 'attribute',
  order: 10,
  schema,
  async list(tx) {
    return (await allAttributes(tx)).map(({ managedBy, title, ...definition }) => ({
      document: { kind: 'attribute', ...definition, ...(title === '' ? {} : { title }) },
      managedBy,
    }))
  },
  check: (documents) =>
    [...(documents.get('attribute') ?? new Map<string, Document>()).values()].flatMap((document) =>
      findingsOf(document as AttributeDocument),
    ),
  async save(work, documents, managedBy) {
    await saveAttributes(
      work.tx,
      documents.map((document) => {
        const { name, type, title, description, values } = document as AttributeDocument
        return { name, type, title: title ?? '', description, managedBy, ...(values ? { values } : {}) }
      }),
    )
  },
  async remove(work, names) {
    await removeAttributes(work.tx, names)
    return null
  },
}

function findingsOf({ name, type, values }: AttributeDocument): readonly Finding[] {
  const finding = (check: string, at: string, message: string): Finding => ({
    check,
    severity: 'error',
    kind: 'attribute',
    name,
    at,
    message,
  })
  const found: Finding[] = []
  const builtIn = BUILT_IN_TYPES.get(name)
  if (TAKEN.has(name))
    found.push(
      finding(
        'attribute-name-taken',
        'name',
        `identity.${name} is already something else in every rule. Choose another name.`,
      ),
    )
  if (builtIn !== undefined && builtIn !== type)
    found.push(
      finding(
        'attribute-built-in-type',
        'type',
        `"${name}" is built in as ${builtIn} and cannot become ${type}. Choose another name.`,
      ),
    )
  if (values !== undefined && type !== 'string' && type !== 'list<string>')
    found.push(
      finding(
        'attribute-values-of-text',
        'values',
        `Values can be listed for string and list<string>; "${name}" is ${type}.`,
      ),
    )
  return found
}
