import type { DeviceRecord } from '@remit/connector-sdk'
import { type DeviceId, type IdentityId, parseInstant } from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { identitiesWith, identityNames } from '../identities/index.ts'
import { recordAll } from '../ledger/index.ts'
import { type Posture, silentSince, trustOf } from './domain/trust.ts'
import { lockDevices, lockSilent, type StoredDevice, upsertDevices } from './store.ts'

declare module '../../platform/events.ts' {
  interface Events {
    /** What is known of these identities' devices changed: posture, or whose they are (both the old owner and the new). */
    'devices.changed': { readonly owners: readonly IdentityId[] }
  }
}

export interface SavedDevices {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Whose owner is nobody we know, or not one person alone. */
  readonly unowned: readonly string[]
}

/**
 * Writes what a device manager reports. A device not mentioned stays as it is: absence proves nothing about a posture.
 * Of two records with one key the last counts. One call is one unit of work: keep it to some hundreds.
 */
export async function saveDevices(
  work: UnitOfWork,
  source: string,
  records: readonly DeviceRecord[],
): Promise<SavedDevices> {
  const reported = [...new Map(records.map((record) => [record.key, record])).values()]
  const before = new Map(
    (
      await lockDevices(
        work.tx,
        source,
        reported.map(({ key }) => key),
      )
    ).map((device) => [device.key, device]),
  )
  const owners = await ownersOf(work, reported)
  const after = reported.map((record) =>
    deviceOf(work, source, record, owners.get(record.owner ?? '') ?? null, before.get(record.key)?.id),
  )
  const changed = after.filter((device) => !same(before.get(device.key), device))
  await upsertDevices(work.tx, after)
  await tell(work, before, changed)
  const added = changed.filter(({ key }) => !before.has(key)).length
  return {
    added,
    changed: changed.length - added,
    unchanged: after.length - changed.length,
    unowned: after.filter(({ owner }) => owner === null).map(({ key }) => key),
  }
}

/**
 * Believes of devices that have been silent too long what is still proven. Nobody reports silence: without this they
 * would stay compliant for ever. @returns how many there were, at most `limit`.
 */
export async function distrustSilent(work: UnitOfWork, limit: number): Promise<number> {
  const silent = await lockSilent(work.tx, silentSince(work.now), limit)
  const distrusted = silent.map((device): StoredDevice => ({ ...device, trust: 'managed', compliant: false }))
  await upsertDevices(work.tx, distrusted)
  await tell(work, new Map(silent.map((device) => [device.key, device])), distrusted)
  return silent.length
}

/** @param before by key; absent: new. */
async function tell(
  work: UnitOfWork,
  before: ReadonlyMap<string, StoredDevice>,
  changed: readonly StoredDevice[],
): Promise<void> {
  const names = await identityNames(
    work.tx,
    changed.map(({ owner }) => owner).filter((owner) => owner !== null),
  )
  await recordAll(
    work,
    changed.map((device) => entryOf(before.get(device.key), device, names.get(device.owner!)?.displayName ?? null)),
  )
  const affected = changed
    .flatMap((device) => [device.owner, before.get(device.key)?.owner ?? null])
    .filter((owner) => owner !== null)
  if (affected.length > 0) await work.emit({ kind: 'devices.changed', owners: [...new Set(affected)].sort() })
}

/** By identity name, then e-mail, then employee number: the first that is one identity alone. */
async function ownersOf(work: UnitOfWork, records: readonly DeviceRecord[]): Promise<ReadonlyMap<string, IdentityId>> {
  const found = new Map<string, IdentityId>()
  for (const field of ['name', 'email', 'employeeNumber'] as const) {
    const wanted = records.map(({ owner }) => owner ?? '').filter((owner) => owner !== '' && !found.has(owner))
    if (wanted.length === 0) break
    const candidates = await identitiesWith(work.tx, field, wanted)
    const value = ({ name, person }: (typeof candidates)[number]): string =>
      String(
        (field === 'name' ? name : field === 'email' ? person.email : person.attributes.employeeNumber) ?? '',
      ).toLowerCase()
    const byValue = Map.groupBy(candidates, value)
    for (const owner of wanted) {
      const named = byValue.get(owner.trim().toLowerCase())
      if (named?.length === 1) found.set(owner, named[0]!.id)
    }
  }
  return found
}

function deviceOf(
  work: UnitOfWork,
  source: string,
  record: DeviceRecord,
  owner: IdentityId | null,
  id: DeviceId | undefined,
): StoredDevice {
  const { registered } = record.attributes
  const lastSeen = record.lastSeen === undefined ? null : parseInstant(record.lastSeen)
  const unreadable = record.lastSeen !== undefined && lastSeen === null
  const posture: Posture = {
    lastSeen,
    ...(record.managed === undefined ? {} : { managed: record.managed }),
    // Seen at a time that cannot be read is not known to be seen lately.
    ...(record.compliant === undefined || unreadable ? {} : { compliant: record.compliant }),
    ...(typeof registered === 'boolean' ? { registered } : {}),
  }
  const trust = trustOf(posture, work.now)
  return {
    id: id ?? newId<DeviceId>(),
    source,
    key: record.key,
    owner,
    trust,
    compliant: trust === 'compliant',
    platform: record.platform ?? '',
    lastSeen: posture.lastSeen,
    attributes: record.attributes,
  }
}

/** Being seen again is no change by itself: nothing follows from it but a fresher date. */
const same = (before: StoredDevice | undefined, after: StoredDevice): boolean =>
  before !== undefined &&
  before.owner === after.owner &&
  before.trust === after.trust &&
  before.compliant === after.compliant &&
  before.platform === after.platform

const entryOf = (before: StoredDevice | undefined, device: StoredDevice, owner: string | null) => ({
  action:
    before === undefined ? 'device.added' : before.trust === device.trust ? 'device.changed' : 'device.posture-changed',
  subject: { kind: 'device', id: device.id },
  detail: {
    name: device.key,
    source: device.source,
    owner,
    ...(before === undefined ? {} : { before: { trust: before.trust, platform: before.platform } }),
    after: { trust: device.trust, platform: device.platform },
    sentence: `Device ${device.key}${owner === null ? '' : ` of ${owner}`} is ${device.trust}${before === undefined || before.trust === device.trust ? '' : `, was ${before.trust}`} (${device.source}).`,
  },
})
