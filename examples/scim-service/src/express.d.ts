/** The little of Express 5 that this service uses; the package itself ships no types. */
declare module 'express' {
  import type { IncomingMessage, Server, ServerResponse } from 'node:http'

  export interface Request extends IncomingMessage {
    readonly body: unknown
    readonly baseUrl: string
    readonly query: Readonly<Record<string, unknown>>
    header(name: string): string | undefined
  }
  export type Response = ServerResponse
  export type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => void
  export interface Router extends Handler {
    use(path: string, handler: Handler): this
    use(handler: Handler): this
  }
  export interface Express extends Router {
    disable(setting: string): this
    listen(port: number, host: string): Server
  }
  const express: () => Express
  export default express
}
