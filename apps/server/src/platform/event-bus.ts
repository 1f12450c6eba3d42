import type { Emit, Events } from './events.ts'
import type { UnitOfWork } from './unit-of-work.ts'

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
      for (const subscriber of this.#subscribers.get((event as { kind: string }).kind) ?? [])
        await subscriber(work, event as never)
    }
}
