/** A refusal as every route sends it (RFC 9457). `code` is stable; `detail` says what was wrong in this case. */
export interface Problem {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly problems?: readonly { readonly at: string; readonly problem: string }[]
}

/** The server said no, in words for whoever asked. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ? `${problem.title} ${problem.detail}` : problem.title)
    this.problem = problem
  }
}

/** Nobody answered, or something that is not Remit did. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** What came instead of an answer, as a problem: a proxy's error page says no more than its status. */
export function problemOf(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as Problem
  return {
    title: `The server answered ${status}.`,
    status,
    code: `http.${status}`,
    ...(typeof body === 'string' && body ? { detail: body.slice(0, 300) } : {}),
  }
}
