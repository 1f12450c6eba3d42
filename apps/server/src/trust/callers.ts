import type { TestRemit } from '../testing/test-remit.ts'

export type Headers = Readonly<Record<string, string>>
export type Role = 'administrator' | 'auditor' | 'application-owner'

export const PASSWORD = 'correct horse battery staple'

/** Adds an operator and signs in. @returns what a browser would send. */
export async function signedIn(
  remit: TestRemit,
  name: string,
  roles: readonly Role[],
  identity?: string,
): Promise<Headers> {
  await remit.ask('POST', '/operators', {
    name,
    displayName: name,
    password: PASSWORD,
    roles,
    ...(identity ? { identity } : {}),
  })
  return signIn(remit, name)
}

export async function signIn(remit: TestRemit, name: string, password = PASSWORD): Promise<Headers> {
  const answer = await remit.http.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: addressOf(name),
    payload: { name, password },
  })
  if (answer.statusCode !== 200) throw new Error(`${name} could not sign in: ${answer.body}`)
  return { cookie: cookieOf(answer.headers['set-cookie']), 'x-remit-csrf': answer.json().csrf }
}

export const cookieOf = (header: string | readonly string[] | undefined): string =>
  String([header].flat()[0]).split(';')[0]!

/** Sign-ins are limited by address: each name has one of its own. */
const addressOf = (name: string): string => `10.0.${name.length}.${name.charCodeAt(0)}`

export async function tokenOf(
  remit: TestRemit,
  by: Headers,
  permissions: readonly string[],
  days = 1,
): Promise<Headers> {
  const answer = await remit.http.inject({
    method: 'POST',
    url: '/api/v1/tokens',
    headers: by,
    payload: { name: 'test', days, permissions },
  })
  if (answer.statusCode !== 201) throw new Error(`no token: ${answer.body}`)
  return { authorization: `Bearer ${answer.json().token}` }
}

/** Past the time for which a token is believed without asking. */
export const tokensAreAskedAgain = () => new Promise((resume) => setTimeout(resume, 2_100))
