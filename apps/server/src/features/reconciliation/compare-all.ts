import type { Grant } from '@remit/engine'
import { type AccountId, type Actor, accept, type EntitlementId, type IdentityId } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { type Account, accountsIn, isManaged, type StoredApplication, wantedAccount } from '../applications/index.ts'
import { entitlementsOf, nestingFacts } from '../catalog/index.ts'
import { type IdentityBasics, identityFacts, lockIdentities } from '../identities/index.ts'
import {
  attributesThatDiffer,
  fieldsOf,
  type GrantsOf,
  holdingsIn,
  type Operation,
  planOperations,
  settleByImport,
  tiesIn,
} from '../provisioning/index.ts'
import { type Compared, type Difference, differencesOf } from './domain/compare.ts'
import { identitiesAfter, openAll, openFindings, settleFindings, underWay } from './store.ts'

const IMPORTER: Actor = { kind: 'system', name: 'import' }
const CHUNK = 500

interface Imported {
  readonly lost: ReadonlyMap<IdentityId, ReadonlySet<EntitlementId>>
  readonly first: boolean
}

interface Inside {
  readonly application: StoredApplication
  /** Without the application in front. */
  readonly names: ReadonlyMap<EntitlementId, string>
  readonly accounts: ReadonlyMap<IdentityId | null, readonly Account[]>
  readonly holdings: ReadonlyMap<AccountId, readonly EntitlementId[]>
  readonly ties: ReadonlyMap<IdentityId | null, readonly EntitlementId[]>
  /** Holder → what comes with it, one step. */
  readonly nested: ReadonlyMap<EntitlementId, readonly EntitlementId[]>
}

/**
 * Compares an application with the grants of everybody: plans what is missing, tells what differs, settles what does so
 * no more. In chunks, each a unit of work with its identities locked, so that no grant changes under the comparison.
 */
export async function compareAll(
  platform: Platform,
  grantsOf: GrantsOf,
  application: StoredApplication,
  imported: Imported,
  tell: (done: number) => Promise<void>,
): Promise<Readonly<Record<string, number>>> {
  const inside = await loadInside(platform, application)
  await platform.perform(IMPORTER, async (work) => {
    await settleByImport(work, application, seenBy(inside))
    return accept()
  })
  let differences = await compareOrphans(platform, inside, imported)
  let done = 0
  for (let after: IdentityId | null = null; ; ) {
    const ids: readonly IdentityId[] = await identitiesAfter(platform.database, after, CHUNK)
    if (ids.length === 0) break
    const { answer } = await platform.perform(IMPORTER, async (work) =>
      accept(await compareSome(work, grantsOf, inside, imported, ids)),
    )
    differences += answer.ok ? answer.value : 0
    after = ids.at(-1)!
    done += ids.length
    await tell(done)
  }
  await platform.perform(IMPORTER, async (work) => {
    await work.emit({ kind: 'application.imported', application: application.id, differences })
    return accept()
  })
  return { differences }
}

async function loadInside({ database }: Platform, application: StoredApplication): Promise<Inside> {
  const prefix = application.name.length + 1
  const ties = (await tiesIn(database, application.id)).filter((one) => one.access)
  return {
    application,
    names: new Map((await entitlementsOf(database, application.id)).map((one) => [one.id, one.name.slice(prefix)])),
    accounts: Map.groupBy(await accountsIn(database, application.id), (one) => one.identity),
    holdings: new Map(
      [...Map.groupBy(await holdingsIn(database, application.id), (one) => one.account)].map(([account, all]) => [
        account,
        all.map((one) => one.entitlement),
      ]),
    ),
    ties: new Map(
      [...Map.groupBy(ties, (one) => one.identity)].map(([identity, all]) => [
        identity,
        all.map((one) => one.entitlement),
      ]),
    ),
    nested: new Map(
      [...Map.groupBy(await nestingFacts(database), (one) => one.holder)].map(([holder, all]) => [
        holder,
        all.map((one) => one.held),
      ]),
    ),
  }
}

/** Everything that comes with an entitlement, however deep; circles are legal. */
function reachedFrom(nested: Inside['nested'], from: EntitlementId): ReadonlySet<EntitlementId> {
  const reached = new Set<EntitlementId>()
  const ahead = [...(nested.get(from) ?? [])]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === from || reached.has(next)) continue
    reached.add(next)
    ahead.push(...(nested.get(next) ?? []))
  }
  return reached
}

/** Whether the application, as it was read, is as an operation wants it; `null`: it cannot be told from that. */
const seenBy =
  (inside: Inside) =>
  ({ kind, identity, account, entitlement, payload, state }: Operation): boolean | null => {
    const theirs = inside.accounts.get(identity) ?? []
    const one =
      account === null
        ? theirs.find((other) => other.receives)
        : (theirs.find((other) => other.id === account) ??
          [...inside.accounts.values()].flat().find((other) => other.id === account))
    const holds =
      entitlement !== null &&
      ((one !== undefined && (inside.holdings.get(one.id) ?? []).includes(entitlement)) ||
        (inside.ties.get(identity) ?? []).includes(entitlement))
    switch (kind) {
      case 'createAccount':
        return theirs.length > 0
      case 'deleteAccount':
        return one === undefined
      case 'disableAccount':
        return one === undefined || one.status === 'disabled'
      case 'enableAccount':
        return one?.status === 'active'
      case 'addEntitlement':
        return holds
      case 'removeEntitlement':
        return !holds
      case 'updateAccount':
        return one !== undefined && Object.keys(attributesThatDiffer(payload.attributes ?? {}, one)).length === 0
      case 'endSessions':
        // Nothing of it can be seen afterwards: what was said stands.
        return state === 'done' ? true : null
    }
  }

async function compareOrphans(platform: Platform, inside: Inside, { first }: Imported): Promise<number> {
  const orphans = inside.accounts.get(null) ?? []
  const { answer } = await platform.perform(IMPORTER, async (work) => {
    const found = orphans.map(
      (one): Difference => ({
        kind: 'orphan-account',
        account: one.id,
        identity: null,
        entitlement: null,
        classification: first ? 'unowned' : 'added-outside',
        detail: { status: one.status },
      }),
    )
    return accept(
      await bringInStep(
        work,
        inside,
        found,
        await openFindings(work.tx, inside.application.id, { orphans: true, kinds: ['orphan-account'] }),
        'correlated',
      ),
    )
  })
  return answer.ok ? answer.value : 0
}

async function compareSome(
  work: UnitOfWork,
  grantsOf: GrantsOf,
  inside: Inside,
  imported: Imported,
  ids: readonly IdentityId[],
): Promise<number> {
  const { application } = inside
  await lockIdentities(work.tx, ids)
  await planOperations(
    work,
    grantsOf,
    ids.map((identity) => ({ identity, opened: [], closed: [], entry: null })),
    'look',
    application.id,
  )
  const grants = await grantsOf(work.tx, ids, work.now)
  const facts = await identityFacts(work.tx, ids, work.now)
  const open = Map.groupBy(await underWay(work.tx, application.id, ids), (one) => one.identity)
  const terms = {
    isManaged: (entitlement: EntitlementId) => isManaged(application.spec, inside.names.get(entitlement) ?? ''),
    leaversKeepAccounts: application.spec.deprovision === 'keep',
    givesBesides: (entitlement: EntitlementId) => reachedFrom(inside.nested, entitlement),
    first: imported.first,
  }
  const found = ids.flatMap((id) => {
    const identity = facts.get(id)
    if (!identity) return []
    return differencesOf(
      comparedOf(inside, identity, grants.get(id) ?? [], open.get(id) ?? [], imported.lost.get(id) ?? new Set()),
      terms,
    )
  })
  const standing = await openFindings(work.tx, application.id, {
    identities: ids,
    kinds: [
      'unjustified-holding',
      'missing-holding',
      'attribute-differs',
      'account-of-leaver',
      'account-missing',
      'access-by-nesting',
    ],
  })
  // That an account could not be made, only its operation knows: it stays so while somebody should have one.
  const lacking = standing.filter(
    ({ kind, identity }) =>
      kind === 'account-missing' &&
      !inside.accounts.has(identity) &&
      grants.get(identity!)?.some((grant) => inside.names.has(grant.entitlement)),
  )
  return bringInStep(work, inside, [...found, ...lacking], standing, 'gone')
}

function comparedOf(
  inside: Inside,
  identity: IdentityBasics,
  grants: readonly Grant[],
  open: Awaited<ReturnType<typeof underWay>>,
  lost: ReadonlySet<EntitlementId>,
): Compared {
  const here = grants.filter((grant) => inside.names.has(grant.entitlement))
  const accounts = inside.accounts.get(identity.id) ?? []
  const mapping = inside.application.spec.accounts
  const wanted = mapping ? wantedAccount(mapping, fieldsOf(identity)) : null
  const has = (kind: string): boolean => open.some((one) => one.kind === kind)
  return {
    identity: identity.id,
    left: identity.state === 'left',
    granted: new Set(here.map((grant) => grant.entitlement)),
    grantedItself: new Set(
      here
        .filter((grant) => grant.reasons.some((reason) => reason.nesting.length === 0))
        .map((grant) => grant.entitlement),
    ),
    accounts: accounts.map((one) => ({
      id: one.id,
      receives: one.receives,
      active: one.status === 'active',
      differs: wanted?.is === 'told' && one.receives ? attributesThatDiffer(wanted.attributes, one) : {},
    })),
    holdings: [
      ...accounts.flatMap((one) =>
        (inside.holdings.get(one.id) ?? []).map((entitlement) => ({ account: one.id, entitlement })),
      ),
      ...(inside.ties.get(identity.id) ?? []).map((entitlement) => ({ account: null, entitlement })),
    ],
    removing: new Set(open.filter((one) => one.kind === 'removeEntitlement').map((one) => one.entitlement!)),
    disabling: has('disableAccount') || has('deleteAccount'),
    updating: has('updateAccount') || has('createAccount'),
    lost,
  }
}

const keyOf = (one: Difference): string => [one.kind, one.account, one.identity, one.entitlement].join('|')

/** Opens what is new, settles what is no more. @returns how many there are. */
async function bringInStep(
  work: UnitOfWork,
  { application }: Inside,
  found: readonly Difference[],
  standing: Awaited<ReturnType<typeof openFindings>>,
  as: 'gone' | 'correlated',
): Promise<number> {
  const keys = new Set(found.map(keyOf))
  const over = standing.filter((one) => !keys.has(keyOf(one)))
  const provisioned = over.filter((one) => one.kind === 'missing-holding')
  await settleFindings(
    work.tx,
    provisioned.map((one) => one.id),
    'provisioned',
    work.now,
  )
  await settleFindings(
    work.tx,
    over.filter((one) => one.kind !== 'missing-holding').map((one) => one.id),
    as,
    work.now,
  )
  await openAll(work.tx, application.id, found, work.now)
  return found.length
}
