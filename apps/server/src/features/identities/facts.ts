import type { AttributeDefinition, Attributes, IdentityFacts } from '@remit/engine'
import type { IdentityId, Instant } from '@remit/kernel'
import type { Tx } from '../../platform/database/scope.ts'
import { typed } from './domain/attribute-definition.ts'
import type { Status } from './domain/claim.ts'
import { stateOf } from './domain/person.ts'
import { attributeDefinitions } from './store/attributes.ts'
import { findIdentities, identitiesAfter, identityNames, type StoredIdentity } from './store/identities.ts'
import { identitiesAsOf } from './store/past.ts'

/** What rules and decisions are told of an identity, without what other features know of it. */
export type IdentityBasics = Omit<IdentityFacts, 'devices' | 'assignments' | 'exclusions'> & {
  readonly name: string
  readonly displayName: string
  readonly email: string | null
  readonly status: Status
  readonly zone: string
}

/**
 * A key that nobody has is absent. Attributes that the schema no longer knows, or knows in another type, are left out.
 * @param at a moment of the past: what was known then, with the schema of today. `null`: what is known.
 */
export async function identityFacts(
  tx: Tx,
  ids: readonly IdentityId[],
  now: Instant,
  at: Date | null = null,
): Promise<ReadonlyMap<IdentityId, IdentityBasics>> {
  const identities = at === null ? await findIdentities(tx, ids) : await identitiesAsOf(tx, ids, at)
  return new Map((await basics(tx, identities, now)).map((one) => [one.id, one]))
}

const PAGE = 5_000

/** Everybody, in the order of their keys, so many at a time. */
export async function* allIdentityFacts(tx: Tx, now: Instant): AsyncIterable<readonly IdentityBasics[]> {
  const definitions = await definitionsByName(tx)
  for (let after: IdentityId | null = null; ; ) {
    const identities: readonly StoredIdentity[] = await identitiesAfter(tx, after, PAGE)
    if (identities.length > 0) yield await basics(tx, identities, now, definitions)
    if (identities.length < PAGE) return
    after = identities.at(-1)!.id
  }
}

const definitionsByName = async (tx: Tx): Promise<ReadonlyMap<string, AttributeDefinition>> =>
  new Map((await attributeDefinitions(tx)).map((definition) => [definition.name, definition]))

async function basics(
  tx: Tx,
  identities: readonly StoredIdentity[],
  now: Instant,
  known?: ReadonlyMap<string, AttributeDefinition>,
): Promise<readonly IdentityBasics[]> {
  if (identities.length === 0) return []
  const definitions = known ?? (await definitionsByName(tx))
  const above = identities.map(({ person }) => person.manager ?? person.owner).filter((id) => id !== null)
  const names = await identityNames(tx, above)
  return identities.map(({ id, name, person }) => {
    const superior = person.manager ?? person.owner
    return {
      id,
      name,
      type: person.type,
      state: stateOf(person, now),
      displayName: person.displayName,
      email: person.email,
      status: person.status,
      zone: person.zone,
      attributes: withEmail(typed(definitions, person.attributes), person.email),
      manager: superior === null ? null : (names.get(superior)?.name ?? null),
      start: person.starts,
      end: person.ends,
    }
  })
}

const withEmail = (attributes: Attributes, email: string | null): Attributes =>
  email === null ? attributes : { ...attributes, email }
