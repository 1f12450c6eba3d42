import type { UnitOfWork } from './unit-of-work.ts'

/**
 * What happened, in the past tense. Features above react inside the same unit of work: an approval, its assignment,
 * the grants and the operations that follow are one transaction, and a crash leaves all or nothing.
 * Each feature declares its events by widening this interface.
 */
// biome-ignore lint/suspicious/noEmptyInterface: widened by the features that emit
export interface Events {}

export type Event = { [Kind in keyof Events]: { readonly kind: Kind } & Events[Kind] }[keyof Events]
export type Emit = (event: Event) => Promise<void>
type Subscriber<Kind extends keyof Events> = (work: UnitOfWork, event: Events[Kind]) => Promise<void>

export class EventBus {
  readonly #subscribers = new Map<string, Subscriber<never>[]>()

  on<Kind extends keyof Events>(kind: Kind, subscriber: Subscriber<Kind>): void {
    const list = this.#subscribers.get(kind) ?? []
    list.push(subscriber as Subscriber<never>)
    this.#subscribers.set(kind, list)
  }

  readonly emitter =
    (work: UnitOfWork): Emit =>
    async (event) => {
      for (const subscriber of this.#subscribers.get((event as { kind: string }).kind) ?? []) await subscriber(work, event as never)
    }
}
