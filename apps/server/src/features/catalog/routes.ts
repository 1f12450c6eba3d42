import type { EntitlementId } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, EXACT_TOTAL, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { editEntitlements } from './commands.ts'
import { REFUSALS } from './domain/refusals.ts'
import { countEntitlements, countRoles, findEntitlement, findEntitlements, findRole, findRolesPage } from './queries.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Ref = Type.Object({ id: Type.String(), name: Type.String(), title: Type.String() })
const Person = Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() })
const Risk = Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')])

const row = {
  id: Type.String(),
  name: Type.String(),
  title: Type.String(),
  application: Ref,
  type: Type.String(),
  description: Nullable(Type.String()),
  owner: Nullable(Person),
  risk: Risk,
  privileged: Type.Boolean(),
  labels: Type.Array(Type.String()),
  level: Nullable(Type.String()),
  resource: Nullable(Type.Object({ id: Type.String(), name: Type.String(), type: Type.String() })),
  present: Type.Boolean({ description: 'false: declared, and not (or no longer) found in the application' }),
  managedBy: Type.String(),
  holders: Type.Integer({ description: 'Accounts and identities that have it in the application, directly' }),
}
const Nested = Type.Array(Type.Object({ ...Ref.properties, relation: Type.String(), inherits: Type.Boolean() }))
const roleRow = {
  id: Type.String(),
  name: Type.String(),
  title: Type.String(),
  description: Nullable(Type.String()),
  owner: Nullable(Person),
  risk: Risk,
  labels: Type.Array(Type.String()),
  members: Type.Integer(),
  managedBy: Type.String(),
}

export const catalogRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      '/entitlements',
      {
        config: { permission: 'catalog.read' },
        schema: {
          summary: 'Entitlements, by name',
          tags: ['catalog'],
          querystring: Type.Object({
            ...PageQuery,
            application: Type.Optional(Type.String({ maxLength: 100 })),
            type: Type.Optional(Type.String({ maxLength: 100 })),
            owner: Type.Optional(Type.String({ maxLength: 100, description: 'Name of an identity, or `nobody`' })),
            risk: Type.Optional(Risk),
            privileged: Type.Optional(Type.Boolean()),
            label: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: { 200: ListOf(Type.Object(row)) },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query
        const after = decodeCursor(cursor, 1)?.[0] ?? null
        const found = await findEntitlements(
          platform.database,
          filter,
          after === null ? null : String(after),
          limit + 1,
        )
        const total = await countEntitlements(platform.database, filter, EXACT_TOTAL)
        return page(
          found,
          limit,
          (one) => [one.name],
          (one) => one,
          total,
        )
      },
    )

    app.get(
      '/entitlements/:id',
      {
        config: { permission: 'catalog.read' },
        schema: {
          summary: 'One entitlement, with what it holds, who holds it by nesting, and the roles that name it',
          tags: ['catalog'],
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
          response: {
            200: Type.Object({
              ...row,
              attributes: Type.Unknown(),
              holds: Nested,
              heldBy: Nested,
              roles: Type.Array(Ref),
            }),
          },
        },
      },
      async (request, reply) =>
        (await findEntitlement(platform.database, request.params.id)) ??
        sendProblem(reply, 'entitlement.not-found', REFUSALS['entitlement.not-found']),
    )

    app.patch(
      '/entitlements',
      {
        config: { permission: 'catalog.write' },
        schema: {
          summary: 'Say the same about many entitlements: all or none',
          description: 'Who lacks `catalog.write-any` edits the entitlements of applications they own.',
          tags: ['catalog'],
          body: Type.Object(
            {
              ids: Type.Array(Type.String({ format: 'uuid', maxLength: 36 }), {
                minItems: 1,
                maxItems: 1000,
                uniqueItems: true,
              }),
              set: Type.Object(
                {
                  owner: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 100 }))),
                  risk: Type.Optional(Risk),
                  description: Type.Optional(Type.String({ maxLength: 4000 })),
                  labels: Type.Optional(
                    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50, uniqueItems: true }),
                  ),
                },
                { additionalProperties: false, minProperties: 1 },
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ edited: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const within = caller.permissions.has('catalog.write-any') ? null : caller.owns
        const { ids, set } = request.body
        return send(
          reply,
          REFUSALS,
          await platform.perform(caller.by, (work) => editEntitlements(work, ids as EntitlementId[], set, within)),
        )
      },
    )

    app.get(
      '/roles',
      {
        config: { permission: 'catalog.read' },
        schema: {
          summary: 'Roles, by name',
          tags: ['catalog'],
          querystring: Type.Object({
            ...PageQuery,
            owner: Type.Optional(Type.String({ maxLength: 100, description: 'Name of an identity, or `nobody`' })),
            label: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: { 200: ListOf(Type.Object({ ...roleRow, entitlements: Type.Integer(), rules: Type.Integer() })) },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query
        const after = decodeCursor(cursor, 1)?.[0] ?? null
        const found = await findRolesPage(platform.database, filter, after === null ? null : String(after), limit + 1)
        return page(
          found,
          limit,
          (one) => [one.name],
          (one) => one,
          await countRoles(platform.database, filter),
        )
      },
    )

    app.get(
      '/roles/:name',
      {
        config: { permission: 'catalog.read' },
        schema: {
          summary: 'One role, with what it holds and the rules that give it',
          tags: ['catalog'],
          params: Type.Object({ name: Type.String({ maxLength: 100 }) }),
          response: {
            200: Type.Object({
              ...roleRow,
              entitlements: Type.Array(
                Type.Object({ ...Ref.properties, application: Ref, privileged: Type.Boolean(), risk: Risk }),
              ),
              roles: Type.Array(Ref),
              containedBy: Type.Array(Ref),
              rules: Type.Array(Ref),
            }),
          },
        },
      },
      async (request, reply) =>
        (await findRole(platform.database, request.params.name)) ??
        sendProblem(reply, 'role.not-found', REFUSALS['role.not-found']),
    )
  }
