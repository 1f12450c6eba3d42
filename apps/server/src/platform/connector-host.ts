import { lookup as lookUp } from 'node:dns/promises'
import fs from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Host } from '@remit/connector-sdk'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

export interface HostOptions {
  /** Connectors read and write files here and below, and nowhere else; a relative path is looked for in each, in order. */
  readonly fileRoots: readonly [string, ...string[]]
  /** Whether loopback and private addresses may be reached. Link-local ones (cloud metadata) never are. */
  readonly privateTargets: boolean
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds any single call may take, from the first byte sent to the last received. */
  readonly deadline?: number
  /** Bytes of an answer, decompressed. */
  readonly answerLimit?: number
}

const DEADLINE = 20_000
const ANSWER_LIMIT = 64 * 1024 * 1024

/** What connectors get of the outside. One per connected system, so that a log line says whose it is. */
export function connectorHost(options: HostOptions, system: string): Host {
  const deadline = options.deadline ?? DEADLINE
  const guard = addressGuard(options.privateTargets)
  return {
    deadline,
    now: () => options.clock.now(),
    log: (message, fields) => options.log.info({ system, ...fields }, message),
    fetch: (url, init) => fetchGuarded(new URL(url), init ?? {}, guard, deadline, options.answerLimit ?? ANSWER_LIMIT),
    async resolve({ host }) {
      const [first] = await addressesOf(host, guard)
      return { address: first!.address }
    },
    files: {
      read: async (file) => fs.readFile(await allowed(options.fileRoots, file)),
      exists: async (file) => (await found(options.fileRoots, file)) !== null,
      async write(file, bytes) {
        const target = await allowed(options.fileRoots, file)
        const beside = `${target}.new-${process.pid}`
        await fs.writeFile(beside, bytes, { mode: 0o600 })
        await fs.rename(beside, target)
      },
    },
  }
}

type Guard = (address: string) => string | null

/** Why an address may not be reached, or `null`. */
export function addressGuard(privateTargets: boolean): Guard {
  const never = new net.BlockList()
  never.addSubnet('169.254.0.0', 16)
  never.addSubnet('fe80::', 10, 'ipv6')
  never.addSubnet('0.0.0.0', 8)
  never.addAddress('::', 'ipv6')
  never.addSubnet('224.0.0.0', 3)
  never.addSubnet('ff00::', 8, 'ipv6')
  const inside = new net.BlockList()
  for (const [subnet, prefix] of [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const)
    inside.addSubnet(subnet, prefix)
  inside.addAddress('::1', 'ipv6')
  inside.addSubnet('fc00::', 7, 'ipv6')
  return (address) => {
    const family = net.isIPv6(address) ? 'ipv6' : 'ipv4'
    // BlockList knows that ::ffff:10.0.0.1 is 10.0.0.1.
    if (never.check(address, family)) return `${address} is link-local, unspecified or multicast`
    return !privateTargets && inside.check(address, family)
      ? `${address} is private, and REMIT_PRIVATE_TARGETS is "no"`
      : null
  }
}

async function addressesOf(host: string, guard: Guard): Promise<readonly { address: string; family: number }[]> {
  const name = host.replace(/^\[|\]$/g, '')
  const addresses = net.isIP(name) ? [{ address: name, family: net.isIP(name) }] : await lookUp(name, { all: true })
  // One refused address is enough: a name that answers both inside and outside is a trap.
  for (const { address } of addresses) {
    const no = guard(address)
    if (no) throw new Error(`${host} may not be reached: ${no}`)
  }
  return addresses
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Redirects are answers like others. The address that was checked is the one that is connected to. */
async function fetchGuarded(
  url: URL,
  init: { method?: string; headers?: Record<string, string>; body?: string },
  guard: Guard,
  deadline: number,
  limit: number,
): Promise<Answer> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Error(`${url.protocol} is no protocol of a target`)
  const signal = AbortSignal.timeout(deadline)
  const addresses = await addressesOf(url.hostname, guard)
  const { request } = url.protocol === 'https:' ? https : http
  const response = await new Promise<http.IncomingMessage>((answered, failed) => {
    const call = request(
      url,
      {
        method: init.method ?? 'GET',
        headers: {
          'user-agent': 'remit',
          'accept-encoding': 'identity',
          ...init.headers,
          ...(init.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(init.body)) }),
        },
        signal,
        lookup: (_host, wanted, done) => {
          if (wanted.all) (done as (error: null, all: typeof addresses) => void)(null, addresses)
          else
            (done as (error: null, address: string, family: number) => void)(
              null,
              addresses[0]!.address,
              addresses[0]!.family,
            )
        },
      },
      answered,
    )
    call.on('error', failed)
    call.end(init.body)
  })
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limit) {
      response.destroy()
      throw new Error(`the answer has more than ${limit} bytes`)
    }
    chunks.push(chunk)
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const body = await decompress(Buffer.concat(chunks), headers['content-encoding'] ?? '', limit)
  return { status: response.statusCode ?? 0, headers, body: body.toString('utf8') }
}

const DECODERS = {
  gzip: promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
}

/** We ask for none; who compresses all the same is held to the limit after unpacking. */
async function decompress(body: Buffer, encoding: string, limit: number): Promise<Buffer> {
  if (encoding === '' || encoding === 'identity') return body
  const decode = DECODERS[encoding as keyof typeof DECODERS] as
    | ((bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>)
    | undefined
  if (!decode) throw new Error(`the answer is encoded as "${encoding}", which was not asked for`)
  return decode(body, { maxOutputLength: limit })
}

/** The file as it lies in one of the roots, links followed; `null` when it is in none. */
async function found(roots: readonly string[], file: string): Promise<string | null> {
  for (const root of roots) {
    const candidate = path.resolve(root, file)
    const [real, realRoot] = await Promise.all([
      fs.realpath(candidate).catch(() => null),
      fs.realpath(root).catch(() => null),
    ])
    if (real !== null && realRoot !== null && within(realRoot, real)) return real
  }
  return null
}

async function allowed(roots: readonly string[], file: string): Promise<string> {
  const existing = await found(roots, file)
  if (existing) return existing
  for (const root of roots) {
    const target = path.resolve(root, file)
    const folder = await fs.realpath(path.dirname(target)).catch(() => null)
    const realRoot = await fs.realpath(root).catch(() => null)
    // A link that leads out, or to nothing, is not written through.
    const linked = await fs.lstat(target).then(
      () => true,
      () => false,
    )
    if (folder && realRoot && !linked && within(realRoot, path.join(folder, path.basename(target)))) return target
  }
  throw new Error(
    `there is no file "${file}" in the folders that connectors may use (REMIT_FILES): ${roots.join(', ')}`,
  )
}

const within = (root: string, file: string): boolean =>
  file === root || file.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`)
