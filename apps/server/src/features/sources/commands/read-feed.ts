import {
  type Connector,
  type DeviceRecord,
  type Host,
  type IdentityRecord,
  type Page,
  type ReadAll,
  readAll,
} from '@remit/connector-sdk'
import type { SourceDocument } from '../domain/source-document.ts'

export interface Feed {
  readonly people: readonly IdentityRecord[]
  readonly devices: readonly DeviceRecord[]
  /** Only what changed: absence says nothing. */
  readonly delta: boolean
  /** The target told how many there are, and so many came. */
  readonly counted: boolean
}

const LIMITS = { pages: 10_000, items: 2_000_000 }

/** Everything a source tells, or why it could not be read whole. Bugs in a connector look like an unreadable feed. */
export async function readFeed(
  connector: Connector<never>,
  document: SourceDocument,
  settings: object,
  host: Host,
  progress: (read: number) => void,
): Promise<{ readonly feed: Feed } | { readonly why: string }> {
  try {
    const session = await connector.open(settings as never, host)
    try {
      const { identities, devices } = session.read
      if (!identities && !devices)
        return { why: `the connector ${connector.name} tells neither of people nor of devices` }
      const people = await whole(identities, progress)
      if (!people.all.complete) return { why: people.all.why }
      const machines = await whole(devices, progress)
      if (!machines.all.complete) return { why: machines.all.why }
      return {
        feed: {
          people: people.all.items,
          devices: machines.all.items,
          delta: people.delta || document.mode === 'delta',
          counted: people.counted,
        },
      }
    } finally {
      await session.close()
    }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

type Read<Item> = (from: string | null) => Promise<Page<Item>>

/** A delta is whole in its own way: what it leaves out is told by `delta`, not by its being incomplete. */
async function whole<Item>(
  read: Read<Item> | undefined,
  progress: (read: number) => void,
): Promise<{ all: ReadAll<Item>; delta: boolean; counted: boolean }> {
  if (!read) return { all: { complete: true, items: [] }, delta: false, counted: false }
  let delta = false
  let counted = false
  const all = await readAll<Item>(
    async (from) => {
      const { delta: onlyChanges, ...page } = await read(from)
      delta ||= onlyChanges === true
      counted ||= page.total !== undefined
      return page
    },
    LIMITS,
    progress,
  )
  return { all, delta, counted }
}
