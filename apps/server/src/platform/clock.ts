import type { Instant } from '@remit/kernel'

/** The one place that knows what time it is. Kept in step with the database's clock; tests stop it. */
export interface Clock {
  now(): Instant
}

/** The machine's clock, shifted by what the database's differs from it: several processes then agree. */
export class DatabaseClock implements Clock {
  #offset = 0

  now(): Instant {
    return Math.round(Date.now() + this.#offset) as Instant
  }

  /** @returns the offset in milliseconds, for the alarm above one second. */
  keepInStepWith(databaseNow: number, askedAt: number, answeredAt: number): number {
    this.#offset = databaseNow - (askedAt + answeredAt) / 2
    return this.#offset
  }
}

export class StoppedClock implements Clock {
  #at: number
  constructor(at: Instant) {
    this.#at = at
  }
  now(): Instant {
    return this.#at as Instant
  }
  pass(length: number): void {
    this.#at += length
  }
  set(at: Instant): void {
    this.#at = at
  }
}
