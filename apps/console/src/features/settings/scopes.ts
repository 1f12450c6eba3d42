export type Scope = 'everything' | 'read' | 'decide'

const areas = [
  'overview',
  'identities',
  'devices',
  'applications',
  'catalog',
  'policies',
  'provisioning',
  'reconciliation',
  'sources',
  'configuration',
  'ledger',
  'jobs',
]

/** The permissions behind the three things a program is usually let in for. */
export const permissionsOf: Readonly<Record<Scope, readonly string[]>> = {
  everything: ['*'],
  read: areas.map((area) => `${area}.read`),
  decide: ['decisions.ask'],
}

/** What a token may do, in words: one of the three, or its permissions as they are. */
export function scopeOf(permissions: readonly string[]): Scope | null {
  const given = permissions.toSorted().join()
  return (
    (Object.keys(permissionsOf) as Scope[]).find((scope) => permissionsOf[scope].toSorted().join() === given) ?? null
  )
}
