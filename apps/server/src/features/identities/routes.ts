import { type IdentityId, type Instant, toIso } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { registerIdentity, rewordIdentity, type Wording } from './commands/register-identity.ts'
import { differences, fieldOf, stateOf } from './domain/person.ts'
import { REFUSALS } from './domain/refusals.ts'
import {
  countIdentities,
  countReports,
  departments,
  type IdentityRow,
  listIdentities,
  SORTS,
  type Sort,
} from './queries.ts'
import { allAttributes } from './store/attributes.ts'
import { findIdentity, identityNames, type StoredIdentity } from './store/identities.ts'
import { versionsOf } from './store/past.ts'

const tags = ['identities']
const nullable = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()])
const oneOf = <const Value extends string>(values: readonly Value[], more: object = {}) =>
  Type.Unsafe<Value>({ type: 'string', enum: values, ...more })
const Moment = Type.String({ format: 'date-time' })
const ByIdOrName = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100, description: 'Key or name' }) })

const TYPES = ['employee', 'contractor', 'partner', 'service', 'agent'] as const
const STATES = ['pre-hire', 'active', 'on-leave', 'left'] as const

const PersonShape = Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() })
const RowShape = Type.Object({
  ...PersonShape.properties,
  type: oneOf(TYPES),
  state: oneOf(STATES),
  department: nullable(Type.String()),
  title: nullable(Type.String()),
  email: nullable(Type.String()),
  manager: nullable(PersonShape),
  owner: nullable(PersonShape),
  grants: Type.Integer(),
  accounts: Type.Integer(),
  start: nullable(Moment),
  end: nullable(Moment),
})

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at))
const showRow = ({ sortedBy: _sortedBy, ...row }: IdentityRow) => ({ ...row, start: iso(row.start), end: iso(row.end) })

const AttributeShape = Type.Object({
  name: Type.String(),
  title: Type.String(),
  type: Type.String(),
  value: Type.Unknown({ description: 'A timestamp is ISO 8601.' }),
  source: Type.String(),
  observedAt: nullable(Moment),
})
const DetailShape = Type.Object({
  ...PersonShape.properties,
  type: oneOf(TYPES),
  state: oneOf(STATES),
  email: nullable(Type.String()),
  department: nullable(Type.String()),
  title: nullable(Type.String()),
  start: nullable(Moment),
  end: nullable(Moment),
  manager: nullable(PersonShape),
  owner: nullable(PersonShape),
  reports: Type.Integer({ description: 'How many have it as manager or owner.' }),
  attributes: Type.Array(AttributeShape),
  origins: Type.Record(Type.String(), Type.Object({ source: Type.String(), observedAt: Moment }), {
    description: 'Which source each field and attribute comes from.',
  }),
  lifecycle: Type.Object({
    state: oneOf(STATES),
    status: Type.String(),
    start: nullable(Moment),
    end: nullable(Moment),
    zone: Type.String(),
  }),
})

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const WORDING = {
  email: Type.Optional(nullable(Type.String({ maxLength: 320 }))),
  status: Type.Optional(oneOf(['active', 'on-leave', 'left'])),
  zone: Type.Optional(nullable(Text(100))),
  starts: Type.Optional(nullable(Type.String({ maxLength: 40, description: 'First day (2026-03-31), or an instant' }))),
  ends: Type.Optional(nullable(Type.String({ maxLength: 40, description: 'Last day, which counts as a whole' }))),
  manager: Type.Optional(nullable(Text(100))),
  owner: Type.Optional(nullable(Text(100))),
  attributes: Type.Optional(
    Type.Record(
      Text(63),
      Type.Union([
        Type.String({ maxLength: 2000 }),
        Type.Number(),
        Type.Boolean(),
        Type.Null(),
        Type.Array(Type.String({ maxLength: 500 }), { maxItems: 200 }),
      ]),
    ),
  ),
}

const sortOf = (text: string): Sort => ({ by: text.replace(/^-/, '') as Sort['by'], falling: text.startsWith('-') })

export const identitiesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      '/identities',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags,
          summary: 'People, services and agents',
          querystring: Type.Object({
            ...PageQuery,
            type: Type.Optional(oneOf(TYPES)),
            state: Type.Optional(oneOf(STATES)),
            department: Type.Optional(Type.String({ maxLength: 200 })),
            source: Type.Optional(Type.String({ maxLength: 100 })),
            manager: Type.Optional(Type.String({ maxLength: 100, description: 'Name or key of a manager or owner' })),
            sort: oneOf(
              SORTS.flatMap((sort) => [sort, `-${sort}`] as const),
              { default: 'displayName', description: 'With - in front: falling' },
            ),
          }),
          response: { 200: ListOf(RowShape) },
        },
      },
      async (request) => {
        const { limit, cursor, sort, ...filter } = request.query
        const position = decodeCursor(cursor, 2)
        const after = position ? ([String(position[0]), String(position[1])] as const) : null
        const now = platform.clock.now()
        const rows = await listIdentities(platform.database, filter, sortOf(sort), after, limit + 1, now)
        return page(
          rows,
          limit,
          (row) => [row.sortedBy, row.id],
          showRow,
          await countIdentities(platform.database, filter, now),
        )
      },
    )

    app.get(
      '/identities/:id',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags,
          summary: 'One identity, with where each value comes from',
          params: ByIdOrName,
          response: { 200: DetailShape },
        },
      },
      async (request, reply) => {
        const found = await findIdentity(platform.database, request.params.id)
        return found
          ? showIdentity(platform, found)
          : sendProblem(reply, 'identity.unknown', REFUSALS['identity.unknown'])
      },
    )

    app.get(
      '/identities/:id/history',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags,
          summary: 'What was known of it when, newest first',
          params: ByIdOrName,
          querystring: Type.Object({ limit: PageQuery.limit }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  from: Moment,
                  until: nullable(Moment),
                  state: oneOf(STATES),
                  changes: Type.Array(
                    Type.Object({
                      field: Type.String(),
                      before: Type.Unknown(),
                      after: Type.Unknown(),
                      source: nullable(Type.String()),
                    }),
                  ),
                }),
              ),
            }),
          },
        },
      },
      async (request, reply) => {
        const found = await findIdentity(platform.database, request.params.id)
        if (!found) return sendProblem(reply, 'identity.unknown', REFUSALS['identity.unknown'])
        return { items: await historyOf(platform, found.id, request.query.limit) }
      },
    )

    app.get(
      '/departments',
      {
        config: { permission: 'identities.read' },
        schema: {
          tags,
          summary: 'Departments that occur, the largest first',
          response: {
            200: Type.Object({ items: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })) }),
          },
        },
      },
      async () => ({ items: [...(await departments(platform.database))] }),
    )

    app.post(
      '/identities',
      {
        config: { permission: 'identities.write' },
        schema: {
          tags,
          summary: 'Register an identity that no source tells of; a service or an agent needs an owner',
          body: Type.Object(
            {
              name: Type.Optional(Type.String({ maxLength: 100 })),
              displayName: Text(300),
              type: oneOf(TYPES),
              ...WORDING,
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const performed = await platform.perform(callerOf(request).by, (work) => registerIdentity(work, request.body))
        return send(reply, REFUSALS, performed, 201, (id) => ({ id }))
      },
    )

    app.patch(
      '/identities/:id',
      {
        config: { permission: 'identities.write' },
        schema: {
          tags,
          summary: 'Change an identity that was registered here; null takes a value back',
          params: ByIdOrName,
          body: Type.Object(
            { displayName: Type.Optional(Text(300)), ...WORDING },
            { additionalProperties: false, minProperties: 1 },
          ),
        },
      },
      async (request, reply) => {
        const performed = await platform.perform(callerOf(request).by, (work) =>
          rewordIdentity(work, request.params.id, request.body as Wording),
        )
        return send(reply, REFUSALS, performed, 200, (id) => ({ id }))
      },
    )
  }

async function showIdentity(platform: Platform, { id, name, person, origins }: StoredIdentity) {
  const definitions = await allAttributes(platform.database)
  const people = await identityNames(
    platform.database,
    [person.manager, person.owner].filter((one) => one !== null),
  )
  const ref = (one: IdentityId | null) => (one === null ? null : { id: one, ...people.get(one)! })
  const state = stateOf(person, platform.clock.now())
  const [start, end] = [iso(person.starts), iso(person.ends)]
  return {
    id,
    name,
    displayName: person.displayName,
    type: person.type,
    state,
    email: person.email,
    department: textOf(person.attributes.department),
    title: textOf(person.attributes.title),
    start,
    end,
    manager: ref(person.manager),
    owner: ref(person.owner),
    reports: await countReports(platform.database, id),
    attributes: definitions.flatMap(({ name: attribute, title, type }) => {
      const value = fieldOf(person, attribute)
      if (value === undefined || value === null) return []
      const { source = 'remit', observedAt = null } = origins[attribute] ?? {}
      return [
        {
          name: attribute,
          title: title || attribute,
          type,
          value: type === 'timestamp' ? toIso(value as Instant) : value,
          source,
          observedAt,
        },
      ]
    }),
    origins: { ...origins },
    lifecycle: { state, status: person.status, start, end, zone: person.zone },
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

async function historyOf(platform: Platform, id: IdentityId, limit: number) {
  const versions = await versionsOf(platform.database, id, limit)
  const above = versions.flatMap(({ person }) => [person.manager, person.owner]).filter((one) => one !== null)
  const names = await identityNames(platform.database, above)
  const shown = (field: string, value: unknown): unknown => {
    if (value === undefined || value === null) return null
    if (field === 'manager' || field === 'owner') return names.get(value as IdentityId)?.name ?? null
    return field === 'starts' || field === 'ends' ? toIso(value as Instant) : value
  }
  return versions.slice(0, limit).map((version, n) => {
    const before = versions[n + 1]
    const fields = before ? differences(before.person, version.person) : []
    return {
      from: toIso(version.from),
      until: iso(version.until),
      state: stateOf(version.person, version.until ?? platform.clock.now()),
      changes: fields.map((field) => ({
        field,
        before: shown(field, before && fieldOf(before.person, field)),
        after: shown(field, fieldOf(version.person, field)),
        source: version.origins[field]?.source ?? null,
      })),
    }
  })
}
