import type { IdentityFacts } from '@remit/engine'
import type { IdentityId, Instant } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { allDevices, devicesOf } from '../devices/index.ts'
import { allIdentityFacts, type IdentityBasics, identityFacts } from '../identities/index.ts'
import { standingOf } from './store.ts'

/** Everything the engine is told about an identity, with what people call it. */
export type NamedFacts = IdentityFacts & { readonly name: string; readonly displayName: string }

const NOTHING = [] as const

function together(
  basics: IdentityBasics,
  devices: IdentityFacts['devices'],
  standing: Awaited<ReturnType<typeof standingOf>>,
): NamedFacts {
  return {
    ...basics,
    devices,
    assignments: standing.assignments.get(basics.id) ?? NOTHING,
    exclusions: standing.exclusions.get(basics.id) ?? NOTHING,
  }
}

/** @param at a moment of the past whose facts are wanted; devices are told as they stand. `null`: as it all stands. */
export async function factsOf(
  tx: Tx,
  ids: readonly IdentityId[],
  now: Instant,
  at: Date | null = null,
): Promise<ReadonlyMap<IdentityId, NamedFacts>> {
  const basics = await identityFacts(tx, ids, now, at)
  const devices = await devicesOf(tx, ids)
  const standing = await standingOf(tx, ids, at)
  return new Map([...basics].map(([id, one]) => [id, together(one, devices.get(id) ?? NOTHING, standing)]))
}

/** Everybody, a few thousand at a time. */
export async function* allFacts(tx: Tx, now: Instant): AsyncIterable<readonly NamedFacts[]> {
  const devices = await allDevices(tx)
  const standing = await standingOf(tx, null)
  for await (const page of allIdentityFacts(tx, now))
    yield page.map((one) => together(one, devices.get(one.id) ?? NOTHING, standing))
}
