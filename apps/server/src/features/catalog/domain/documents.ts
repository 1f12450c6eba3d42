import { type Static, Type } from 'typebox'
import type { Document } from '../../../platform/configurable.ts'

const NAME = '^[a-z0-9][a-z0-9._-]{0,99}$'
const said = {
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  description: Type.Optional(Type.String({ maxLength: 4000 })),
  owner: Type.Optional(
    Type.String({ pattern: NAME, maxLength: 100, description: 'Name of the identity that answers for it' }),
  ),
  risk: Type.Optional(Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')])),
  labels: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50, uniqueItems: true })),
}
const EntitlementName = Type.String({
  pattern: '^[a-z0-9][a-z0-9._:-]{0,99}/.+$',
  maxLength: 401,
  description: '<application>/<entitlement>',
})
const RoleName = Type.String({ pattern: NAME, maxLength: 100 })

export const EntitlementDocument = Type.Object(
  {
    kind: Type.Literal('entitlement'),
    name: EntitlementName,
    ...said,
    privileged: Type.Optional(Type.Boolean()),
    type: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'group, team, role, permission … in the word of the application',
      }),
    ),
    nativeId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description: 'The key in the application, where it is known before an import tells it',
      }),
    ),
    resource: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, description: 'Native id of the resource it is on' }),
    ),
    level: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { $id: 'entitlement', title: 'Entitlement', additionalProperties: false },
)
export type EntitlementDocument = Static<typeof EntitlementDocument>
export const asEntitlement = (document: Document): EntitlementDocument => document as unknown as EntitlementDocument

export const RoleDocument = Type.Object(
  {
    kind: Type.Literal('role'),
    name: RoleName,
    ...said,
    entitlements: Type.Optional(Type.Array(EntitlementName, { maxItems: 5000, uniqueItems: true })),
    roles: Type.Optional(
      Type.Array(RoleName, { maxItems: 500, uniqueItems: true, description: 'Roles this one contains' }),
    ),
  },
  { $id: 'role', title: 'Role', additionalProperties: false },
)
export type RoleDocument = Static<typeof RoleDocument>
export const asRole = (document: Document): RoleDocument => document as unknown as RoleDocument

/** The canonical form leaves out what is as it would be anyway. */
export function saidOf(row: {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly owner: string | null
  readonly risk: string
  readonly labels: readonly string[]
}) {
  return {
    ...(row.title === plainTitle(row.name) ? {} : { title: row.title }),
    ...(row.description ? { description: row.description } : {}),
    ...(row.owner ? { owner: row.owner } : {}),
    ...(row.risk === 'low' ? {} : { risk: row.risk }),
    ...(row.labels.length > 0 ? { labels: [...row.labels] } : {}),
  }
}

/** What it is called where nobody gave it a title: its name, without the application. */
export const plainTitle = (name: string): string => name.slice(name.indexOf('/') + 1)
