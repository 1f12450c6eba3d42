import type { Log } from './log.ts'

/**
 * Runs a deed again and again: at once when woken, else after `idle` milliseconds; never twice at a time.
 * `true` from the deed means there was more than it took, so it runs again without pause.
 * State lives in rows; a pulse that dies with its process loses nothing.
 */
export class Pulse {
  readonly #name: string
  readonly #idle: number
  readonly #deed: () => Promise<boolean>
  readonly #log: Log
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #woken = false
  #stopped = true

  constructor(name: string, idle: number, deed: () => Promise<boolean>, log: Log) {
    this.#name = name
    this.#idle = idle
    this.#deed = deed
    this.#log = log
  }

  start(): void {
    this.#stopped = false
    this.#next(0)
  }

  wake(): void {
    if (this.#stopped) return
    this.#woken = true
    if (!this.#running) this.#next(0)
  }

  /** Resolves when the round under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  #next(delay: number): void {
    if (this.#stopped) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#running ??= this.#round().finally(() => {
        this.#running = null
      })
    }, delay)
  }

  async #round(): Promise<void> {
    this.#woken = false
    let more = false
    let pause = this.#idle
    try {
      more = await this.#deed()
    } catch (error) {
      this.#log.error(
        { pulse: this.#name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
        'a round failed; it will run again',
      )
      pause = Math.max(this.#idle, 1000)
    }
    // The promise of this round must be settled before the next may start.
    setImmediate(() => this.#next(more || this.#woken ? 0 : pause))
  }
}
