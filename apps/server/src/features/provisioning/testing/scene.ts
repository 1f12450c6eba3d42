import type { Connector, EntitlementRecord, Host, Session } from '@remit/connector-sdk'
import { memoryTarget } from '@remit/connector-sdk/memory-target'
import type { Grant } from '@remit/engine'
import {
  type ApplicationId,
  type AssignmentId,
  accept,
  asId,
  type EntitlementId,
  type IdentityId,
  type OperationId,
} from '@remit/kernel'
import { sql } from 'kysely'
import { newId } from '../../../platform/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import { TESTER, testPlatform } from '../../../testing/test-platform.ts'
import { applicationConfigurable, findApplication, noteImport, type Reaching } from '../../applications/index.ts'
import { entitlementIds, saveEntitlements } from '../../catalog/index.ts'
import { planOperations } from '../plan.ts'
import { Provisioner } from '../worker.ts'

/** Entitlements that the target of every scene has. */
export const GROUPS: readonly EntitlementRecord[] = ['editors', 'readers', 'admins'].map((name) => ({
  nativeId: `g-${name}`,
  name,
  type: 'group',
}))

// A target in memory asks nothing of the outside.
const NO_HOST = {} as Host

/** How an application reaches a session that is in the test's hands. */
export const reachingSession = (session: () => Session): Reaching => {
  const connector: Connector<never> = {
    name: 'memory',
    title: 'A target in memory',
    settings: { type: 'object', properties: {} },
    open: async () => session(),
  }
  return { connectors: new Map([['memory', connector]]), environment: {}, hostFor: () => NO_HOST }
}

/** Who holds what, as the feature that derives grants would say it. */
export class GrantBook {
  readonly #held = new Map<IdentityId, Set<EntitlementId>>()

  give(identity: IdentityId, ...entitlements: readonly EntitlementId[]): void {
    this.#held.set(identity, new Set([...(this.#held.get(identity) ?? []), ...entitlements]))
  }
  take(identity: IdentityId, ...entitlements: readonly EntitlementId[]): void {
    for (const entitlement of entitlements) this.#held.get(identity)?.delete(entitlement)
  }
  readonly grantsOf = async (
    _tx: unknown,
    ids: readonly IdentityId[],
  ): Promise<ReadonlyMap<IdentityId, readonly Grant[]>> =>
    new Map(
      ids.map((id) => [
        id,
        [...(this.#held.get(id) ?? [])].map(
          (entitlement): Grant => ({ entitlement, state: 'active', reasons: [REASON] }),
        ),
      ]),
    )
}
const REASON = { via: 'assignment', assignment: asId<AssignmentId>('a'), path: [], nesting: [], until: null } as const

export async function addIdentity(
  platform: Platform,
  name: string,
  more: { readonly status?: string; readonly attributes?: object } = {},
): Promise<IdentityId> {
  const id = newId<IdentityId>()
  await platform.perform(TESTER, async (work) => {
    await sql`insert into identity (id, name, type, display_name, status, email, attributes)
      values (${id}, ${name}, 'employee', ${name}, ${more.status ?? 'active'}, ${`${name}@acme.example`}, ${JSON.stringify(more.attributes ?? {})})`.execute(
      work.tx,
    )
    return accept()
  })
  return id
}

export async function addApplication(platform: Platform, document: object = {}): Promise<ApplicationId> {
  await platform.perform(TESTER, async (work) => {
    const written = {
      kind: 'application',
      name: 'crm',
      connector: 'memory',
      accounts: { userName: '{name}', attributes: { displayName: '{displayName}' } },
      ...document,
    }
    await applicationConfigurable(new Map()).save(work, [written], 'files')
    const application = (await findApplication(work.tx, { name: written.name }))!
    await saveEntitlements(work, application, {
      entitlements: GROUPS,
      nesting: [],
      complete: { entitlements: true, nesting: true },
    })
    await noteImport(work.tx, application.id, work.now)
    return accept()
  })
  return (await findApplication(platform.database, { name: (document as { name?: string }).name ?? 'crm' }))!.id
}

/** One application, its target in memory, Ada, and grants in the test's hands. */
export async function scene(document: object = {}) {
  const platform = await testPlatform()
  const target = memoryTarget(GROUPS)
  let session: Session = target.session
  const reaching = reachingSession(() => session)
  const grants = new GrantBook()
  const application = await addApplication(platform, document)
  const ids = await entitlementIds(platform.database, ['crm/editors', 'crm/readers', 'crm/admins'])
  const ada = await addIdentity(platform, 'ada')
  const provisioner = new Provisioner(platform, { reaching, grantsOf: grants.grantsOf, random: () => 0 })
  return {
    platform,
    target,
    reaching,
    grants,
    application,
    ada,
    provisioner,
    editors: ids.get('crm/editors')!,
    readers: ids.get('crm/readers')!,
    admins: ids.get('crm/admins')!,
    through(other: Session) {
      session = other
    },
    /** Plans for these identities, as a recomputation would. */
    async plan(
      identities: readonly IdentityId[] = [ada],
      changed: { readonly opened?: readonly EntitlementId[]; readonly closed?: readonly EntitlementId[] } = {},
    ) {
      await platform.perform(TESTER, async (work) => {
        await planOperations(
          work,
          grants.grantsOf,
          identities.map((identity) => ({
            identity,
            opened: changed.opened ?? [],
            closed: changed.closed ?? [],
            entry: null,
          })),
          'act',
        )
        return accept()
      })
    },
    /** Works until nothing is left that could be done, letting every pause pass. */
    async settle(rounds = 40) {
      for (let n = 0; n < rounds; n++) {
        await provisioner.workOff()
        platform.clock.pass(16 * 60_000)
      }
    },
    async operations() {
      const { rows } = await sql<{
        id: OperationId
        kind: string
        entitlement: string | null
        state: string
        attempts: number
        reason: string | null
      }>`
        select o.id, o.kind, e.native_id as entitlement, o.state, o.attempts, o.last_outcome ->> 'reason' as reason
        from operation o left join entitlement e on e.id = o.entitlement_id order by o.id`.execute(platform.database)
      return rows
    },
    async holdings() {
      const { rows } = await sql<{ held: string }>`
        select a.user_name || ' ' || e.native_id as held from holding h join account a on a.id = h.account_id join entitlement e on e.id = h.entitlement_id order by 1`.execute(
        platform.database,
      )
      return rows.map((row) => row.held)
    },
    close: () => platform.close(),
  }
}
export type Scene = Awaited<ReturnType<typeof scene>>
