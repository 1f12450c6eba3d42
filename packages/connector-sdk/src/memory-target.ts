import type { Session } from './connector.ts'
import type { Outcome } from './operations.ts'
import type { AccountRecord, EntitlementRecord, Page } from './records.ts'

export interface MemoryTarget {
  readonly session: Session
  /** What changed something, in order: the target's own book, to count effects by. */
  readonly effects: readonly string[]
}

interface Held {
  readonly record: AccountRecord
  readonly holdings: ReadonlySet<string>
}

/** A target in memory that behaves: tests plan on it, and `chaos` takes it from there. Pages hold `pageSize` items. */
export function memoryTarget(entitlements: readonly EntitlementRecord[], pageSize = 100): MemoryTarget {
  const accounts = new Map<string, Held>()
  const effects: string[] = []
  let made = 0

  const paged =
    <Item>(all: () => readonly Item[]) =>
    async (from: string | null): Promise<Page<Item>> => {
      const start = Number(from ?? 0)
      const items = all()
      const end = start + pageSize
      return { items: items.slice(start, end), next: end < items.length ? String(end) : null, total: items.length }
    }
  const named = (userName: string): AccountRecord | undefined =>
    [...accounts.values()].find(({ record }) => record.userName === userName)?.record
  const absent = (account: string): Outcome => ({ outcome: 'declined', reason: `there is no account "${account}"` })
  const change = (account: string, effect: string, next: (held: Held) => Held | null): Outcome => {
    const held = accounts.get(account)
    if (held === undefined) return absent(account)
    const changed = next(held)
    if (changed === null) return { outcome: 'already' }
    accounts.set(account, changed)
    effects.push(`${effect} ${account}`)
    return { outcome: 'done' }
  }
  const switchTo = (account: string, status: AccountRecord['status']): Outcome =>
    change(account, status, ({ record, holdings }) =>
      record.status === status ? null : { record: { ...record, status }, holdings },
    )

  return {
    effects,
    session: {
      check: async () => ({ outcome: 'done' }),
      read: {
        accounts: paged(() => [...accounts.values()].map(({ record }) => record)),
        entitlements: paged(() => entitlements),
        holdings: paged(() =>
          [...accounts].flatMap(([account, { holdings }]) =>
            [...holdings].map((entitlement) => ({ account, entitlement })),
          ),
        ),
        async account(nativeId) {
          const held = accounts.get(nativeId)
          return held === undefined ? null : { account: held.record, holdings: [...held.holdings] }
        },
        accountByUserName: async (userName) => named(userName) ?? null,
      },
      write: {
        async createAccount({ userName, attributes }) {
          const before = named(userName)
          if (before) return { outcome: 'already', account: before.nativeId }
          const nativeId = `account-${++made}`
          accounts.set(nativeId, { record: { nativeId, userName, status: 'active', attributes }, holdings: new Set() })
          effects.push(`created ${nativeId}`)
          return { outcome: 'done', account: nativeId }
        },
        updateAccount: async ({ account, attributes }) =>
          change(account, 'updated', ({ record, holdings }) =>
            Object.entries(attributes).every(([name, value]) => record.attributes[name] === value)
              ? null
              : { record: { ...record, attributes: { ...record.attributes, ...attributes } }, holdings },
          ),
        enableAccount: async ({ account }) => switchTo(account, 'active'),
        disableAccount: async ({ account }) => switchTo(account, 'disabled'),
        async deleteAccount({ account }) {
          if (!accounts.delete(account)) return { outcome: 'already' }
          effects.push(`deleted ${account}`)
          return { outcome: 'done' }
        },
        async addEntitlement({ account, entitlement }) {
          if (!entitlements.some(({ nativeId }) => nativeId === entitlement))
            return { outcome: 'declined', reason: `there is no entitlement "${entitlement}"` }
          return change(account, `added ${entitlement} to`, ({ record, holdings }) =>
            holdings.has(entitlement) ? null : { record, holdings: new Set([...holdings, entitlement]) },
          )
        },
        removeEntitlement: async ({ account, entitlement }) =>
          change(account, `removed ${entitlement} from`, ({ record, holdings }) =>
            holdings.has(entitlement)
              ? { record, holdings: new Set([...holdings].filter((each) => each !== entitlement)) }
              : null,
          ),
      },
      close: async () => {},
    },
  }
}
