import type { EntitlementId, RoleId } from '@remit/kernel'
import type { Configurable } from '../../platform/configurable.ts'
import { newId } from '../../platform/ids.ts'
import { checkEntitlements, checkRoles } from './domain/checks.ts'
import { asEntitlement, asRole, EntitlementDocument, plainTitle, RoleDocument, saidOf } from './domain/documents.ts'
import {
  allEntitlements,
  applicationIdsByName,
  deleteEntitlements,
  entitlementIds,
  entitlementNames,
  entitlementsByName,
  type StoredEntitlement,
  standingFor,
  writeEntitlements,
} from './store/entitlements.ts'
import { allRoles, deleteRoles, roleIds, roleNames, rolesNaming, writeRoles } from './store/roles.ts'
import { resourcesOf } from './store/structure.ts'

/** Declares entitlements before an import sees them, and says what no target tells: owner, risk, labels. */
export const entitlementConfigurable: Configurable = {
  kind: 'entitlement',
  order: 30,
  schema: EntitlementDocument,
  async list(tx) {
    return (await allEntitlements(tx)).map((row) => ({
      managedBy: row.managedBy,
      ...(row.present ? { settled: ['type', 'nativeId', 'level'] } : {}),
      document: {
        kind: 'entitlement',
        name: row.name,
        ...saidOf(row),
        ...(row.privileged ? { privileged: true } : {}),
        ...(row.type === 'entitlement' ? {} : { type: row.type }),
        ...(row.nativeId === plainTitle(row.name) ? {} : { nativeId: row.nativeId }),
        ...(row.level ? { level: row.level } : {}),
      },
    }))
  },
  check: checkEntitlements,
  async save(work, documents, managedBy) {
    const declared = documents.map(asEntitlement)
    const applicationOf = (name: string): string => name.slice(0, name.indexOf('/'))
    const applications = await applicationIdsByName(
      work.tx,
      declared.map(({ name }) => applicationOf(name)),
    )
    const known = new Map(
      (
        await entitlementsByName(
          work.tx,
          declared.map(({ name }) => name),
        )
      ).map((row) => [row.name, row]),
    )
    const resources = new Map<string, ReadonlyMap<string, StoredEntitlement['resourceId']>>()
    for (const [name, id] of applications)
      resources.set(name, new Map((await resourcesOf(work.tx, id)).map((one) => [one.nativeId, one.id])))
    const rows = declared.map((document): StoredEntitlement => {
      const before = known.get(document.name)
      const application = applicationOf(document.name)
      return {
        id: before?.id ?? newId<EntitlementId>(),
        applicationId: applications.get(application)!,
        // Once a target told its key, a file does not know it better.
        nativeId: before?.present
          ? before.nativeId
          : (document.nativeId ?? before?.nativeId ?? plainTitle(document.name)),
        name: document.name,
        type: before?.present ? before.type : (document.type ?? 'entitlement'),
        title: document.title ?? plainTitle(document.name),
        description: document.description ?? '',
        owner: document.owner ?? null,
        risk: document.risk ?? 'low',
        privileged: document.privileged ?? false,
        labels: document.labels ?? [],
        resourceId:
          (document.resource && resources.get(application)?.get(document.resource)) || before?.resourceId || null,
        level: before?.present ? before.level : (document.level ?? null),
        attributes: before?.attributes ?? {},
        present: before?.present ?? false,
        managedBy,
      }
    })
    await writeEntitlements(work.tx, rows)
  },
  /** What the target still has goes on as what an import found; what was only declared goes. */
  async remove(work, names) {
    const rows = await entitlementsByName(work.tx, names)
    const declaredOnly = rows.filter((row) => !row.present)
    const needed = await rolesNaming(
      work.tx,
      declaredOnly.map((row) => row.id),
    )
    if (needed.length > 0) return `Still named by ${needed.length === 1 ? 'role' : 'roles'} ${needed.join(', ')}.`
    const standing = await standingFor(
      work.tx,
      'entitlement',
      declaredOnly.map((row) => row.id),
    )
    // Past assignments and operations keep referring to it: such a row stays, as something no target has and nobody declares.
    const back = rows.map(
      (row): StoredEntitlement => ({ ...row, managedBy: 'import', owner: null, risk: 'low', labels: [] }),
    )
    await writeEntitlements(
      work.tx,
      back.filter((row) => row.present || standing.has(row.id)),
    )
    await deleteEntitlements(
      work.tx,
      declaredOnly.filter((row) => !standing.has(row.id)).map((row) => row.id),
    )
    return null
  },
}

export const roleConfigurable: Configurable = {
  kind: 'role',
  order: 40,
  schema: RoleDocument,
  async list(tx) {
    const roles = await allRoles(tx)
    const entitlements = await entitlementNames(
      tx,
      roles.flatMap((role) => [...role.entitlements]),
    )
    const names = new Map(roles.map((role) => [role.id, role.name]))
    const known = <Key>(ids: readonly Key[], of: ReadonlyMap<Key, string>): string[] =>
      ids.flatMap((id) => of.get(id) ?? [])
    return roles.map((role) => ({
      managedBy: role.managedBy,
      document: {
        kind: 'role',
        name: role.name,
        ...saidOf(role),
        ...(role.entitlements.length > 0 ? { entitlements: known(role.entitlements, entitlements) } : {}),
        ...(role.roles.length > 0 ? { roles: known(role.roles, names) } : {}),
      },
    }))
  },
  check: checkRoles,
  async save(work, documents, managedBy) {
    const roles = documents.map(asRole)
    const entitlements = await entitlementIds(
      work.tx,
      roles.flatMap((role) => role.entitlements ?? []),
    )
    const stored = await roleIds(work.tx, [
      ...roles.map((role) => role.name),
      ...roles.flatMap((role) => role.roles ?? []),
    ])
    // Roles of one plan may contain each other: their keys are given before any of them is written.
    const ids = new Map(roles.map((role) => [role.name, stored.get(role.name) ?? newId<RoleId>()]))
    await writeRoles(
      work.tx,
      roles.map((role) => ({
        id: ids.get(role.name)!,
        name: role.name,
        title: role.title ?? role.name,
        description: role.description ?? '',
        owner: role.owner ?? null,
        risk: role.risk ?? 'low',
        labels: role.labels ?? [],
        entitlements: (role.entitlements ?? []).map((name) => entitlements.get(name)!),
        roles: (role.roles ?? []).map((name) => ids.get(name) ?? stored.get(name)!),
        managedBy,
      })),
    )
  },
  async remove(work, names) {
    const ids = [...(await roleIds(work.tx, names)).values()]
    const standing = await standingFor(work.tx, 'role', ids)
    if (standing.size > 0) {
      const named = await roleNames(work.tx, [...standing] as RoleId[])
      return `Still assigned to somebody: ${[...named.values()].sort().join(', ')}. Withdraw the assignments first.`
    }
    await deleteRoles(work.tx, names)
    return null
  },
}
