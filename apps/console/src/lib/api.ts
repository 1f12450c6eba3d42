/**
 * The one place that speaks HTTP. The session is a cookie the page cannot read; every change carries the token
 * the session answered with, so that another site cannot make a browser send it.
 */

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** What the server said no with: RFC 9457. `reference` is what a person copies into a ticket. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly reference: string | undefined

  constructor(said: { status: number; code: string; title: string; detail: string; reference?: string | undefined }) {
    super(said.detail)
    this.status = said.status
    this.code = said.code
    this.title = said.title
    this.reference = said.reference
  }
}

let csrf = ''

export function rememberCsrf(token: string): void {
  csrf = token
}

export const ask = <Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> =>
  exchange('GET', path + queryString(query), undefined, signal)

export const send = <Answer>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> => exchange(method, path, body, signal)

async function exchange<Answer>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['X-Remit-CSRF'] = csrf
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Problem({
      status: 0,
      code: 'network',
      title: 'The server does not answer',
      detail: 'Nothing was changed. The page keeps what it has and asks again when you press Retry.',
    })
  }
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}

async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => null)) as Record<string, unknown> | null
  const text = (key: string): string | undefined =>
    typeof said?.[key] === 'string' ? (said[key] as string) : undefined
  return new Problem({
    status: response.status,
    code: text('code') ?? 'unknown',
    title: text('title') ?? `The server answered ${response.status}`,
    detail: text('detail') ?? '',
    reference: text('instance') ?? response.headers.get('x-request-id') ?? undefined,
  })
}

/** `?a=1&b=x`, or nothing. Empty and undefined members are left out: an empty filter is no filter. */
export function queryString(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`
}

export const segment = (name: string): string => encodeURIComponent(name)
