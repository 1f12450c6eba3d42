import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Frame } from './frame/Frame.tsx'
import { NotFound } from './frame/NotFound.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Frame })

const open = (path: string, component: RouteComponent) => createRoute({ getParentRoute: () => root, path, component })
const page = (path: string, component: RouteComponent) =>
  createRoute({ getParentRoute: () => signedIn, path, component })
const moved = (path: string, to: string) =>
  createRoute({
    getParentRoute: () => signedIn,
    path,
    beforeLoad: () => {
      throw redirect({ href: to, replace: true })
    },
  })

const session = () => import('./features/session/page.tsx')
const identities = () => import('./features/identities/page.tsx')
const identity = () => import('./features/identities/identity-page.tsx')
const access = () => import('./features/access/page.tsx')
const applications = () => import('./features/applications/page.tsx')
const settings = () => import('./features/settings/page.tsx')
const application = () => import('./features/applications/application-page.tsx')

/** Every screen and its address. Features meet here and nowhere else; each arrives when it is first opened. */
const tree = root.addChildren([
  open('/sign-in', lazyRouteComponent(session, 'SignInPage')),
  open('/setup', lazyRouteComponent(session, 'SetUpPage')),
  signedIn.addChildren([
    moved('/', '/overview'),
    page(
      '/start',
      lazyRouteComponent(() => import('./features/start/page.tsx'), 'StartPage'),
    ),
    page(
      '/overview',
      lazyRouteComponent(() => import('./features/overview/page.tsx'), 'OverviewPage'),
    ),
    page('/identities', lazyRouteComponent(identities, 'IdentitiesPage')),
    page('/identities/$name', lazyRouteComponent(identity, 'IdentityPage')),
    page('/identities/$name/$tab', lazyRouteComponent(identity, 'IdentityPage')),
    page(
      '/explain',
      lazyRouteComponent(() => import('./features/identities/explain-page.tsx'), 'ExplainPage'),
    ),
    page(
      '/cases',
      lazyRouteComponent(() => import('./features/correlation/page.tsx'), 'CorrelationPage'),
    ),
    page(
      '/cases/$id',
      lazyRouteComponent(() => import('./features/correlation/case-page.tsx'), 'CasePage'),
    ),
    page(
      '/entitlements',
      lazyRouteComponent(() => import('./features/entitlements/page.tsx'), 'EntitlementsPage'),
    ),
    page(
      '/entitlements/$id',
      lazyRouteComponent(() => import('./features/entitlements/entitlement-page.tsx'), 'EntitlementPage'),
    ),
    page('/roles', lazyRouteComponent(access, 'RolesPage')),
    page(
      '/roles/$name',
      lazyRouteComponent(() => import('./features/access/role-page.tsx'), 'RolePage'),
    ),
    page('/rules', lazyRouteComponent(access, 'RulesPage')),
    page(
      '/rules/$name',
      lazyRouteComponent(() => import('./features/access/rule-page.tsx'), 'RulePage'),
    ),
    page(
      '/plans',
      lazyRouteComponent(() => import('./features/plans/page.tsx'), 'PlansPage'),
    ),
    page(
      '/plans/$id',
      lazyRouteComponent(() => import('./features/plans/plan-page.tsx'), 'PlanPage'),
    ),
    page('/applications', lazyRouteComponent(applications, 'ApplicationsPage')),
    page('/applications/$name', lazyRouteComponent(application, 'ApplicationPage')),
    page('/applications/$name/$tab', lazyRouteComponent(application, 'ApplicationPage')),
    page(
      '/provisioning',
      lazyRouteComponent(() => import('./features/provisioning/page.tsx'), 'ProvisioningPage'),
    ),
    page(
      '/sources',
      lazyRouteComponent(() => import('./features/sources/page.tsx'), 'SourcesPage'),
    ),
    page(
      '/sources/$name',
      lazyRouteComponent(() => import('./features/sources/source-page.tsx'), 'SourcePage'),
    ),
    page(
      '/devices',
      lazyRouteComponent(() => import('./features/devices/page.tsx'), 'DevicesPage'),
    ),
    page('/settings/operators', lazyRouteComponent(settings, 'OperatorsPage')),
    page('/settings/tokens', lazyRouteComponent(settings, 'TokensPage')),
    moved('/settings', '/settings/operators'),
    page(
      '/audit',
      lazyRouteComponent(() => import('./features/ledger/page.tsx'), 'LedgerPage'),
    ),
    page(
      '/audit/$id',
      lazyRouteComponent(() => import('./features/ledger/entry-page.tsx'), 'EntryPage'),
    ),
  ]),
])

/** Search stays text: filters are words in the address, read and written by each screen. */
export const createConsoleRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString()
      return text ? `?${text}` : ''
    },
    defaultPendingMs: 150,
  })
