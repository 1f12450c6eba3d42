import type { IdentityId, LedgerEntryId } from '@remit/kernel'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { recordAll } from '../../ledger/index.ts'
import type { Claim, StandingClaim } from '../domain/claim.ts'
import { nameFor, numbered } from '../domain/identity-name.ts'
import { type Happened, sentenceOf, whatHappened } from '../domain/lifecycle-change.ts'
import { mergeClaims, type Person } from '../domain/person.ts'
import {
  findClaims,
  findIdentities,
  identityNames,
  insertIdentities,
  lockIdentities,
  removeClaims,
  type StoredIdentity,
  saveStandingClaims,
  updateIdentities,
} from '../store/identities.ts'

declare module '../../../platform/events.ts' {
  interface Events {
    /** Facts about these changed, each with the ledger entry that says how. In the order of their keys. */
    'identities.changed': {
      readonly ids: readonly IdentityId[]
      readonly entries: ReadonlyMap<IdentityId, LedgerEntryId>
    }
  }
}

export interface SavedClaims {
  readonly joined: number
  readonly moved: number
  readonly left: number
  readonly returned: number
  readonly changed: number
  readonly unchanged: number
}

interface Change {
  readonly id: IdentityId
  readonly source: string
  readonly wished: string
  readonly before: StoredIdentity | null
  readonly after: Pick<StoredIdentity, 'person' | 'origins'>
}

/**
 * Writes what sources say and what follows from it. Claims may refer to identities made in the same call, in circles too.
 * One call is one unit of work: keep it to some hundreds. At most one claim for an identity and source.
 */
export async function saveClaims(work: UnitOfWork, claims: readonly Claim[]): Promise<SavedClaims> {
  const ids = [...new Set(claims.map((claim) => claim.identity))].sort()
  await lockIdentities(work.tx, ids)
  const stored = new Map((await findIdentities(work.tx, ids)).map((identity) => [identity.id, identity]))
  const standing = await findClaims(work.tx, ids)
  const bySubject = Map.groupBy(claims, (claim) => claim.identity)

  const changes = ids.map((id): Change => {
    const said = bySubject.get(id)!
    const before = stored.get(id) ?? null
    const after = mergeClaims(inForce(standing.get(id) ?? [], said, work), before)
    return { id, source: said[0]!.source, wished: wishedName(said, after.person), before, after }
  })
  const names = await insert(
    work,
    changes.filter(({ before }) => before === null),
  )
  const named = (change: Change): string => change.before?.name ?? names.get(change.id)!

  const called = await namesIn(work, changes)
  const happened = changes.flatMap((change) => {
    const what = whatHappened(
      change.before?.person ?? null,
      change.after.person,
      work.now,
      (id) => called.get(id as IdentityId)?.name ?? id,
    )
    return what === null ? [] : [{ change, what }]
  })
  const withReferences = ({ change }: { change: Change }) =>
    change.before !== null || change.after.person.manager !== null || change.after.person.owner !== null
  await updateIdentities(
    work.tx,
    happened.filter(withReferences).map(({ change }) => ({ id: change.id, name: named(change), ...change.after })),
  )
  await saveStandingClaims(
    work.tx,
    claims.flatMap(({ identity, source, rank, said }) => (said === null ? [] : [{ identity, source, rank, said }])),
  )
  await removeClaims(
    work.tx,
    claims.filter((claim) => claim.said === null),
  )

  if (happened.length > 0) {
    const entries = await recordAll(
      work,
      happened.map(({ change, what }) => entryOf(change, named(change), what)),
    )
    await work.emit({
      kind: 'identities.changed',
      ids: happened.map(({ change }) => change.id),
      entries: new Map(happened.map(({ change }, n) => [change.id, entries[n]!])),
    })
  }
  return counted(
    changes.length,
    happened.map(({ what }) => what),
  )
}

function inForce(
  standing: readonly StandingClaim[],
  said: readonly Claim[],
  work: UnitOfWork,
): readonly StandingClaim[] {
  const speaking = new Set(said.map(({ source }) => source))
  const news = said.flatMap(({ source, rank, said }) => (said === null ? [] : [{ source, rank, said, at: work.now }]))
  return [...standing.filter(({ source }) => !speaking.has(source)), ...news]
}

const wishedName = (said: readonly Claim[], person: Person): string =>
  said.find((claim) => claim.name !== undefined)?.name ?? nameFor(person.displayName, person.email)

async function insert(work: UnitOfWork, changes: readonly Change[]): Promise<ReadonlyMap<IdentityId, string>> {
  if (changes.length === 0) return new Map()
  return insertIdentities(
    work.tx,
    changes.map(({ id, wished, after }) => ({ id, name: wished, wished, ...after })),
    numbered,
  )
}

async function namesIn(work: UnitOfWork, changes: readonly Change[]) {
  const people = changes.flatMap(({ before, after }) => [after.person, ...(before ? [before.person] : [])])
  const referred = people.flatMap(({ manager, owner }) => [manager, owner].filter((id) => id !== null))
  return identityNames(work.tx, referred)
}

const entryOf = ({ id, source, after }: Change, name: string, happened: Happened) => ({
  action: `identity.${happened.as}`,
  subject: { kind: 'identity', id },
  detail: {
    name,
    displayName: after.person.displayName,
    type: after.person.type,
    source,
    before: happened.before,
    after: happened.after,
    sentence: sentenceOf(after.person.displayName, source, happened),
  },
})

function counted(all: number, happened: readonly Happened[]): SavedClaims {
  const count = (as: Happened['as']): number => happened.filter((each) => each.as === as).length
  return {
    joined: count('joined'),
    moved: count('moved'),
    left: count('left'),
    returned: count('returned'),
    changed: count('changed'),
    unchanged: all - happened.length,
  }
}
