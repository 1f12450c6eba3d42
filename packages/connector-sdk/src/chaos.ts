import type { Session } from './connector.ts'
import type { IdempotencyKey, OperationName, Operations, Outcome, Writer } from './operations.ts'
import type { Collection, Cursor, Page, Reader, Records } from './records.ts'

/** What can go wrong with a write, seen from here. */
export type WriteFault =
  /** Lost on the way there: nothing happened, and nobody knows. */
  | 'lost-before'
  /** Lost on the way back: it happened, and nobody knows. */
  | 'lost-after'
  /** Lost, and happens after some later calls. */
  | 'late'
  | 'later'
  /** Answered as done, and nothing happened. */
  | 'ignored'
/** What can go wrong with a read. `stale` answers what was read before, once something was. */
export type ReadFault = 'unreadable' | 'truncated' | 'loop' | 'stale'
export type Fault = WriteFault | ReadFault

export type ChaosPlan =
  /** The nth call suffers the nth fault, where it fits; after the last there are none. */
  | { readonly schedule: readonly (Fault | 'none')[] }
  /** Each fault with its probability, in the order given; the rest of the calls go well. */
  | { readonly random: () => number; readonly rates: Readonly<Partial<Record<Fault, number>>> }

export interface Chaos {
  readonly session: Session
  /** Every call with the fault it suffered, in order: what to print when a run fails. */
  readonly trace: readonly string[]
  /** Lets every late effect happen now. */
  arrive(): Promise<void>
}

const WRITE_FAULTS: readonly Fault[] = ['lost-before', 'lost-after', 'late', 'later', 'ignored']
const READ_FAULTS: readonly Fault[] = ['unreadable', 'truncated', 'loop', 'stale']
const ACCOUNT_FAULTS: readonly Fault[] = ['unreadable', 'stale']

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same session, on a bad day. `check` and `close` are left in peace. */
export function chaos(session: Session, plan: ChaosPlan): Chaos {
  const trace: string[] = []
  const late: { effect: () => Promise<Outcome>; calls: number }[] = []
  let calls = 0

  function draw(call: string, fitting: readonly Fault[]): Fault | 'none' {
    const drawn = 'schedule' in plan ? (plan.schedule[calls++] ?? 'none') : drawFrom(plan)
    const fault = drawn !== 'none' && fitting.includes(drawn) ? drawn : 'none'
    trace.push(`${call}: ${fault}`)
    return fault
  }

  async function arrive(only: (waiting: { readonly calls: number }) => boolean = () => true): Promise<void> {
    const due = late.filter(only)
    for (const waiting of due) {
      late.splice(late.indexOf(waiting), 1)
      await waiting.effect()
    }
  }

  /** A late effect happens before the third call after its own. */
  async function passTime(): Promise<void> {
    for (const waiting of late) waiting.calls++
    await arrive((waiting) => waiting.calls > 2)
  }

  const writing =
    <Name extends OperationName>(name: Name, write: NonNullable<Writer[Name]>) =>
    async (operation: Operations[Name], key: IdempotencyKey): Promise<Outcome> => {
      await passTime()
      const effect = (): Promise<Outcome> => write(operation, key)
      switch (draw(name, WRITE_FAULTS)) {
        case 'lost-before':
          return { outcome: 'unknown', reason: 'the connection broke' }
        case 'lost-after':
          await effect()
          return { outcome: 'unknown', reason: 'the connection broke' }
        case 'late':
          late.push({ effect, calls: 0 })
          return { outcome: 'unknown', reason: 'no answer in time' }
        case 'later':
          return { outcome: 'later', after: 50, reason: 'the target is busy' }
        case 'ignored':
          return { outcome: 'done' }
        default:
          return effect()
      }
    }

  const reading = <Item>(name: string, read: (from: Cursor | null) => Promise<Page<Item>>) => {
    const before = new Map<Cursor | null, Page<Item>>()
    return async (from: Cursor | null): Promise<Page<Item>> => {
      await passTime()
      const fault = draw(name, READ_FAULTS)
      if (fault === 'unreadable') throw new Error('the connection broke')
      const stale = before.get(from)
      if (fault === 'stale' && stale) return stale
      const page = await read(from)
      before.set(from, page)
      if (fault === 'truncated') return truncated(page)
      return fault === 'loop' ? { ...page, next: from ?? 'again' } : page
    }
  }

  const looking = <Found>(name: string, look: (key: string) => Promise<Found>) => {
    const before = new Map<string, Found>()
    return async (key: string): Promise<Found> => {
      await passTime()
      const fault = draw(name, ACCOUNT_FAULTS)
      if (fault === 'unreadable') throw new Error('the connection broke')
      if (fault === 'stale' && before.has(key)) return before.get(key)!
      const found = await look(key)
      before.set(key, found)
      return found
    }
  }

  const { account, accountByUserName, ...collections } = session.read
  const read = {
    ...mapValues(collections, (name, of) =>
      reading(name, of as (from: Cursor | null) => Promise<Page<Records[Collection]>>),
    ),
    ...(account ? { account: looking('account', account) } : {}),
    ...(accountByUserName ? { accountByUserName: looking('accountByUserName', accountByUserName) } : {}),
  } as Reader
  const write = mapValues(session.write, (name, of) => writing(name as OperationName, of as never)) as Writer
  return { session: { ...session, read, write }, trace, arrive: () => arrive() }
}

function drawFrom(plan: Extract<ChaosPlan, { random: unknown }>): Fault | 'none' {
  let left = plan.random()
  for (const [fault, rate] of Object.entries(plan.rates)) {
    if (left < rate) return fault as Fault
    left -= rate
  }
  return 'none'
}

/** Half a page and no more. Where the target gives no total, a connector that saw an answer break off says so. */
const truncated = <Item>(page: Page<Item>): Page<Item> => ({
  ...page,
  items: page.items.slice(0, Math.floor(page.items.length / 2)),
  next: null,
  ...(page.total === undefined ? { problems: [{ at: 'the end', problem: 'the answer broke off' }] } : {}),
})

const mapValues = <From extends object, To>(from: From, map: (name: string, value: unknown) => To) =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(name, value)]))
