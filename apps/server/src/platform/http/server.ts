import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Actor } from '@remit/kernel'
import { Ajv } from 'ajv'
import ajvFormats from 'ajv-formats'
import Fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import type { Log } from '../log.ts'
import { HOUSE_REFUSALS, Problem, sendProblem } from './problem.ts'
import { unreadable } from './readable.ts'
import { securityHeaders } from './security-headers.ts'

/** Who calls, as found out once per request. */
export interface Caller {
  readonly by: Actor
  readonly permissions: ReadonlySet<string>
  /** The applications whose owner this is, where the permission is limited to one's own part. */
  readonly owns: ReadonlySet<string>
  /** The operator who is signed in, or whose token it is; `null`: the token of the installation. */
  readonly operator: string | null
  /** The identity behind the caller, where one is known: nobody acts alone for their own benefit. */
  readonly identity: string | null
}

export interface RouteSeen {
  readonly method: string
  readonly url: string
  readonly permission: string
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, with what it asks for: so that somebody can look over all of them. */
    readonly routes: readonly RouteSeen[]
  }
  interface FastifyRequest {
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** What a caller must hold. `open`: anybody. Every route says one or the process does not start. */
    permission?: string
  }
}

export type Routes = FastifyPluginAsync<Record<never, never>, RawServerDefault, TypeBoxTypeProvider>
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, never, TypeBoxTypeProvider>

/** Finds out who calls; `forged` when a session comes without its proof. */
export type Authenticate = (request: FastifyRequest) => Promise<Caller | null | 'forged'>

export interface HttpOptions {
  readonly log: Log
  readonly authenticate: Authenticate
  readonly https: boolean
}

/** The caller of a route that is not open. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('a route without a caller must be open')
  return request.caller
}

/** What an RFC 3339 moment may be beyond its form: one that exists, in years that a database and a calendar both know. */
const isMoment = (text: string): boolean => {
  const [, year, month, day] = (text.length <= 40 && MOMENT.exec(text)) || []
  // The 30th of February would be taken for a day in March.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) return false
  return Date.parse(text) >= FIRST && Date.parse(text) < LAST
}
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
const FIRST = Date.UTC(1900, 0)
const LAST = Date.UTC(9999, 0)

const formats = (ajv: Ajv): Ajv => ajvFormats.default(ajv, ['uuid', 'date', 'email']).addFormat('date-time', isMoment)
const OPTIONS = { removeAdditional: false, useDefaults: true, allErrors: true, strict: false } as const
const strict = formats(new Ajv({ ...OPTIONS, coerceTypes: false }))
const fromText = formats(new Ajv({ ...OPTIONS, coerceTypes: 'array' }))

/** PostgreSQL: invalid text representation, invalid or overflowing date, number out of range, no such character. */
const UNREADABLE = new Set(['22P02', '22007', '22008', '22003', '22021'])

export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    bodyLimit: 1024 * 1024,
    genReqId: (request) => String(request.headers['x-request-id'] ?? randomUUID()).slice(0, 128),
    routerOptions: { maxParamLength: 300 },
  })
  // Bodies are taken as they are; only what comes as text (query, path, headers) is turned into its type.
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : fromText).compile(schema as object),
  )
  app.setErrorHandler(
    (
      error: Error & {
        statusCode?: number
        validation?: readonly { instancePath: string; message?: string; params?: Record<string, unknown> }[]
        validationContext?: string
      },
      request,
      reply,
    ) => {
      if (error.validation) {
        const problems = error.validation.slice(0, 20).map((one) => ({
          at: `${error.validationContext ?? ''}${one.instancePath}`,
          problem: [
            one.message ?? 'is not allowed',
            ...Object.entries(one.params ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
          ].join('; '),
        }))
        return sendProblem(
          reply,
          'request.malformed',
          HOUSE_REFUSALS['request.malformed'],
          problems.map((p) => `${p.at} ${p.problem}`).join('. '),
          problems,
        )
      }
      // A value that passed every schema and that the database still cannot read: a cursor somebody made up.
      if (UNREADABLE.has((error as { code?: string }).code ?? ''))
        return sendProblem(
          reply,
          'request.malformed',
          HOUSE_REFUSALS['request.malformed'],
          'It contains a value that cannot be read.',
        )
      const status = error.statusCode ?? 500
      if (status === 429)
        return sendProblem(reply, 'request.too-many', HOUSE_REFUSALS['request.too-many'], error.message)
      if (status < 500)
        return sendProblem(
          reply,
          'request.malformed',
          { status, title: HOUSE_REFUSALS['request.malformed'].title },
          error.message,
        )
      options.log.error(
        { request: request.id, route: request.routeOptions.url, error: error.stack },
        'a request failed',
      )
      return sendProblem(
        reply,
        'server.failed',
        { status: 500, title: 'Something went wrong on our side.' },
        `Reference ${request.id}`,
      )
    },
  )
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, 'request.no-such-thing', HOUSE_REFUSALS['request.no-such-thing']),
  )

  await app.register(cookie)
  // Mounted on the routes that need it: the check path must stay cheap.
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Remit',
        version: '1',
        description: 'Entitlement management: who may use what, why, for how long, on which device.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'remit_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `shape-${index}`) },
  })
  app.addSchema(Problem)

  app.decorateRequest('caller', null)
  const security = securityHeaders(options.https)
  const routes: RouteSeen[] = []
  app.decorate('routes', routes)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.permission) throw new Error(`${method} ${url} does not say which permission it needs`)
    for (const one of [method].flat()) routes.push({ method: one, url, permission: config.permission })
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(security).header('x-request-id', request.id)
    const permission = request.routeOptions.config.permission
    if (permission === undefined || permission === 'open') return
    const caller = await options.authenticate(request)
    if (caller === 'forged') return sendProblem(reply, 'request.forged', HOUSE_REFUSALS['request.forged'])
    if (!caller) {
      reply.header('www-authenticate', 'Bearer')
      return sendProblem(reply, 'request.not-signed-in', {
        status: 401,
        title: HOUSE_REFUSALS['request.not-signed-in'].title,
      })
    }
    if (!caller.permissions.has(permission))
      return sendProblem(
        reply,
        'request.not-permitted',
        HOUSE_REFUSALS['request.not-permitted'],
        `It needs ${permission}.`,
      )
    request.caller = caller
  })
  app.addHook('preValidation', async (request, reply) => {
    for (const [at, value] of [
      ['body', request.body],
      ['query', request.query],
      ['path', request.params],
    ] as const) {
      const flaw = unreadable(value)
      if (flaw)
        return sendProblem(reply, 'request.malformed', HOUSE_REFUSALS['request.malformed'], `${at} ${flaw}`, [
          { at, problem: flaw },
        ])
    }
  })
  return app
}

/** Sends what a deed answered: its value with the mark of its commit, or the refusal from the feature's table. */
export function send<Value, Code extends string>(
  reply: FastifyReply,
  refusals: Readonly<Record<Code, { status: number; title: string }>>,
  performed: {
    readonly answer:
      | { readonly ok: true; readonly value: Value }
      | { readonly ok: false; readonly refusal: Code; readonly detail?: string }
    readonly revision: string
  },
  status = 200,
  show: (value: Value) => unknown = (value) => value ?? {},
): FastifyReply {
  const { answer, revision } = performed
  if (!answer.ok) return sendProblem(reply, answer.refusal, refusals[answer.refusal], answer.detail)
  return reply.code(status).header('remit-revision', revision).send(show(answer.value))
}
