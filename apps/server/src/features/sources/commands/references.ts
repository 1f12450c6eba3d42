import type { IdentityId, SourceId } from '@remit/kernel'
import type { Tx } from '../../../platform/database/scope.ts'
import { identitiesWith, identityIds, type Said } from '../../identities/index.ts'
import type { SourceSaid } from '../domain/said.ts'
import { recordsWith } from '../store/records.ts'

/** Who a reference is, or `null`. */
export type Resolve = (reference: string) => IdentityId | null

/**
 * Managers and owners as sources write them: a key of the same source, else the name of an identity, else an e-mail
 * address that one identity alone has.
 * @param own keys of the same source that are being made right now.
 */
export async function resolverOf(
  tx: Tx,
  source: SourceId,
  all: readonly SourceSaid[],
  own: ReadonlyMap<string, IdentityId> = new Map(),
): Promise<Resolve> {
  const references = [
    ...new Set(all.flatMap(({ manager, owner }) => [manager, owner]).filter((reference) => reference !== undefined)),
  ]
  if (references.length === 0) return () => null
  const records = await recordsWith(tx, source, references)
  const names = await identityIds(tx, references)
  const byEmail = Map.groupBy(await identitiesWith(tx, 'email', references), ({ person }) =>
    person.email!.toLowerCase(),
  )
  const ofEmail = (reference: string): IdentityId | null => {
    const found = byEmail.get(reference.toLowerCase()) ?? []
    return found.length === 1 ? found[0]!.id : null
  }
  return (reference) =>
    own.get(reference) ?? records.get(reference)?.identity ?? names.get(reference) ?? ofEmail(reference)
}

export interface Resolved {
  readonly said: Said
  /** References that are nobody we know. */
  readonly unknown: readonly string[]
}

/** The same in the register's words: references are identities. The wish for a name is not part of it. */
export function resolved({ manager, owner, name: _name, ...said }: SourceSaid, resolve: Resolve): Resolved {
  const managed = manager === undefined ? null : resolve(manager)
  const owned = owner === undefined ? null : resolve(owner)
  const unknown = [managed === null ? manager : undefined, owned === null ? owner : undefined].filter(
    (reference) => reference !== undefined,
  )
  return {
    said: { ...said, ...(managed === null ? {} : { manager: managed }), ...(owned === null ? {} : { owner: owned }) },
    unknown,
  }
}
