/** What a role of an operator may do here. `administrator` may everything; the auditor reads everything and changes nothing. */
export const OPERATOR_ROLES = ['administrator', 'auditor', 'application-owner'] as const
export type OperatorRole = (typeof OPERATOR_ROLES)[number]

const READS = [
  'overview.read',
  'identities.read',
  'devices.read',
  'applications.read',
  'catalog.read',
  'policies.read',
  'provisioning.read',
  'reconciliation.read',
  'sources.read',
  'configuration.read',
  'ledger.read',
  'jobs.read',
  'administration.read',
  'administration.read-self',
] as const

const OF: Readonly<Record<Exclude<OperatorRole, 'administrator'>, readonly string[]>> = {
  auditor: READS,
  // Limited to the applications they own by the features themselves.
  'application-owner': [
    'overview.read',
    'identities.read',
    'applications.read',
    'catalog.read',
    'catalog.write',
    'policies.read',
    'provisioning.read',
    'reconciliation.read',
    'jobs.read',
    'administration.read-self',
  ],
}

/** Answers yes to everything, also to what later features declare. */
class Everything extends Set<string> {
  override has(): boolean {
    return true
  }
}
export const EVERYTHING: ReadonlySet<string> = new Everything(['*'])

export const permissionsOf = (roles: readonly string[]): ReadonlySet<string> =>
  roles.includes('administrator')
    ? EVERYTHING
    : new Set(roles.flatMap((role) => (Object.hasOwn(OF, role) ? OF[role as keyof typeof OF] : [])))
