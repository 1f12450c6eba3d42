import type { Outcome, Writer } from './operations.ts'
import type { Reader } from './records.ts'

export interface Tcp {
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** All a connector gets of the outside: deadline, byte limits and address checks are the host's business. */
export interface Host {
  /** Like global `fetch`, but without redirects, with a total deadline and a cap on decompressed bytes. */
  fetch(
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<{
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    /** Whole body, bounded. */
    readonly body: string
  }>
  /** Says where a TCP client may connect: resolves the name, checks the addresses, answers one of them or throws. */
  resolve(target: Tcp): Promise<{ readonly address: string }>
  readonly files: {
    /** UTF-8 or Latin-1 bytes as they stand; refused outside the directories the operator allowed. */
    read(path: string): Promise<Uint8Array>
    exists(path: string): Promise<boolean>
    /** Atomic: written beside and renamed. */
    write(path: string, bytes: Uint8Array): Promise<void>
  }
  /** Milliseconds any single call to the target may take. */
  readonly deadline: number
  /** The platform's clock, for the rare target that wants a time. Milliseconds. */
  now(): number
  log(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void
}

export interface Connector<Settings = unknown> {
  readonly name: string
  readonly title: string
  /** JSON Schema: also the form in the console; secrets are marked `writeOnly: true`. */
  readonly settings: object
  open(settings: Settings, host: Host): Promise<Session>
}

export interface Session {
  /** `done`/`already` when it can be used; else why not, in words an administrator can act on. */
  check(): Promise<Outcome>
  /** Handed to whoever compares: it cannot write, by type. */
  readonly read: Reader
  /** Handed to provisioning alone. Empty for a disconnected application. */
  readonly write: Writer
  close(): Promise<void>
}
