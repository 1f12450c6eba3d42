import type { Grant } from '@remit/engine'
import type {
  AccountId,
  ApplicationId,
  EntitlementId,
  IdentityId,
  Instant,
  LedgerEntryId,
  OperationId,
} from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import {
  type Account,
  accountsOf,
  type Fields,
  importedApplications,
  isManaged,
  type StoredApplication,
  uniqueUserName,
  userNamesTaken,
  wantedAccount,
} from '../applications/index.ts'
import { entitlementPlaces } from '../catalog/index.ts'
import { type IdentityBasics, identityFacts } from '../identities/index.ts'
import { record } from '../ledger/index.ts'
import { attributesThatDiffer } from './carry-out.ts'
import type { Payload } from './domain/operation.ts'
import { planFor, type Rules, type Situation } from './domain/plan-operations.ts'
import { holdingsOfAccounts, tiesOfIdentities } from './holding-store.ts'
import {
  disabledByRemit,
  insertOperations,
  type NewOperation,
  operationsOf,
  supersede,
  userNamesAsked,
} from './store.ts'

/** Asked of the feature that derives grants. */
export type GrantsOf = (
  tx: Tx,
  ids: readonly IdentityId[],
  now: Instant,
) => Promise<ReadonlyMap<IdentityId, readonly Grant[]>>

export interface Planning {
  readonly identity: IdentityId
  readonly opened: readonly EntitlementId[]
  readonly closed: readonly EntitlementId[]
  /** What it follows from; `null`: an entry of its own is written. */
  readonly entry: LedgerEntryId | null
}

/**
 * Writes the operations that make targets agree with the grants of these identities, and ends those that are not wanted
 * any more. Only where an import has told what is there: to change a system unseen is to guess. The caller holds the
 * identities locked, so that two plans for one of them follow each other.
 */
export async function planOperations(
  work: UnitOfWork,
  grantsOf: GrantsOf,
  planning: readonly Planning[],
  mode: Rules['mode'],
  within?: ApplicationId,
): Promise<void> {
  const applications = await importedApplications(work.tx)
  const planned = [...applications.values()].filter((one) => within === undefined || one.id === within)
  if (planned.length === 0 || planning.length === 0) return
  const ids = [...new Set(planning.map((one) => one.identity))]
  const world = await look(work, grantsOf, ids, planned)
  const ended: OperationId[] = []
  const fresh: (Omit<NewOperation, 'entry'> & { readonly because: Planning })[] = []
  for (const because of planning) {
    const identity = world.identities.get(because.identity)
    if (!identity) continue
    for (const application of planned) {
      const inside = await insideOf(work, world, application)
      const { wishes, supersede } = planFor(
        situationOf(world, application, inside, identity, because),
        rulesOf(world, application, inside, identity, mode),
      )
      ended.push(...supersede)
      const state = application.spec.fulfilment === 'manual' ? 'manual' : 'waiting'
      for (const wish of wishes)
        fresh.push({
          ...wish,
          id: newId<OperationId>(),
          application: application.id,
          identity: identity.id,
          state,
          because,
        })
    }
  }
  if (ended.length > 0)
    await supersede(
      work.tx,
      ended,
      { said: 'superseded', at: new Date(work.now).toISOString(), reason: 'A newer intent.' },
      work.now,
    )
  if (fresh.length === 0) return
  const own = fresh.some((one) => one.because.entry === null) ? await recordPlan(work, fresh.length, planned) : null
  await insertOperations(
    work.tx,
    fresh.map(({ because, ...one }) => ({ ...one, entry: because.entry ?? own! })),
    work.now,
  )
}

const recordPlan = (
  work: UnitOfWork,
  operations: number,
  applications: readonly StoredApplication[],
): Promise<LedgerEntryId> =>
  record(work, {
    action: 'provisioning.planned',
    subject: { kind: 'provisioning', id: 'operations' },
    detail: { operations, applications: applications.map((one) => one.name).sort() },
  })

interface World {
  readonly identities: ReadonlyMap<IdentityId, IdentityBasics>
  readonly wanted: ReadonlyMap<IdentityId, readonly Grant[]>
  readonly accounts: ReadonlyMap<IdentityId, readonly Account[]>
  readonly holdings: ReadonlyMap<AccountId, Awaited<ReturnType<typeof holdingsOfAccounts>>>
  readonly ties: ReadonlyMap<IdentityId, Awaited<ReturnType<typeof tiesOfIdentities>>>
  readonly operations: ReadonlyMap<IdentityId, Awaited<ReturnType<typeof operationsOf>>>
  readonly disabled: ReadonlySet<AccountId>
  readonly places: Awaited<ReturnType<typeof entitlementPlaces>>
  readonly inside: Map<ApplicationId, Inside>
}

/** What is loaded of one application once somebody needs it. */
interface Inside {
  readonly names: ReadonlyMap<EntitlementId, string>
  readonly asked: Set<string>
  readonly taken: ReadonlySet<string>
}

async function look(
  { tx, now }: UnitOfWork,
  grantsOf: GrantsOf,
  ids: readonly IdentityId[],
  applications: readonly StoredApplication[],
): Promise<World> {
  const here = new Set(applications.map((one) => one.id))
  const accounts = (await accountsOf(tx, ids)).filter((one) => here.has(one.application))
  const accountIds = accounts.map((one) => one.id)
  const wanted = await grantsOf(tx, ids, now)
  const holdings = await holdingsOfAccounts(tx, accountIds)
  const ties = (await tiesOfIdentities(tx, ids)).filter((one) => one.access)
  const operations = await operationsOf(tx, ids)
  // Only what is spoken of: an application may know tens of thousands.
  const spokenOf = [...[...wanted.values()].flat(), ...holdings, ...ties, ...operations].flatMap(
    (one) => one.entitlement ?? [],
  )
  return {
    identities: await identityFacts(tx, ids, now),
    wanted,
    accounts: Map.groupBy(accounts, (one) => one.identity!),
    holdings: Map.groupBy(holdings, (one) => one.account),
    ties: Map.groupBy(ties, (one) => one.identity!),
    operations: Map.groupBy(operations, (one) => one.identity),
    places: await entitlementPlaces(tx, [...new Set(spokenOf)]),
    disabled: await disabledByRemit(tx, accountIds),
    inside: new Map(),
  }
}

async function insideOf({ tx }: UnitOfWork, world: World, application: StoredApplication): Promise<Inside> {
  const known = world.inside.get(application.id)
  if (known) return known
  const prefix = application.name.length + 1
  const names = new Map(
    [...world.places]
      .filter(([, one]) => one.application === application.id)
      .map(([id, one]) => [id, one.name.slice(prefix)]),
  )
  const bases = application.spec.accounts
    ? [...world.identities.values()]
        .filter((one) => lacksAccount(world, application, names, one.id))
        .flatMap((one) => baseName(application, one) ?? [])
    : []
  const inside = {
    names,
    asked: new Set(bases.length > 0 ? await userNamesAsked(tx, application.id) : []),
    taken: bases.length > 0 ? await userNamesTaken(tx, application.id, bases) : new Set<string>(),
  }
  world.inside.set(application.id, inside)
  return inside
}

/** Is to hold something here and has no account to hold it with. */
const lacksAccount = (
  world: World,
  application: StoredApplication,
  names: Inside['names'],
  identity: IdentityId,
): boolean =>
  (world.wanted.get(identity) ?? []).some((grant) => names.has(grant.entitlement)) &&
  !world.accounts.get(identity)?.some((one) => one.application === application.id && one.receives)

/** An identity as account mappings see it. */
export const fieldsOf = (identity: IdentityBasics): Fields => ({
  ...identity.attributes,
  name: identity.name,
  displayName: identity.displayName,
  email: identity.email,
  type: identity.type,
  manager: identity.manager,
})

function baseName(application: StoredApplication, identity: IdentityBasics): string | null {
  const wanted = wantedAccount(application.spec.accounts!, fieldsOf(identity))
  if (wanted.is === 'missing') return null
  // Names with a suffix share the part before the domain.
  const at = wanted.userName.lastIndexOf('@')
  return at > 0 ? wanted.userName.slice(0, at) : wanted.userName
}

function situationOf(
  world: World,
  application: StoredApplication,
  { names }: Inside,
  identity: IdentityBasics,
  because: Planning,
): Situation {
  const accounts = (world.accounts.get(identity.id) ?? []).filter((one) => one.application === application.id)
  const mapping = application.spec.accounts
  const wanted = mapping ? wantedAccount(mapping, fieldsOf(identity)) : null
  return {
    state: identity.state,
    wanted: new Set(
      (world.wanted.get(identity.id) ?? [])
        .filter((grant) => names.has(grant.entitlement) && isOwn(grant, application))
        .map((grant) => grant.entitlement),
    ),
    accounts: accounts.map((one) => {
      const differs =
        wanted?.is === 'told' && one.receives
          ? attributesThatDiffer(wanted.attributes as NonNullable<Payload['attributes']>, one)
          : {}
      return {
        id: one.id,
        receives: one.receives,
        status: one.status,
        differs: Object.keys(differs).length > 0 ? differs : null,
        disabledByRemit: world.disabled.has(one.id),
      }
    }),
    holdings: [
      ...accounts
        .flatMap((one) => world.holdings.get(one.id) ?? [])
        .map((one) => ({ account: one.account, entitlement: one.entitlement, made: one.madeBy !== null })),
      ...(world.ties.get(identity.id) ?? [])
        .filter((one) => one.application === application.id)
        .map((one) => ({ account: null, entitlement: one.entitlement, made: false })),
    ],
    ended: new Set(because.closed),
    begun: new Set(because.opened.filter((one) => names.has(one))),
    operations: (world.operations.get(identity.id) ?? []).filter((one) => one.application === application.id),
  }
}

/** Given for a reason of its own, not only through nesting: that part the target does by itself. */
const isOwn = (grant: Grant, { spec }: StoredApplication): boolean =>
  (grant.state === 'active' || spec.enforcement !== 'removed') &&
  grant.reasons.some((reason) => reason.nesting.length === 0)

function rulesOf(
  world: World,
  application: StoredApplication,
  inside: Inside,
  identity: IdentityBasics,
  mode: Rules['mode'],
): Rules {
  return {
    deprovision: application.spec.deprovision,
    isManaged: (entitlement) => isManaged(application.spec, inside.names.get(entitlement) ?? ''),
    newAccount: newAccount(world, application, inside, identity),
    mode,
  }
}

/** A creation under way keeps its name, so that planning again plans the same. */
function newAccount(
  world: World,
  application: StoredApplication,
  inside: Inside,
  identity: IdentityBasics,
): Payload | null {
  const mapping = application.spec.accounts
  if (!mapping) return null
  if (!lacksAccount(world, application, inside.names, identity.id)) return {}
  const wanted = wantedAccount(mapping, fieldsOf(identity))
  if (wanted.is === 'missing') return null
  const underWay = world.operations
    .get(identity.id)
    ?.find(
      (one) =>
        one.application === application.id &&
        one.kind === 'createAccount' &&
        one.state !== 'superseded' &&
        one.state !== 'verified' &&
        one.state !== 'declined',
    )
  const userName =
    underWay?.payload.userName ??
    uniqueUserName(
      wanted.userName,
      mapping.suffix,
      (name) => inside.taken.has(name.toLowerCase()) || inside.asked.has(name.toLowerCase()),
    )
  inside.asked.add(userName.toLowerCase())
  return { userName, attributes: wanted.attributes as NonNullable<Payload['attributes']> }
}
