import { type Static, Type } from 'typebox'
import type { Document } from '../../../platform/configurable.ts'

const Template = Type.String({
  minLength: 1,
  maxLength: 1000,
  description: 'Text with fields of the identity: {givenName|ascii|lower}.{familyName|ascii|lower}',
})
const Key = Type.String({ minLength: 1, maxLength: 100 })
const oneOf = <const T extends string>(values: readonly T[], description?: string) =>
  Type.Unsafe<T>({ type: 'string', enum: values, ...(description ? { description } : {}) })

export const ApplicationDocument = Type.Object(
  {
    kind: Type.Literal('application'),
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9._:-]{0,99}$', maxLength: 100 }),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    description: Type.Optional(Type.String({ maxLength: 4000 })),
    owner: Type.Optional(Type.String({ maxLength: 100, description: 'Name of the identity that answers for it' })),
    connector: Type.String({ minLength: 1, maxLength: 100 }),
    settings: Type.Optional(
      Type.Record(Key, Type.Unknown(), {
        description:
          'As the connector says. A secret is never written: {"secret": "NAME"} takes it from the environment variable NAME, or it is set by the API.',
      }),
    ),
    accounts: Type.Optional(
      Type.Object(
        {
          userName: Template,
          attributes: Type.Optional(Type.Record(Key, Template)),
          suffix: Type.Optional(
            Type.String({
              minLength: 3,
              maxLength: 20,
              pattern: '\\{n\\}',
              description: 'Put behind a user name that is taken; {n} counts from 2. Default: {n}',
            }),
          ),
        },
        { additionalProperties: false, description: 'How accounts are made. Without it Remit makes none here.' },
      ),
    ),
    correlation: Type.Optional(
      Type.Array(
        Type.Object(
          {
            account: Key,
            identity: Key,
            certain: Type.Optional(Type.Boolean({ description: 'false: only proposes. Default: true' })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 20, description: 'Tried in order. Default: email, then user name with the name of the identity.' },
      ),
    ),
    receives: Type.Optional(
      oneOf(
        ['active', 'oldest', 'user-name'],
        'Of several accounts of one identity, which one is provisioned. Default: the active one.',
      ),
    ),
    schedule: Type.Optional(
      Type.Object(
        { minutes: Type.Integer({ minimum: 1, maximum: 60 * 24 * 31 }) },
        { additionalProperties: false, description: 'How often it is imported and compared' },
      ),
    ),
    enforcement: Type.Optional(oneOf(['removed', 'asks-us', 'session-ended', 'not-enforced'])),
    deprovision: Type.Optional(
      oneOf(['disable', 'delete', 'keep'], 'What becomes of the account of somebody who left. Default: disable'),
    ),
    managed: Type.Optional(
      Type.Object(
        { entitlements: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 200 }) },
        {
          additionalProperties: false,
          description:
            'What Remit may add and remove, `*` for any text; the rest is observed only. Default: everything.',
        },
      ),
    ),
    fulfilment: Type.Optional(oneOf(['automatic', 'manual'], 'manual: a person does it, by the instructions')),
    instructions: Type.Optional(Type.String({ maxLength: 4000 })),
    nesting: Type.Optional(
      Type.Array(
        Type.Object(
          { relation: Key, application: Type.Optional(Key), inherits: Type.Boolean() },
          { additionalProperties: false },
        ),
        {
          maxItems: 50,
          description: 'Which relations between entitlements pass access on. The first that fits decides.',
        },
      ),
    ),
    notAccess: Type.Optional(
      Type.Array(Key, {
        maxItems: 50,
        uniqueItems: true,
        description: 'Relations that are told and are no access. Default: alumnus, excluded',
      }),
    ),
  },
  { $id: 'application', title: 'Application', additionalProperties: false },
)
export type ApplicationDocument = Static<typeof ApplicationDocument>
export const asApplication = (document: Document): ApplicationDocument => document as unknown as ApplicationDocument

/** A secret by the name of an environment variable. */
export const secretName = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as { secret?: unknown }).secret === 'string'
    ? (value as { secret: string }).secret
    : null

/** The settings of a connector that are secrets: marked `writeOnly` in its schema. */
export function secretSettings(schema: object): ReadonlySet<string> {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, { writeOnly?: boolean }>> }
  return new Set(
    Object.entries(properties)
      .filter(([, property]) => property.writeOnly === true)
      .map(([name]) => name),
  )
}
