import type { Host, Outcome } from '@remit/connector-sdk'
import { isDeeperThan, type Json, type JsonObject, objectOf, textOf } from './json.ts'

/** What became of a request, in the terms that matter to an operation. */
export type Answer =
  | { readonly is: 'good'; readonly body: JsonObject; readonly version: string | null }
  | { readonly is: 'absent' }
  | { readonly is: 'conflict'; readonly detail: string }
  /** Changed since we looked (412). */
  | { readonly is: 'changed-meanwhile' }
  /** This way of asking is not offered (405, 501). */
  | { readonly is: 'not-offered'; readonly detail: string }
  | { readonly is: 'refused'; readonly detail: string }
  /** Nothing happened; ask again after so many milliseconds. */
  | { readonly is: 'busy'; readonly after: number; readonly detail: string }
  /** Sent, and no usable answer came back. */
  | { readonly is: 'lost'; readonly detail: string }

export type Good = Extract<Answer, { is: 'good' }>
export type Bad = Exclude<Answer, Good>

export interface ScimClient {
  get(path: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: Json, version?: string | null): Promise<Answer>
}

const DEEPEST_JSON = 32
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']

export function scimClient(base: string, token: string, host: Host): ScimClient {
  const root = base.replace(/\/+$/, '')
  async function ask(method: string, path: string, body?: Json, version?: string | null): Promise<Answer> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${token}`,
      Accept: 'application/scim+json, application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
      ...(version ? { 'If-Match': version } : {}),
    }
    try {
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
      return understood(await host.fetch(`${root}${path}`, init), host.now())
    } catch (error) {
      const { message, code, cause } = error as { message?: string; code?: string; cause?: { code?: string } }
      const detail = `the target did not answer (${message ?? 'unknown'})`
      return NEVER_SENT.includes(code ?? cause?.code ?? '')
        ? { is: 'busy', after: 30_000, detail }
        : { is: 'lost', detail }
    }
  }
  return {
    get: (path) => ask('GET', path),
    send: (method, path, body, version) => ask(method, path, body, version),
  }
}

type Response = Awaited<ReturnType<Host['fetch']>>

function understood({ status, headers, body }: Response, now: number): Answer {
  const json = parsed(body)
  const detail = complaint(status, json)
  if (status === 429 || (status === 503 && header(headers, 'retry-after') !== null))
    return { is: 'busy', after: waitFor(header(headers, 'retry-after'), now), detail }
  if (status === 501 || status === 405) return { is: 'not-offered', detail }
  if (status >= 500) return { is: 'lost', detail }
  if (status === 404) return { is: 'absent' }
  if (status === 409) return { is: 'conflict', detail }
  if (status === 412) return { is: 'changed-meanwhile' }
  if (status < 200 || status > 299) return { is: 'refused', detail }
  if (json === null) return { is: 'lost', detail: `${status} without readable JSON` }
  return { is: 'good', body: json, version: header(headers, 'etag') ?? textOf(objectOf(json.meta)?.version) }
}

/** `null` is no JSON object; an empty body is an empty object (204, and servers that send 200 without a body). */
function parsed(body: string): JsonObject | null {
  if (body.trim() === '') return {}
  if (isDeeperThan(body, DEEPEST_JSON)) return null
  try {
    return objectOf(JSON.parse(body) as Json)
  } catch {
    return null
  }
}

function complaint(status: number, json: JsonObject | null): string {
  const said = [textOf(json?.scimType), textOf(json?.detail)].filter((part) => part !== null).join(': ')
  const known: Record<number, string> = {
    401: 'the token is not accepted',
    403: 'the token may not do this',
    413: 'the request is too large for the target',
  }
  return [`${status}`, known[status] ?? '', said.slice(0, 500)].filter(Boolean).join(' ')
}

const LONGEST_WAIT = 3_600_000

/** Retry-After in seconds or as a date, kept between a second and an hour, whatever the target fancies. */
function waitFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 10_000
  const wished = /^\d{1,12}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isNaN(wished) ? 10_000 : Math.min(Math.max(wished, 1_000), LONGEST_WAIT)
}

const header = (headers: Readonly<Record<string, string>>, name: string): string | null =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null

/** How a request that was only to look fails the operation it was for: nothing has been changed by looking. */
export function notSeen(answer: Bad): Outcome {
  if (answer.is === 'busy') return { outcome: 'later', after: answer.after, reason: answer.detail }
  if (answer.is === 'lost') return { outcome: 'later', after: 5_000, reason: answer.detail }
  return { outcome: 'declined', reason: reasonOf(answer) }
}

/** How a request that was to change something fails: without an answer it may have happened all the same. */
export function notDone(answer: Bad): Outcome {
  if (answer.is === 'busy') return { outcome: 'later', after: answer.after, reason: answer.detail }
  if (answer.is === 'lost') return { outcome: 'unknown', reason: answer.detail }
  if (answer.is === 'changed-meanwhile') return { outcome: 'later', after: 1_000, reason: reasonOf(answer) }
  return { outcome: 'declined', reason: reasonOf(answer) }
}

export function reasonOf(answer: Bad): string {
  if (answer.is === 'absent') return '404 not found'
  return answer.is === 'changed-meanwhile' ? 'changed by somebody else at the same time' : answer.detail
}
