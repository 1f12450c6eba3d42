/**
 * Who may ask what, written by hand and reviewed apart from the routes: the other side of the authorization matrix.
 * A route that is not here fails the matrix. HEAD follows GET.
 */
export const ROUTES = `
open                     GET /livez, GET /readyz, GET /metrics, GET /.well-known/authzen-configuration, GET /api/v1/openapi.json
open                     POST /api/v1/session, GET /api/v1/session, POST /api/v1/setup
decisions.ask            POST /access/v1/evaluation, POST /access/v1/evaluations
overview.read            GET /api/v1/overview
jobs.read                GET /api/v1/jobs/:id
ledger.read              GET /api/v1/ledger, GET /api/v1/ledger/:id, GET /api/v1/ledger/checkpoint, POST /api/v1/ledger/verify
identities.read          GET /api/v1/identities, GET /api/v1/identities/:id, GET /api/v1/identities/:id/history, GET /api/v1/departments
identities.read          GET /api/v1/identities/:id/devices
identities.read          GET /api/v1/identities/:id/grants, GET /api/v1/identities/:id/timeline, GET /api/v1/identities/:id/standing
identities.read          GET /api/v1/explanations, GET /api/v1/entitlements/:id/holders
identities.write         POST /api/v1/identities, PATCH /api/v1/identities/:id
devices.read             GET /api/v1/devices, GET /api/v1/devices/:id
devices.write            POST /api/v1/devices
applications.read        GET /api/v1/applications, GET /api/v1/applications/:name, GET /api/v1/applications/:name/accounts
applications.read        GET /api/v1/identities/:id/accounts
applications.write       PUT /api/v1/applications/:name/secrets/:setting, POST /api/v1/applications/:name/check
applications.write       POST /api/v1/accounts/:id/correlate, POST /api/v1/accounts/:id/receives
sources.read             GET /api/v1/sources, GET /api/v1/sources/:name, GET /api/v1/sources/:name/runs, GET /api/v1/runs/:id
sources.read             GET /api/v1/correlation-cases, GET /api/v1/correlation-cases/:id
sources.run              POST /api/v1/sources/:name/runs, POST /api/v1/sources/:name/files
sources.release          POST /api/v1/runs/:id/release, POST /api/v1/runs/:id/discard
sources.correlate        POST /api/v1/correlation-cases/:id/resolve, POST /api/v1/correlation-cases/:id/undo
catalog.read             GET /api/v1/entitlements, GET /api/v1/entitlements/:id, GET /api/v1/roles, GET /api/v1/roles/:name
catalog.write            PATCH /api/v1/entitlements
policies.read            GET /api/v1/rules, GET /api/v1/rules/:name, GET /api/v1/brakes, GET /api/v1/attributes
policies.read            POST /api/v1/expressions/check, POST /api/v1/expressions/from-conditions
grants.write             POST /api/v1/assignments, DELETE /api/v1/assignments/:id, POST /api/v1/exclusions, DELETE /api/v1/exclusions/:id
grants.write             POST /api/v1/recomputations
provisioning.read        GET /api/v1/operations, GET /api/v1/operations/:id
provisioning.write       POST /api/v1/operations/:id/retry, POST /api/v1/operations/:id/complete, POST /api/v1/operations/:id/skip
reconciliation.read      GET /api/v1/applications/:name/differences, POST /api/v1/applications/:name/differences/preview
reconciliation.read      GET /api/v1/findings, GET /api/v1/applications/:name/imports, GET /api/v1/imports/:id
reconciliation.write     POST /api/v1/applications/:name/differences/adopt, POST /api/v1/applications/:name/differences/remove
reconciliation.write     POST /api/v1/applications/:name/imports, POST /api/v1/imports/:id/release, POST /api/v1/imports/:id/discard
configuration.read       GET /api/v1/plans, GET /api/v1/plans/:id, GET /api/v1/plans/:id/effects, GET /api/v1/export, GET /api/v1/schemas
configuration.plan       POST /api/v1/plans, POST /api/v1/plans/:id/revert
configuration.apply      POST /api/v1/plans/:id/apply
administration.read-self DELETE /api/v1/session
administration.read      GET /api/v1/operators, GET /api/v1/tokens
administration.write     POST /api/v1/operators, DELETE /api/v1/operators/:name, POST /api/v1/tokens, DELETE /api/v1/tokens/:id
`

/** Which roles hold a permission besides the administrator, who holds all. What is not named, nobody else holds. */
const HOLDERS: Readonly<Record<string, readonly ('auditor' | 'application-owner')[]>> = {
  'overview.read': ['auditor', 'application-owner'],
  'identities.read': ['auditor', 'application-owner'],
  'applications.read': ['auditor', 'application-owner'],
  'catalog.read': ['auditor', 'application-owner'],
  'catalog.write': ['application-owner'],
  'policies.read': ['auditor', 'application-owner'],
  'provisioning.read': ['auditor', 'application-owner'],
  'reconciliation.read': ['auditor', 'application-owner'],
  'jobs.read': ['auditor', 'application-owner'],
  'administration.read-self': ['auditor', 'application-owner'],
  'devices.read': ['auditor'],
  'sources.read': ['auditor'],
  'configuration.read': ['auditor'],
  'ledger.read': ['auditor'],
  'administration.read': ['auditor'],
}

/** `GET /path` → the permission it needs. */
export const REVIEWED: ReadonlyMap<string, string> = new Map(
  ROUTES.trim()
    .split('\n')
    .flatMap((line) => {
      const [permission = '', ...rest] = line.split(/\s+/)
      return rest
        .join(' ')
        .split(', ')
        .map((route) => [route, permission] as const)
    }),
)

export const mayAs = (role: 'administrator' | 'auditor' | 'application-owner', permission: string): boolean =>
  role === 'administrator' || (HOLDERS[permission] ?? []).includes(role)
