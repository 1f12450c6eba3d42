import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Load {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
  /** Each has one request on its way. */
  readonly connections: number
  /** `null`: each body once, and the answers are wanted. */
  readonly milliseconds: number | null
}

export interface Measured {
  readonly requests: number
  /** Milliseconds, ascending. */
  readonly latencies: readonly number[]
  /** In the order of the bodies. */
  readonly answers: readonly string[]
}

/** Another process that asks, so that what a server uses is its own. */
export class Driver {
  readonly #child: ChildProcess

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    this.#child = fork(fileURLToPath(new URL(`load-generator.${extension}`, import.meta.url)))
  }

  drive(load: Load): Promise<Measured> {
    return new Promise((resolve, reject) => {
      this.#child.once('message', (message: Measured | { failed: string }) =>
        'failed' in message ? reject(new Error(message.failed)) : resolve(message),
      )
      this.#child.send(load)
    })
  }

  close(): void {
    this.#child.kill()
  }
}
