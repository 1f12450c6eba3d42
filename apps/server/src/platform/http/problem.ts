import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'

/** One line of a feature's table of refusals: what may be answered "no", with which status, in which words. */
export interface RefusalKind {
  readonly status: 400 | 403 | 404 | 409 | 412 | 422 | 423 | 429 | 503
  readonly title: string
}
export type RefusalTable = Readonly<Record<string, RefusalKind>>

/** RFC 9457. `code` is stable; `detail` says what was wrong in this case and what was allowed. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    problems: Type.Optional(Type.Array(Type.Object({ at: Type.String(), problem: Type.String() }))),
  },
  { $id: 'Problem' },
)

export function sendProblem(
  reply: FastifyReply,
  code: string,
  kind: { status: number; title: string },
  detail?: string,
  problems?: readonly { at: string; problem: string }[],
): FastifyReply {
  return reply
    .code(kind.status)
    .type('application/problem+json')
    .send({
      type: `/docs/errors#${code}`,
      title: kind.title,
      status: kind.status,
      code,
      ...(detail ? { detail } : {}),
      ...(problems ? { problems } : {}),
    })
}

/** What the house itself may answer, whatever the feature. */
export const HOUSE_REFUSALS = {
  'request.malformed': { status: 400, title: 'The request does not have the shape it must have.' },
  'request.not-signed-in': { status: 403, title: 'Sign in, or send a token.' },
  'request.not-permitted': { status: 403, title: 'This needs a permission you do not have.' },
  'request.no-such-thing': { status: 404, title: 'There is nothing here.' },
  'request.too-many': { status: 429, title: 'Too many requests.' },
  'request.forged': { status: 403, title: 'The request does not come from the console that is signed in.' },
  'request.too-early': { status: 503, title: 'This server has not seen the revision asked for yet.' },
  'request.key-reused': { status: 409, title: 'This Idempotency-Key was used for another request.' },
  'request.still-running': { status: 409, title: 'The first request with this Idempotency-Key is still running.' },
} as const satisfies RefusalTable
