import { answered, createClient, type paths, Refused, type RemitClient, Unreachable } from '@remit/api-client'

/**
 * The one place that speaks to the server, through the client everybody uses: it repeats nothing twice and reads
 * what it wrote. The session is a cookie the page cannot read; every change also carries the token the session
 * answered with, so that another site cannot make a browser send it.
 */

type Method = 'get' | 'post' | 'patch' | 'delete'

/** `/plans/{id}/apply` as somebody fills it in. */
type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path

/** What the server has by this method, after `/api/v1`: a path it does not have does not compile. */
export type PathOf<Asked extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Asked, object>
    ? Path extends `/api/v1${infer Rest}`
      ? Filled<Rest>
      : never
    : never
}[keyof paths]

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** What the server said no with. `reference` is what a person copies into a ticket. */
export class Problem extends Error {
  override readonly name = 'Problem'
  /** 0: nobody answered. */
  readonly status: number
  readonly title: string
  readonly reference: string | undefined

  constructor(said: { status: number; title: string; detail: string; reference?: string | undefined }) {
    super(said.detail || said.title)
    this.status = said.status
    this.title = said.title
    this.reference = said.reference
  }
}

let csrf = ''
export function rememberCsrf(token: string): void {
  csrf = token
}

let made: RemitClient | null = null
const client = (): RemitClient => {
  made ??= createClient({
    url: location.origin,
    fetch: (request) => {
      if (request.method !== 'GET') request.headers.set('x-remit-csrf', csrf)
      return fetch(request)
    },
  })
  return made
}

export const ask = <Answer>(path: PathOf<'get'>, query: Query = {}, signal?: AbortSignal): Promise<Answer> =>
  exchange<Answer>('get', path, { params: { query: given(query) } }, signal)

export const send = <Answer>(
  method: Uppercase<Exclude<Method, 'get'>>,
  path: PathOf<'post'> | PathOf<'patch'> | PathOf<'delete'>,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> => exchange<Answer>(method.toLowerCase() as Method, path, body === undefined ? {} : { body }, signal)

async function exchange<Answer>(
  method: Method,
  path: string,
  init: object,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const request = client().request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Parameters<typeof answered>[0]
  let reference: string | undefined
  try {
    const call = request(method, `/api/v1${path}`, signal ? { ...init, signal } : init)
    reference = (await call).response.headers.get('x-request-id') ?? undefined
    return await answered<Answer>(call)
  } catch (cause) {
    if (signal?.aborted) throw cause
    if (cause instanceof Refused) {
      const { status, title, detail = '' } = cause.problem
      // What broke is for the log, not for the reader; the reference leads there.
      throw new Problem(
        status >= 500
          ? { status, title, detail: 'The log of the server says why.', reference }
          : { status, title, detail, reference },
      )
    }
    if (!(cause instanceof Unreachable)) throw cause
    throw new Problem({
      status: 0,
      title: 'The server does not answer',
      detail: 'Nothing was changed. The page keeps what it has and asks again when you press Retry.',
    })
  }
}

/** Empty and undefined members are left out: an empty filter is no filter. */
const given = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''))

export const segment = (name: string): string => encodeURIComponent(name)
