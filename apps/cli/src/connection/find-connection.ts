import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import path from 'node:path'

/** A value, and where it was found: `remit config` shows both. */
export interface Setting {
  readonly value: string
  readonly from: string
}

export interface Connection {
  readonly url: Setting
  /** `null`: there is none anywhere it was looked for. */
  readonly token: Setting | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The clone this command stands in: `apps/cli/{src,dist}/connection` is four steps below it. */
export const CLONE = path.resolve(import.meta.dirname, '../../../..')

/** Where the local server keeps its data: as the server itself reads it. */
export const dataDirectory = (environment: Environment): string =>
  path.resolve(CLONE, environment.REMIT_DATA_DIR || '.remit')

export const credentialsFile = (environment: Environment): string =>
  path.join(environment.XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'remit/credentials.json')

/** What the local server leaves for the person who started it. */
export const localFile = (environment: Environment): string => path.join(dataDirectory(environment), 'cli-token')

/**
 * The server to speak to, and as whom: what the command line says, then the environment, then the last `remit login`,
 * then the server of this clone. A token is sent to the server it was given by, and to no other.
 */
export function findConnection(flags: { readonly url?: string | undefined }, environment: Environment): Connection {
  const saved = readCredentials(credentialsFile(environment))
  const local = isPrivate(localFile(environment)) ? readCredentials(localFile(environment)) : null
  const url = firstOf(
    [flags.url, '--url'],
    [environment.REMIT_URL, 'REMIT_URL'],
    [saved?.url, credentialsFile(environment)],
    [local?.url, localFile(environment)],
    ['http://127.0.0.1:8080', 'default'],
  )!
  const token = firstOf(
    [environment.REMIT_TOKEN, 'REMIT_TOKEN'],
    [isSame(saved?.url, url.value) ? saved?.token : undefined, credentialsFile(environment)],
    [isSame(local?.url, url.value) ? local?.token : undefined, localFile(environment)],
    [isLoopback(url.value) ? environment.REMIT_BOOTSTRAP_TOKEN : undefined, 'REMIT_BOOTSTRAP_TOKEN'],
  )
  return { url, token }
}

const isSame = (one: string | undefined, other: string): boolean =>
  one !== undefined && URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin

const firstOf = (...candidates: readonly (readonly [string | undefined, string])[]): Setting | null => {
  const [value, from] = candidates.find(([each]) => each) ?? []
  return value && from ? { value, from } : null
}

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}

/** A file of our own that nobody else may read: whoever could write it could have us speak as somebody else. */
function isPrivate(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) return false
  return process.platform === 'win32' || (found.uid === userInfo().uid && (found.mode & 0o077) === 0)
}

interface Credentials {
  readonly url: string
  readonly token: string
}

function readCredentials(file: string): Credentials | null {
  if (!existsSync(file)) return null
  try {
    const { url, token } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Credentials>
    return typeof url === 'string' && typeof token === 'string' ? { url, token } : null
  } catch {
    return null
  }
}
