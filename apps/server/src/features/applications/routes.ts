import type { AccountId } from '@remit/kernel'
import { Type } from 'typebox'
import { decodeCursor, EXACT_TOTAL, ListOf, PageQuery, page } from '../../platform/http/paging.ts'
import { sendProblem } from '../../platform/http/problem.ts'
import { callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { correlateByHand, letReceive, setSecret } from './commands.ts'
import { checkConnection, type Reaching } from './connections.ts'
import { secretName, secretSettings } from './domain/documents.ts'
import { REFUSALS } from './domain/refusals.ts'
import { type AccountRow, type ApplicationRow, countAccounts, findAccountRows, findApplicationRows } from './queries.ts'
import { findApplication, type StoredApplication } from './store.ts'

const Person = Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Text = Type.String()

const applicationRow = {
  id: Text,
  name: Text,
  title: Text,
  connector: Text,
  managedBy: Text,
  owner: Nullable(Person),
  health: Type.Object({ state: Text, since: Nullable(Text), message: Nullable(Text) }),
  circuit: Text,
  schedule: Nullable(Text),
  lastImportAt: Nullable(Text),
  counts: Type.Object({
    accounts: Type.Integer(),
    entitlements: Type.Integer(),
    holdings: Type.Integer(),
    orphans: Type.Integer(),
    unjustified: Type.Integer(),
    missing: Type.Integer(),
  }),
}
const Account = Type.Object({
  id: Text,
  application: Type.Object({ id: Text, name: Text, title: Text }),
  identity: Nullable(Person),
  nativeId: Text,
  userName: Text,
  displayName: Text,
  email: Text,
  status: Text,
  receives: Type.Boolean(),
  correlatedBy: Nullable(Text),
  madeByRemit: Type.Boolean(),
  lastUsedAt: Nullable(Text),
  lastReadAt: Nullable(Text),
  holdings: Type.Integer(),
})
const Name = Type.Object({ name: Type.String({ maxLength: 100 }) })
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Settings as written; a secret says only where it comes from, or whether it is set. */
function settingsShown(application: StoredApplication, { connectors }: Reaching) {
  const secrets = secretSettings(connectors.get(application.connector)?.settings ?? {})
  const set = [...secrets].map(
    (name) =>
      [
        name,
        { secret: secretName(application.spec.settings[name]) ?? (application.secrets[name] ? 'set' : 'not set') },
      ] as const,
  )
  return { ...application.spec.settings, ...Object.fromEntries(set) }
}

export const applicationsRoutes =
  (platform: Platform, reaching: Reaching): Routes =>
  async (app) => {
    app.get(
      '/applications',
      {
        config: { permission: 'applications.read' },
        schema: {
          summary: 'Applications, by name',
          tags: ['applications'],
          querystring: Type.Object(PageQuery),
          response: { 200: ListOf(Type.Object(applicationRow)) },
        },
      },
      async (request) => {
        const { limit, cursor, q } = request.query
        const after = decodeCursor(cursor, 1)?.[0] ?? null
        const rows = await findApplicationRows(
          platform.database,
          { q },
          after === null ? null : String(after),
          limit + 1,
          platform.clock.now(),
        )
        return page(
          rows,
          limit,
          (row) => [row.name],
          (row: ApplicationRow) => row,
          null,
        )
      },
    )

    app.get(
      '/applications/:name',
      {
        config: { permission: 'applications.read' },
        schema: {
          summary: 'One application, with its settings; secrets are never shown',
          tags: ['applications'],
          params: Name,
          response: { 200: Type.Object({ ...applicationRow, settings: Type.Unknown(), document: Type.Unknown() }) },
        },
      },
      async (request, reply) => {
        const { name } = request.params
        const application = await findApplication(platform.database, { name })
        const [row] = await findApplicationRows(platform.database, { name }, null, 1, platform.clock.now())
        if (!application || !row) return sendProblem(reply, 'application.not-found', REFUSALS['application.not-found'])
        return { ...row, settings: settingsShown(application, reaching), document: application.document }
      },
    )

    app.get(
      '/applications/:name/accounts',
      {
        config: { permission: 'applications.read' },
        schema: {
          summary: 'Accounts of an application',
          tags: ['applications'],
          params: Name,
          querystring: Type.Object({
            ...PageQuery,
            orphan: Type.Optional(Type.Boolean({ description: 'Belonging to nobody we know' })),
            status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
          }),
          response: { 200: ListOf(Account) },
        },
      },
      async (request) => {
        const { limit, cursor, ...rest } = request.query
        const filter = { ...rest, application: request.params.name }
        const after = decodeCursor(cursor, 1)?.[0] ?? null
        const rows = await findAccountRows(platform.database, filter, after === null ? null : String(after), limit + 1)
        return page(
          rows,
          limit,
          (row) => [row.id],
          (row: AccountRow) => row,
          await countAccounts(platform.database, filter, EXACT_TOTAL),
        )
      },
    )

    app.get(
      '/identities/:id/accounts',
      {
        config: { permission: 'applications.read' },
        schema: {
          summary: 'Accounts of an identity',
          tags: ['applications'],
          params: Id,
          response: { 200: ListOf(Account) },
        },
      },
      async (request) =>
        page(
          await findAccountRows(platform.database, { identity: request.params.id }, null, 1001),
          1000,
          (row) => [row.id],
          (row: AccountRow) => row,
          null,
        ),
    )

    app.put(
      '/applications/:name/secrets/:setting',
      {
        config: { permission: 'applications.write' },
        schema: {
          summary: 'Set a secret: it is sealed, and can be replaced but not read',
          tags: ['applications'],
          params: Type.Object({ ...Name.properties, setting: Type.String({ maxLength: 100 }) }),
          body: Type.Object(
            { value: Type.String({ minLength: 1, maxLength: 10_000 }) },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { name, setting } = request.params
        const done = await platform.perform(callerOf(request).by, (work) =>
          setSecret(work, platform, reaching, name, setting, request.body.value),
        )
        return send(reply, REFUSALS, done)
      },
    )

    app.post(
      '/applications/:name/check',
      {
        config: { permission: 'applications.write' },
        schema: {
          summary: 'Test the connection',
          tags: ['applications'],
          params: Name,
          response: { 200: Type.Object({ usable: Type.Boolean(), message: Text }) },
        },
      },
      async (request, reply) => {
        const application = await findApplication(platform.database, { name: request.params.name })
        if (!application) return sendProblem(reply, 'application.not-found', REFUSALS['application.not-found'])
        return checkConnection(platform, reaching, application, callerOf(request).by)
      },
    )

    app.post(
      '/accounts/:id/correlate',
      {
        config: { permission: 'applications.write' },
        schema: {
          summary: 'Say whose account it is',
          tags: ['applications'],
          params: Id,
          body: Type.Object(
            {
              identity: Nullable(Type.String({ maxLength: 100, description: 'Name of the identity; null: nobody’s' })),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await platform.perform(callerOf(request).by, (work) =>
            correlateByHand(work, request.params.id as AccountId, request.body.identity),
          ),
        ),
    )

    app.post(
      '/accounts/:id/receives',
      {
        config: { permission: 'applications.write' },
        schema: {
          summary: 'Of several accounts of one identity, provision this one',
          tags: ['applications'],
          params: Id,
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await platform.perform(callerOf(request).by, (work) => letReceive(work, request.params.id as AccountId)),
        ),
    )
  }
