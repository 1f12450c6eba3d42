import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type Handler, type Request } from 'express'
import SCIMMYRouters from 'scimmy-routers'
import { Directory } from './directory.ts'
import { declareResources } from './resources.ts'

export { type JournalLine, readJournal } from './directory.ts'

export interface ScimServiceOptions {
  /** 0 picks a free one. */
  readonly port: number
  /** Where users and groups are kept; created with the first of them. */
  readonly file: string
  /** The bearer token every request must carry. */
  readonly token: string
  /** Where each change is noted; beside the file by default. */
  readonly journal?: string
}

export interface ScimService {
  /** Base of the SCIM endpoints: `<url>/Users`. */
  readonly url: string
  readonly journal: string
  close(): Promise<void>
}

/** A small SCIM 2.0 service on the loopback interface: something real to connect, and to break. */
export async function startScimService(options: ScimServiceOptions): Promise<ScimService> {
  const journal = options.journal ?? `${options.file}.journal`
  const directory = new Directory(options.file, journal)
  declareResources()
  const app = express().disable('x-powered-by')
  app.use('/scim/v2', oneWriteAtATime())
  app.use('/scim/v2', challenge)
  app.use('/scim/v2', holdQuery)
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => checkToken(request, options.token),
      context: () => directory,
    }),
  )
  const server = app.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`,
    journal,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A PATCH is read, changed and written in several turns: two of one group at once would lose a member. */
function oneWriteAtATime(): Handler {
  let last = Promise.resolve()
  return (request, response, next) => {
    if (request.method === 'GET') return next()
    const before = last
    last = new Promise((done) => response.once('close', done))
    before.then(() => next(), next)
  }
}

/** RFC 6750: a refused bearer is told how to come back. */
const challenge: Handler = (_, response, next) => {
  const end = response.writeHead.bind(response)
  response.writeHead = ((status: number, ...rest: []) => {
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="scim"')
    return end(status, ...rest)
  }) as typeof response.writeHead
  next()
}

/** Express 5 parses the query anew at every look, so the numbers the routers put into it (startIndex) would be lost. */
const holdQuery: Handler = (request, _, next) => {
  Object.defineProperty(request, 'query', { value: { ...request.query } })
  next()
}

function checkToken(request: Request, token: string): string {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const given = /^Bearer (.+)$/i.exec(request.header('authorization') ?? '')?.[1] ?? ''
  if (!timingSafeEqual(digest(given), digest(token))) throw new Error('The bearer token is missing or wrong')
  return 'bearer'
}
