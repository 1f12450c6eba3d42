import { accept, type Result, refuse } from '@remit/kernel'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { HOUSE_REFUSALS, sendProblem } from '../../platform/http/problem.ts'
import { type Caller, callerOf, type Routes, send } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { cookieName } from './authenticate.ts'
import {
  addOperator,
  disableOperator,
  IDLE_HOURS,
  MOST_TOKEN_DAYS,
  makeApiToken,
  type Opened,
  SESSION_HOURS,
  setUp,
  signIn,
} from './commands.ts'
import { OPERATOR_ROLES, permissionsOf } from './domain/permissions.ts'
import { REFUSALS, type Refused } from './domain/refusals.ts'
import { hashOfToken } from './domain/token.ts'
import { deleteSession, deleteToken, findOperators, findSession, findTokens } from './store.ts'

const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,99}$', maxLength: 100 })
const Password = Type.String({ minLength: 1, maxLength: 1000 })
const FEW = { rateLimit: { max: 10, timeWindow: '1 minute' } }

export const administrationRoutes =
  (platform: Platform, https: boolean): Routes =>
  async (app) => {
    const { database, clock, perform } = platform
    const cookie = cookieName(https)

    const welcome = (reply: FastifyReply, opened: Result<Opened, Refused>) => {
      if (!opened.ok) return sendProblem(reply, opened.refusal, REFUSALS[opened.refusal], opened.detail)
      const { key, csrf, operator } = opened.value
      // A new key with every sign-in: what was planted before is worth nothing after.
      return reply
        .setCookie(cookie, key, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure: https,
          maxAge: SESSION_HOURS * 3600,
        })
        .send({
          operator: {
            id: operator.id,
            name: operator.name,
            displayName: operator.displayName,
            permissions: permissionList(operator.roles),
          },
          csrf,
        })
    }

    app.post(
      '/session',
      {
        config: { permission: 'open', ...FEW },
        schema: {
          tags: ['session'],
          summary: 'Sign in',
          body: Type.Object(
            { name: Type.String({ maxLength: 100 }), password: Password },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) =>
        welcome(
          reply,
          await signIn(platform, request.body.name, request.body.password, request.headers['user-agent'] ?? ''),
        ),
    )

    app.post(
      '/setup',
      {
        config: { permission: 'open', ...FEW },
        schema: {
          tags: ['session'],
          summary: 'Make the first administrator by the one-time link',
          body: Type.Object(
            {
              token: Type.String({ maxLength: 200 }),
              name: Name,
              displayName: Type.Optional(Type.String({ maxLength: 200 })),
              password: Password,
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { token, name, displayName, password } = request.body
        return welcome(
          reply,
          await setUp(
            platform,
            token,
            { name, displayName: displayName || name, password, roles: ['administrator'], identity: null },
            request.headers['user-agent'] ?? '',
          ),
        )
      },
    )

    app.get(
      '/session',
      { config: { permission: 'open' }, schema: { tags: ['session'], summary: 'Who is signed in' } },
      async (request, reply) => {
        const key = request.cookies[cookie]
        const session = key
          ? await findSession(
              database,
              hashOfToken(key),
              new Date(clock.now()),
              new Date(clock.now() - IDLE_HOURS * 3_600_000),
            )
          : null
        if (!session)
          return sendProblem(reply, 'request.not-signed-in', {
            status: 401,
            title: HOUSE_REFUSALS['request.not-signed-in'].title,
          })
        const { operator, csrf } = session
        return {
          operator: {
            id: operator.id,
            name: operator.name,
            displayName: operator.displayName,
            permissions: permissionList(operator.roles),
          },
          csrf,
        }
      },
    )

    app.delete(
      '/session',
      { config: { permission: 'administration.read-self' }, schema: { tags: ['session'], summary: 'Sign out' } },
      async (request, reply) => {
        const key = request.cookies[cookie]
        if (key) await deleteSession(database, hashOfToken(key))
        return reply.clearCookie(cookie, { path: '/' }).code(204).send()
      },
    )

    app.get(
      '/operators',
      {
        config: { permission: 'administration.read' },
        schema: { tags: ['administration'], summary: 'Who runs Remit' },
      },
      async () => ({
        items: (await findOperators(database)).map(({ passwordHash: _, ...operator }) => operator),
      }),
    )

    app.post(
      '/operators',
      {
        config: { permission: 'administration.write' },
        schema: {
          tags: ['administration'],
          summary: 'Add an operator',
          body: Type.Object(
            {
              name: Name,
              displayName: Type.String({ minLength: 1, maxLength: 200 }),
              password: Password,
              roles: Type.Array(Type.Enum([...OPERATOR_ROLES]), { minItems: 1, maxItems: 3 }),
              identity: Type.Optional(Type.String({ format: 'uuid' })),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { identity = null, roles, ...fresh } = request.body
        if (!holdsAll(callerOf(request), permissionList(roles)))
          return sendProblem(reply, 'request.not-permitted', HOUSE_REFUSALS['request.not-permitted'], BEYOND)
        const added = await perform(callerOf(request).by, (work) =>
          addOperator(work, { ...fresh, roles: roles as (typeof OPERATOR_ROLES)[number][], identity }),
        )
        return send(reply, REFUSALS, added, 201, ({ passwordHash: _, ...operator }) => operator)
      },
    )

    app.delete(
      '/operators/:name',
      {
        config: { permission: 'administration.write' },
        schema: {
          tags: ['administration'],
          summary: 'Disable an operator: out at once',
          params: Type.Object({ name: Name }),
        },
      },
      async (request, reply) =>
        send(
          reply,
          REFUSALS,
          await perform(callerOf(request).by, (work) => disableOperator(work, request.params.name)),
        ),
    )

    app.get(
      '/tokens',
      {
        config: { permission: 'administration.read' },
        schema: { tags: ['administration'], summary: 'API tokens, without their secrets' },
      },
      async () => ({ items: await findTokens(database) }),
    )

    app.post(
      '/tokens',
      {
        config: { permission: 'administration.write' },
        schema: {
          tags: ['administration'],
          summary: 'Make an API token; it is shown once',
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 100 }),
              days: Type.Integer({ minimum: 1, maximum: MOST_TOKEN_DAYS }),
              permissions: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 100 }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const { name, days, permissions } = request.body
        if (!holdsAll(caller, permissions))
          return sendProblem(reply, 'request.not-permitted', HOUSE_REFUSALS['request.not-permitted'], BEYOND)
        // What a token makes belongs to whom the token belongs to, and ends with them.
        return send(
          reply,
          REFUSALS,
          await perform(caller.by, (work) => makeApiToken(work, name, days, caller.operator, permissions)),
          201,
        )
      },
    )

    app.delete(
      '/tokens/:id',
      {
        config: { permission: 'administration.write' },
        schema: {
          tags: ['administration'],
          summary: 'End a token',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        },
      },
      async (request, reply) => {
        const ended = await perform(callerOf(request).by, async (work) =>
          (await deleteToken(work.tx, request.params.id)) ? accept() : refuse('operator.not-found' as const),
        )
        return send(reply, REFUSALS, ended)
      },
    )
  }

const BEYOND = 'Nobody gives what they do not hold.'
const holdsAll = ({ permissions }: Caller, given: readonly string[]): boolean =>
  given.every((permission) => permissions.has(permission))

const permissionList = (roles: readonly string[]): readonly string[] => [...permissionsOf(roles)]
