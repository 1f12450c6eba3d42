import type { EntitlementRecord } from '@remit/connector-sdk'
import type { ApplicationId, EntitlementId } from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { record } from '../ledger/index.ts'
import { nameEntitlements } from './domain/entitlement-names.ts'
import { entitlementsOf, type StoredEntitlement, writeEntitlements } from './store/entitlements.ts'
import {
  deleteNesting,
  nestingOf,
  type ResourceId,
  resourcesOf,
  type StoredNesting,
  type StoredResource,
  writeNesting,
  writeResources,
} from './store/structure.ts'

/** What an application was read to hold. Keys are the target's own. */
export interface EntitlementsRead {
  readonly entitlements: readonly EntitlementRecord[]
  readonly nesting: readonly {
    readonly holder: string
    readonly held: string
    readonly relation: string
    readonly inherits: boolean
  }[]
  /** Whether what was not read is known to be absent. */
  readonly complete: { readonly entitlements: boolean; readonly nesting: boolean }
}

export interface EntitlementsSaved {
  /** By native id, also of those known from before. */
  readonly ids: ReadonlyMap<string, EntitlementId>
  readonly created: number
  readonly changed: number
  readonly vanished: number
  readonly nestings: number
}

/**
 * Takes over what the target says of its entitlements; what people said (owner, risk, labels) stays. An entitlement
 * declared before it was seen is recognised by its name. One that is gone is marked, not deleted: assignments of it
 * stay to be explained.
 */
export async function saveEntitlements(
  work: UnitOfWork,
  application: { readonly id: ApplicationId; readonly name: string },
  read: EntitlementsRead,
): Promise<EntitlementsSaved> {
  const known = await entitlementsOf(work.tx, application.id)
  const resources = await saveResources(work, application.id, read.entitlements)
  const { rows, ids, created } = takeOver(application, known, read.entitlements, resources)
  const told = new Set(read.entitlements.map((one) => ids.get(one.nativeId)))
  const gone = read.complete.entitlements
    ? known.filter((one) => one.present && !told.has(one.id)).map((one) => ({ ...one, present: false }))
    : []
  await writeEntitlements(work.tx, [...rows, ...gone])
  const nesting = await saveNesting(work, application.id, ids, read)

  const before = new Map(known.map((one) => [one.id, one]))
  const policyFactsDiffer = [...rows, ...gone].some(
    (row) => isFact(row) !== isFact(before.get(row.id)) || row.privileged !== before.get(row.id)?.privileged,
  )
  const saved = { ids, created, changed: rows.length - created, vanished: gone.length, nestings: nesting.total }
  if (rows.length + gone.length + nesting.changed > 0)
    await record(work, {
      action: 'catalog.imported',
      subject: { kind: 'application', id: application.id },
      detail: {
        name: application.name,
        created,
        changed: saved.changed,
        vanished: gone.length,
        names: gone.slice(0, 50).map((one) => one.name),
        nestings: nesting.changed,
      },
    })
  // Whoever held what is no fact any more holds less; what people declared stays a fact while it is away.
  const lost = gone.some((one) => one.managedBy === 'import')
  if (policyFactsDiffer || nesting.inheritedChanged)
    await work.emit({ kind: 'catalog.changed', nesting: nesting.inheritedChanged || lost })
  return saved
}

const isFact = (row: StoredEntitlement | undefined): boolean =>
  row !== undefined && (row.present || row.managedBy !== 'import')

async function saveResources(
  work: UnitOfWork,
  application: ApplicationId,
  entitlements: readonly EntitlementRecord[],
): Promise<ReadonlyMap<string, ResourceId>> {
  const known = new Map((await resourcesOf(work.tx, application)).map((one) => [one.nativeId, one]))
  const written = new Map<string, StoredResource>()
  for (const { resource } of entitlements) {
    if (!resource || written.has(resource.id)) continue
    const before = known.get(resource.id)
    if (before && before.name === resource.name && before.type === resource.type) continue
    written.set(resource.id, {
      id: before?.id ?? newId(),
      nativeId: resource.id,
      type: resource.type,
      name: resource.name,
    })
  }
  await writeResources(work.tx, application, [...written.values()])
  return new Map([...known, ...written].map(([nativeId, { id }]) => [nativeId, id]))
}

function takeOver(
  application: { readonly id: ApplicationId; readonly name: string },
  known: readonly StoredEntitlement[],
  records: readonly EntitlementRecord[],
  resources: ReadonlyMap<string, ResourceId>,
) {
  const byNative = new Map(known.map((one) => [one.nativeId, one]))
  const declared = new Map(known.filter((one) => !one.present).map((one) => [one.name, one]))
  const fresh = records.filter((one) => !byNative.has(one.nativeId))
  const taken = new Set(known.filter((one) => one.present).map((one) => one.name))
  const names = new Map(nameEntitlements(application.name, fresh, taken).map((name, n) => [fresh[n]!.nativeId, name]))
  const ids = new Map(known.map((one) => [one.nativeId, one.id]))
  const rows: StoredEntitlement[] = []
  let created = 0
  for (const told of records) {
    const name = names.get(told.nativeId)
    const before = byNative.get(told.nativeId) ?? declared.get(name!)
    const row = asRow(
      application.id,
      name ?? before!.name,
      told,
      before,
      told.resource ? (resources.get(told.resource.id) ?? null) : null,
    )
    ids.set(told.nativeId, row.id)
    if (!before) created++
    if (!before || !sameRow(before, row)) rows.push(row)
  }
  return { rows, ids, created }
}

function asRow(
  application: ApplicationId,
  name: string,
  told: EntitlementRecord,
  before: StoredEntitlement | undefined,
  resource: ResourceId | null,
): StoredEntitlement {
  const said = before && before.managedBy !== 'import' ? before : null
  return {
    id: before?.id ?? newId<EntitlementId>(),
    applicationId: application,
    nativeId: told.nativeId,
    name,
    type: told.type,
    title: said?.title ?? (told.displayName || told.name || told.nativeId),
    description: said?.description || (told.description ?? before?.description ?? ''),
    owner: before?.owner ?? null,
    risk: before?.risk ?? 'low',
    privileged: said?.privileged ?? told.privileged ?? before?.privileged ?? false,
    labels: before?.labels ?? [],
    resourceId: resource,
    level: told.level ?? null,
    attributes: { ...told.attributes, ...(told.application ? { application: told.application } : {}) },
    present: true,
    managedBy: before?.managedBy ?? 'import',
  }
}

const sameRow = (one: StoredEntitlement, other: StoredEntitlement): boolean =>
  one.nativeId === other.nativeId &&
  one.type === other.type &&
  one.title === other.title &&
  one.description === other.description &&
  one.privileged === other.privileged &&
  one.resourceId === other.resourceId &&
  one.level === other.level &&
  one.present === other.present &&
  sameAttributes(one.attributes, other.attributes)

const sameAttributes = (one: object, other: object): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
const sorted = (value: object): object => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

async function saveNesting(
  work: UnitOfWork,
  application: ApplicationId,
  ids: ReadonlyMap<string, EntitlementId>,
  read: EntitlementsRead,
) {
  const key = (one: StoredNesting): string => `${one.holder}>${one.held}:${one.relation}`
  const known = new Map((await nestingOf(work.tx, application)).map((one) => [key(one), one]))
  const told = new Map<string, StoredNesting>()
  for (const one of read.nesting) {
    const holder = ids.get(one.holder)
    const held = ids.get(one.held)
    if (!holder || !held) continue
    const nesting = { holder, held, relation: one.relation, inherits: one.inherits }
    told.set(key(nesting), nesting)
  }
  const fresh = [...told].filter(([at, one]) => known.get(at)?.inherits !== one.inherits).map(([, one]) => one)
  const gone = read.complete.nesting ? [...known].filter(([at]) => !told.has(at)).map(([, one]) => one) : []
  await writeNesting(work.tx, fresh)
  await deleteNesting(work.tx, gone)
  const inheritedChanged =
    gone.some((one) => one.inherits) || fresh.some((one) => one.inherits || known.get(key(one))?.inherits === true)
  return { total: told.size, changed: fresh.length + gone.length, inheritedChanged }
}
