import {
  type AccountRecord,
  type EntitlementRecord,
  type HoldingRecord,
  type NestingRecord,
  type Page,
  type ReadAll,
  readAll,
  type Session,
} from '@remit/connector-sdk'

/** The present state of an application as its target told it. */
export interface Reading {
  readonly accounts: readonly AccountRecord[]
  readonly entitlements: readonly EntitlementRecord[]
  readonly holdings: readonly HoldingRecord[]
  readonly nesting: readonly NestingRecord[]
  /** Only a complete reading proves that something is absent. */
  readonly complete: {
    readonly accounts: boolean
    readonly entitlements: boolean
    readonly holdings: boolean
    readonly nesting: boolean
  }
  /** What kept which collection from being complete. */
  readonly problems: readonly string[]
}

const LIMITS = { pages: 100_000, items: 5_000_000 }

type Tell = (phase: string, done: number) => void

/** Reads all four collections; what a connector does not tell is empty and complete: there is none of it. */
export async function readApplication({ read }: Session, tell: Tell): Promise<Reading> {
  const entitlements = await whole('entitlements', read.entitlements, tell)
  const accounts = await whole('accounts', read.accounts, tell)
  const holdings = await whole('holdings', read.holdings, tell)
  const nesting = await whole('nesting', read.nesting, tell)
  const told = { accounts, entitlements, holdings, nesting }
  return {
    accounts: accounts.items,
    entitlements: entitlements.items,
    holdings: holdings.items,
    nesting: nesting.items,
    complete: {
      accounts: accounts.complete,
      entitlements: entitlements.complete,
      holdings: holdings.complete,
      nesting: nesting.complete,
    },
    problems: Object.entries(told).flatMap(([name, one]) => (one.complete ? [] : [`${name}: ${one.why}`])),
  }
}

async function whole<Item>(
  name: string,
  read: ((from: string | null) => Promise<Page<Item>>) | undefined,
  tell: Tell,
): Promise<ReadAll<Item>> {
  if (!read) return { complete: true, items: [] }
  return readAll(read, LIMITS, (done) => tell(`reading ${name}`, done))
}
