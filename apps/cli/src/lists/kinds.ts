/** What can be listed: where it is, and which columns are shown (`head` → path in a row). */
export interface ListKind {
  readonly path: string
  readonly columns: Readonly<Record<string, string>>
}

export const LISTS: Readonly<Record<string, ListKind>> = {
  identities: {
    path: '/api/v1/identities',
    columns: {
      name: 'name',
      'display name': 'displayName',
      type: 'type',
      state: 'state',
      department: 'department',
      title: 'title',
      manager: 'manager',
      grants: 'grants',
    },
  },
  applications: {
    path: '/api/v1/applications',
    columns: {
      name: 'name',
      title: 'title',
      connector: 'connector',
      state: 'health.state',
      accounts: 'counts.accounts',
      orphans: 'counts.orphans',
      unjustified: 'counts.unjustified',
      missing: 'counts.missing',
    },
  },
  entitlements: {
    path: '/api/v1/entitlements',
    columns: {
      name: 'name',
      title: 'title',
      risk: 'risk',
      privileged: 'privileged',
      owner: 'owner',
      holders: 'holders',
    },
  },
  roles: {
    path: '/api/v1/roles',
    columns: {
      name: 'name',
      title: 'title',
      risk: 'risk',
      owner: 'owner',
      members: 'members',
      entitlements: 'entitlements',
    },
  },
  rules: { path: '/api/v1/rules', columns: { name: 'name', title: 'title', gives: 'gives', matches: 'matches' } },
  attributes: {
    path: '/api/v1/attributes',
    columns: { name: 'name', type: 'type', description: 'description', values: 'values' },
  },
  brakes: {
    path: '/api/v1/brakes',
    columns: {
      name: 'name',
      scope: 'spec.scope',
      gains: 'spec.gains.count',
      losses: 'spec.losses.count',
      hours: 'spec.hours',
    },
  },
  sources: {
    path: '/api/v1/sources',
    columns: {
      name: 'name',
      title: 'title',
      connector: 'connector',
      rank: 'rank',
      'last run': 'lastRun.state',
      at: 'lastRun.startedAt',
    },
  },
  operations: {
    path: '/api/v1/operations',
    columns: {
      id: 'id',
      kind: 'kind',
      state: 'state',
      application: 'application',
      identity: 'identity',
      entitlement: 'entitlement',
      why: 'cause',
      created: 'createdAt',
    },
  },
  plans: {
    path: '/api/v1/plans',
    columns: {
      id: 'id',
      title: 'title',
      state: 'state',
      steps: 'steps',
      gains: 'impact.gains',
      losses: 'impact.losses',
      'made at': 'madeAt',
      by: 'madeBy',
    },
  },
  cases: {
    path: '/api/v1/correlation-cases',
    columns: { id: 'id', source: 'source', key: 'key', why: 'why', candidates: 'candidates', opened: 'openedAt' },
  },
  devices: {
    path: '/api/v1/devices',
    columns: {
      name: 'name',
      owner: 'owner',
      platform: 'platform',
      trust: 'trust',
      compliant: 'compliant',
      'last seen': 'lastSeenAt',
    },
  },
  operators: { path: '/api/v1/operators', columns: { name: 'name', 'display name': 'displayName', roles: 'roles' } },
  tokens: {
    path: '/api/v1/tokens',
    columns: { id: 'id', name: 'name', permissions: 'permissions', expires: 'expiresAt' },
  },
}
