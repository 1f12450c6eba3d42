import { connect, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls'
import type { Host, Outcome } from '@remit/connector-sdk'
import { type Change, Client, type Entry, type SearchOptions } from 'ldapts'

export interface Connection {
  readonly url: string
  readonly startTls: boolean
  readonly ca: string | null
  readonly bindDn: string
  readonly password: string
}

/** LDAP result codes that mean something to an operation (RFC 4511, 4.1.9). */
export const CODES = {
  timeLimit: 3,
  sizeLimit: 4,
  adminLimit: 11,
  noSuchAttribute: 16,
  valueExists: 20,
  noSuchObject: 32,
  invalidDn: 34,
  invalidCredentials: 49,
  busy: 51,
  unavailable: 52,
  classViolation: 65,
  alreadyExists: 68,
} as const

export interface Directory {
  search(base: string, options: SearchOptions): Promise<readonly Entry[]>
  pages(base: string, options: SearchOptions, size: number): AsyncGenerator<readonly Entry[]>
  add(dn: string, attributes: Record<string, string[]>): Promise<void>
  modify(dn: string, changes: Change[]): Promise<void>
  delete(dn: string): Promise<void>
  close(): Promise<void>
}

/** The target could not be reached or did not let us in: nothing has been asked of it yet. */
export class NoConnection extends Error {
  readonly refused: boolean
  constructor(message: string, refused: boolean) {
    super(message)
    this.refused = refused
  }
}

export function openDirectory(settings: Connection, host: Host): Directory {
  let live: Promise<Client> | null = null
  const meter: Meter = { received: 0 }

  /** One client is one bound connection: when it is gone, the next call makes another. */
  async function client(): Promise<Client> {
    meter.received = 0
    const known = live
    const current = await known?.catch(() => null)
    if (current?.isConnected) return current
    // Whoever else found it gone may have begun another: a second one would never be closed.
    if (live === known) live = bound(settings, host, meter)
    return live!
  }

  return {
    async search(base, options) {
      return complete(await (await client()).search(base, { ...REQUEST, ...options }))
    },
    async *pages(base, options, size) {
      const paged = (await client()).searchPaginated(base, { ...REQUEST, ...options, paged: { pageSize: size } })
      for await (const page of paged) {
        meter.received = 0
        yield complete(page)
      }
    },
    add: async (dn, attributes) => (await client()).add(dn, attributes),
    modify: async (dn, changes) => (await client()).modify(dn, changes),
    delete: async (dn) => (await client()).del(dn),
    async close() {
      const open = live
      live = null
      await (await open?.catch(() => null))?.unbind()
    },
  }
}

const REQUEST = { derefAliases: 'never' } as const

/** @throws for a referral: part of the answer is somewhere else, so this one proves nothing about absence. */
function complete({
  searchEntries,
  searchReferences,
}: {
  searchEntries: Entry[]
  searchReferences: string[]
}): Entry[] {
  if (searchReferences.length > 0)
    throw new Error('the directory refers to another server for part of it; connect that one, too')
  return searchEntries
}

interface Meter {
  received: number
}

const LARGEST_ANSWER = 16 * 1024 * 1024

/** The library collects an answer to its end, however long its sender says that it is. */
function metered<Wire extends Socket>(socket: Wire, meter: Meter): Wire {
  socket.on('data', (chunk: Buffer) => {
    meter.received += chunk.length
    if (meter.received > LARGEST_ANSWER) socket.destroy(new Error('the directory sent more than 16 MiB in one answer'))
  })
  return socket
}

async function bound(settings: Connection, host: Host, meter: Meter): Promise<Client> {
  // RFC 4513: a bind with an empty password succeeds as anonymous on many servers, and reads half of everything.
  if (settings.password === '' || settings.bindDn === '')
    throw new NoConnection('bind DN and password are needed', true)
  const url = new URL(settings.url)
  const tls = url.protocol === 'ldaps:'
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (tls ? 636 : 389) : Number(url.port)
  // Connected by address, but the certificate must be the name's. An address has no name to send (RFC 6066).
  const trust = {
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(settings.ca === null ? {} : { ca: settings.ca }),
    checkServerIdentity: (_: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(name, certificate),
  }
  const address = await reach(() => host.resolve({ host: name, port, tls }))
  const [plain, secure] = [onlyOnce(), onlyOnce()]
  const client = new Client({
    url: `${url.protocol}//${address.address.includes(':') ? `[${address.address}]` : address.address}:${port}`,
    timeout: host.deadline,
    connectTimeout: host.deadline,
    // The library would connect again by itself, and anonymously.
    createConnection: ((...given: Parameters<typeof connect>): Socket =>
      metered(
        plain(() => connect(...given)),
        meter,
      )) as typeof connect,
    createSecureConnection: ((...given: Parameters<typeof connectTls>): TLSSocket =>
      metered(
        secure(() => connectTls(...given)),
        meter,
      )) as typeof connectTls,
    ...(tls ? { tlsOptions: trust } : {}),
  })
  return reach(async () => {
    if (settings.startTls) await client.startTLS(trust)
    await client.bind(settings.bindDn, settings.password)
    return client
  }).catch(async (error: unknown) => {
    await client.unbind().catch(() => {})
    throw error
  })
}

function onlyOnce(): <Made>(make: () => Made) => Made {
  let made = false
  return (make) => {
    if (made) throw new Error('the connection was lost')
    made = true
    return make()
  }
}

async function reach<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    const code = codeOf(error)
    const distrusted = /CERT|SELF_SIGNED|VERIFY/.test(String((error as { code?: unknown } | null)?.code))
    const refused = distrusted || (code !== null && code !== CODES.busy && code !== CODES.unavailable)
    const said = code === CODES.invalidCredentials ? 'the bind DN or its password is not accepted' : messageOf(error)
    throw new NoConnection(said, refused)
  }
}

/** The LDAP result code, `null` when the answer was none. */
export const codeOf = (error: unknown): number | null => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'number' ? code : null
}

export function messageOf(error: unknown): string {
  if (codeOf(error) === CODES.sizeLimit)
    return 'the directory gives this bind DN only part of its entries: have its size limit raised (paging does not lift it)'
  return error instanceof Error ? error.message : String(error)
}

/** How an operation fails. `asked`: whether a change had been sent when it did. */
export function failed(error: unknown, asked: boolean): Outcome {
  const reason = messageOf(error)
  if (error instanceof NoConnection)
    return error.refused ? { outcome: 'declined', reason } : { outcome: 'later', after: 30_000, reason }
  const code = codeOf(error)
  if (code === CODES.busy || code === CODES.unavailable) return { outcome: 'later', after: 10_000, reason }
  if (code !== null && code !== CODES.timeLimit && code !== CODES.adminLimit) return { outcome: 'declined', reason }
  return asked ? { outcome: 'unknown', reason } : { outcome: 'later', after: 5_000, reason }
}

export type { Entry }
