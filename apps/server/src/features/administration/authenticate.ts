import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Authenticate, Caller } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { IDLE_HOURS } from './commands.ts'
import { EVERYTHING, permissionsOf } from './domain/permissions.ts'
import { hashOfToken } from './domain/token.ts'
import { applicationsOwnedBy, findSession, findToken, type Operator, touchSession } from './store.ts'

/** So long a token's rights are believed without asking again: disabling takes hold within it. */
const BELIEVED = 2_000
const MOST_BELIEVED = 2_000
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export const cookieName = (https: boolean): string => (https ? '__Host-remit' : 'remit_session')

/**
 * One gate for everything: a bearer token, or the session cookie with its proof. A request that carries both is held
 * to the token alone, so that a page cannot ride on somebody's cookie with a token of its own.
 */
export function authenticator(platform: Platform, https: boolean): Authenticate {
  const believed = new Map<string, { readonly caller: Caller | null; readonly until: number; readonly ends: number }>()
  const { database, clock } = platform

  const byToken = async (token: string): Promise<Caller | null> => {
    const hash = hashOfToken(token)
    const key = hash.toString('base64')
    const known = believed.get(key)
    if (known && known.until > performance.now()) return known.ends > clock.now() ? known.caller : null
    const found = await findToken(database, hash, new Date(clock.now()))
    const caller: Caller | null = found && {
      by: { kind: 'token', id: found.id, name: found.name },
      permissions: within(found.permissions, found.ownerRoles),
      owns: new Set(found.identity ? await applicationsOwnedBy(database, found.identity) : []),
      operator: found.operator,
      identity: found.identity,
    }
    if (believed.size > MOST_BELIEVED) believed.clear()
    believed.set(key, {
      caller,
      until: performance.now() + BELIEVED,
      ends: found?.ends?.getTime() ?? Number.POSITIVE_INFINITY,
    })
    return caller
  }

  const bySession = async (request: FastifyRequest, key: string): Promise<Caller | null | 'forged'> => {
    const now = clock.now()
    const hash = hashOfToken(key)
    const session = await findSession(database, hash, new Date(now), new Date(now - IDLE_HOURS * 3_600_000))
    if (!session) return null
    if (!SAFE.has(request.method) && !proves(request, session.csrf)) return 'forged'
    if (now - session.seenAt.getTime() > 60_000) await touchSession(database, hash, new Date(now))
    return callerFrom(session.operator)
  }

  const callerFrom = async (operator: Operator): Promise<Caller> => ({
    by: { kind: 'operator', id: operator.id, name: operator.name },
    permissions: permissionsOf(operator.roles),
    owns: new Set(operator.identity ? await applicationsOwnedBy(database, operator.identity) : []),
    operator: operator.id,
    identity: operator.identity,
  })

  return async (request) => {
    const bearer = /^Bearer (\S{1,300})$/i.exec(request.headers.authorization ?? '')
    if (bearer) return byToken(bearer[1]!)
    const key = request.cookies[cookieName(https)]
    return key ? bySession(request, key) : null
  }
}

/** A token holds what it was given, as far as its owner still holds it. */
function within(permissions: readonly string[], ownerRoles: readonly string[] | null): ReadonlySet<string> {
  const owner = ownerRoles === null ? EVERYTHING : permissionsOf(ownerRoles)
  if (permissions.includes('*')) return owner
  return new Set(permissions.filter((permission) => owner.has(permission)))
}

/** Another site cannot read the proof, nor send a header of its own, nor claim our origin. */
function proves(request: FastifyRequest, csrf: string): boolean {
  const { origin, host } = request.headers
  if (origin !== undefined && URL.parse(origin)?.host !== host) return false
  const sent = Buffer.from(String(request.headers['x-remit-csrf'] ?? ''))
  const wanted = Buffer.from(csrf)
  return sent.length === wanted.length && timingSafeEqual(sent, wanted)
}
