import type { paths } from '@remit/api-client'

/** What can be listed, and which columns are shown (`head` → path in a row). */
export interface ListKind {
  /** A `{name}` in it is taken from the filters: accounts are those of an application. */
  readonly path: string
  /** What it can be narrowed by. Others are refused here: the server would pass over them, and list everything. */
  readonly filters: readonly string[]
  readonly columns: Readonly<Record<string, string>>
}

type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? Exclude<keyof NonNullable<Query>, 'cursor' | 'limit' | 'q'> & string
  : never
type PlaceOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { path: infer Places } } }
  ? keyof Places & string
  : never

const list = <Path extends keyof paths & string>(
  path: Path,
  filters: readonly (QueryOf<Path> | PlaceOf<Path>)[],
  columns: ListKind['columns'],
): ListKind => ({ path, filters, columns })

export const LISTS: Readonly<Record<string, ListKind>> = {
  identities: list('/api/v1/identities', ['department', 'manager', 'source', 'state', 'type', 'sort'], {
    name: 'name',
    'display name': 'displayName',
    type: 'type',
    state: 'state',
    department: 'department',
    title: 'title',
    manager: 'manager',
    grants: 'grants',
  }),
  applications: list('/api/v1/applications', [], {
    name: 'name',
    title: 'title',
    connector: 'connector',
    state: 'health.state',
    accounts: 'counts.accounts',
    orphans: 'counts.orphans',
    unjustified: 'counts.unjustified',
    missing: 'counts.missing',
  }),
  accounts: list('/api/v1/applications/{name}/accounts', ['name', 'orphan', 'status'], {
    'user name': 'userName',
    'display name': 'displayName',
    status: 'status',
    identity: 'identity',
    holdings: 'holdings',
    'last used': 'lastUsedAt',
  }),
  entitlements: list('/api/v1/entitlements', ['application', 'label', 'owner', 'privileged', 'risk', 'type'], {
    name: 'name',
    title: 'title',
    risk: 'risk',
    privileged: 'privileged',
    owner: 'owner',
    holders: 'holders',
  }),
  roles: list('/api/v1/roles', ['label', 'owner'], {
    name: 'name',
    title: 'title',
    risk: 'risk',
    owner: 'owner',
    members: 'members',
    entitlements: 'entitlements',
  }),
  rules: list('/api/v1/rules', ['role'], { name: 'name', title: 'title', gives: 'gives', matches: 'matches' }),
  attributes: list('/api/v1/attributes', [], {
    name: 'name',
    type: 'type',
    description: 'description',
    values: 'values',
  }),
  brakes: list('/api/v1/brakes', [], {
    name: 'name',
    scope: 'spec.scope',
    gains: 'spec.gains.count',
    losses: 'spec.losses.count',
    hours: 'spec.hours',
  }),
  sources: list('/api/v1/sources', [], {
    name: 'name',
    title: 'title',
    connector: 'connector',
    rank: 'rank',
    records: 'records',
    'last run': 'lastRun.state',
    at: 'lastRun.startedAt',
  }),
  devices: list('/api/v1/devices', ['owner', 'platform', 'trust'], {
    name: 'name',
    owner: 'owner',
    platform: 'platform',
    trust: 'trust',
    compliant: 'compliant',
    'last seen': 'lastSeenAt',
  }),
  cases: list('/api/v1/correlation-cases', ['source', 'state'], {
    id: 'id',
    source: 'source',
    key: 'key',
    name: 'displayName',
    state: 'state',
    opened: 'openedAt',
  }),
  differences: list('/api/v1/findings', ['application', 'classification', 'identity', 'kind', 'settled'], {
    id: 'id',
    kind: 'kind',
    application: 'application',
    account: 'account.userName',
    identity: 'identity',
    entitlement: 'entitlement',
    how: 'classification',
    found: 'foundAt',
  }),
  operations: list('/api/v1/operations', ['application', 'identity', 'state'], {
    id: 'id',
    kind: 'kind',
    state: 'state',
    application: 'application',
    identity: 'identity',
    entitlement: 'entitlement',
    why: 'cause',
    created: 'createdAt',
  }),
  plans: list('/api/v1/plans', ['state'], {
    id: 'id',
    title: 'title',
    state: 'state',
    steps: 'steps',
    gains: 'impact.gains',
    losses: 'impact.losses',
    'made at': 'madeAt',
    by: 'madeBy',
  }),
  operators: list('/api/v1/operators', [], { name: 'name', 'display name': 'displayName', roles: 'roles' }),
  tokens: list('/api/v1/tokens', [], { id: 'id', name: 'name', permissions: 'permissions', expires: 'expiresAt' }),
}
