import createFetchClient, { type Client, type Middleware } from 'openapi-fetch'
import { problemOf, Refused, Unreachable } from './problem.ts'
import type { paths } from './schema.gen.ts'

export interface ClientOptions {
  /** Where the server is, without `/api/v1`: `http://127.0.0.1:8080`. */
  readonly url: string
  /** Without one, the session cookie speaks: in a browser. */
  readonly token?: string
  readonly fetch?: (request: Request) => Promise<Response>
}

export type RemitClient = Client<paths>

/**
 * The API, typed by its own description. Each write carries a key of its own, so that sending it again does it once;
 * each read asks for a state at least as new as what this client wrote, whichever process answers.
 */
export function createClient({ url, token, fetch }: ClientOptions): RemitClient {
  const client = createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    ...(fetch ? { fetch } : {}),
    querySerializer: { array: { style: 'form', explode: true } },
  })
  client.use(bearing(token), readingOwnWrites(), reachable(url))
  return client
}

const isWrite = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD'

const bearing = (token: string | undefined): Middleware => ({
  onRequest({ request }) {
    if (token) request.headers.set('authorization', `Bearer ${token}`)
    if (isWrite(request) && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID())
    return request
  },
})

function readingOwnWrites(): Middleware {
  let newest: string | null = null
  return {
    onRequest({ request }) {
      if (newest !== null && !isWrite(request)) request.headers.set('remit-at-least', newest)
      return request
    },
    onResponse({ request, response }) {
      if (isWrite(request)) newest = response.headers.get('remit-revision') ?? newest
    },
  }
}

/** `fetch` says "fetch failed" and hides the reason one level down. */
const reachable = (url: string): Middleware => ({
  onError({ error }) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause)
    return new Unreachable(`${url} does not answer: ${reason}`)
  },
})

/**
 * The body of a good answer. `Body` stands where the description does not say what the answer looks like.
 * @throws Refused with the problem the server sent.
 */
export async function answered<Body>(
  call: Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>,
): Promise<Body> {
  const { data, error, response } = await call
  if (!response.ok) throw new Refused(problemOf(error, response.status))
  return data as Body
}
