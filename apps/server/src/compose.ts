import fs from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Connector } from '@remit/connector-sdk'
import { csvApplication, csvDevices, csvExport, csvPeople, ldap, scim } from '@remit/connectors'
import type { Actor } from '@remit/kernel'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { administrationRoutes, authenticator } from './features/administration/index.ts'
import { applicationConfigurable, applicationsRoutes, type Reaching } from './features/applications/index.ts'
import { catalogRoutes, entitlementConfigurable, roleConfigurable } from './features/catalog/index.ts'
import { configurationRoutes, type Planner } from './features/configuration/index.ts'
import { decisionsRoutes, holdersRoutes, subscribeDecisions, World } from './features/decisions/index.ts'
import { devicePulse, devicesRoutes } from './features/devices/index.ts'
import { grantPulses, grantsOf, grantsRoutes, subscribeGrants } from './features/grants/index.ts'
import { attributeConfigurable, identitiesRoutes } from './features/identities/index.ts'
import { ledgerKey, ledgerRoutes, Sequencer } from './features/ledger/index.ts'
import { overviewRoutes } from './features/overview/index.ts'
import { brakeConfigurable, policiesRoutes, ruleConfigurable, subscribePolicies } from './features/policies/index.ts'
import { Provisioner, provisioningRoutes, subscribeProvisioning } from './features/provisioning/index.ts'
import { askForImport, reconciliationFeature, reconciliationRoutes } from './features/reconciliation/index.ts'
import {
  askForRun,
  type SourceTools,
  sourceConfigurable,
  sourcesFeature,
  sourcesRoutes,
} from './features/sources/index.ts'
import type { Configurable } from './platform/configurable.ts'
import { connectorHost } from './platform/connector-host.ts'
import { healthRoutes } from './platform/http/health-routes.ts'
import { rememberAnswers } from './platform/http/idempotency.ts'
import { jobRoutes } from './platform/http/job-routes.ts'
import { openHttp, type Routes } from './platform/http/server.ts'
import type { Platform } from './platform/platform.ts'
import { Pulse } from './platform/pulse.ts'

export interface Composition {
  readonly platform: Platform
  /** Where connectors may read files: the folder for uploads first. Never where the key or the database lie. */
  readonly fileRoots: readonly [string, ...string[]]
  readonly privateTargets: boolean
  /** Where `{"secret": NAME}` and `${NAME}` in settings are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly https: boolean
  readonly metricsAreOpen: boolean
  readonly role: 'all' | 'api' | 'worker'
  readonly organisation: string
  /** Known once it listens. */
  readonly publicUrl: () => string
  /** A file outside the database that checkpoints are copied to. */
  readonly checkpointCopy: string | null
  /** The built console; `null` where there is none. */
  readonly consoleDir: string | null
}

export interface Remit {
  readonly http: FastifyInstance
  readonly world: World
  readonly planner: Planner
  readonly pulses: readonly Pulse[]
  /** Asks for a run of a source. @returns its job. */
  readSource(by: Actor, name: string): Promise<string>
  /** Asks for an import of an application's state. @returns its job. */
  importApplication(by: Actor, name: string): Promise<string>
  start(): Promise<void>
  stop(): Promise<void>
}

export const CONNECTORS: ReadonlyMap<string, Connector<never>> = new Map(
  [csvPeople, csvDevices, csvApplication, csvExport, scim, ldap].map((connector) => [
    connector.name,
    connector as Connector<never>,
  ]),
)

/** The only place that knows every feature: what is made of what, who hears of what, which routes there are. */
export async function compose(of: Composition): Promise<Remit> {
  const { platform } = of
  const world = new World(platform)
  const reaching: Reaching = {
    connectors: CONNECTORS,
    hostFor: (system) =>
      connectorHost(
        { fileRoots: of.fileRoots, privateTargets: of.privateTargets, clock: platform.clock, log: platform.log },
        system,
      ),
    environment: of.environment,
  }
  const configurables: readonly Configurable[] = [
    attributeConfigurable,
    applicationConfigurable(CONNECTORS),
    sourceConfigurable(CONNECTORS),
    entitlementConfigurable,
    roleConfigurable,
    ruleConfigurable,
    brakeConfigurable,
  ]
  const tools: SourceTools = {
    ...reaching,
    uploads: path.join(of.fileRoots[0], 'uploads'),
    grantsByApplication: () => world.grantsByApplication(),
  }
  const sources = sourcesFeature(platform, tools)
  const reconciliation = reconciliationFeature(platform, { reaching, grantsOf })
  const planner: Planner = { platform, world, kinds: new Map(configurables.map((kind) => [kind.kind, kind])) }

  // Lower features first: what hears of an event later finds what heard it earlier done.
  subscribePolicies(platform)
  subscribeGrants(platform)
  subscribeProvisioning(platform, grantsOf)
  subscribeDecisions(platform, world)

  const sequencer = new Sequencer(
    platform.database,
    platform.clock,
    await ledgerKey(platform.database, platform.sealer, platform.clock),
    `remit/${of.organisation}`,
    of.checkpointCopy,
  )
  const working = of.role !== 'api'
  const pulses: readonly Pulse[] = working
    ? [
        new Pulse('ledger', 250, () => sequencer.round(), platform.log),
        ...grantPulses(platform),
        devicePulse(platform),
        sources.pulse,
        reconciliation.pulse,
      ]
    : []

  const provisioner = new Provisioner(platform, { reaching, grantsOf })

  const registry = new Registry()
  const http = await openHttp({ log: platform.log, authenticate: authenticator(platform, of.https), https: of.https })
  rememberAnswers(http, platform)
  let ready = false
  await http.register(
    healthRoutes({ isReady: () => ready && world.isReady, metricsAreOpen: of.metricsAreOpen, registry }),
  )
  await http.register(decisionsRoutes(platform, world, of.publicUrl))
  const routes: Routes = async (api) => {
    await api.register(jobRoutes(platform))
    await api.register(ledgerRoutes(platform, of.checkpointCopy))
    await api.register(identitiesRoutes(platform))
    await api.register(devicesRoutes(platform))
    await api.register(applicationsRoutes(platform, reaching))
    await api.register(sourcesRoutes(platform, tools))
    await api.register(catalogRoutes(platform))
    await api.register(policiesRoutes(platform, (condition) => world.count(condition)))
    await api.register(grantsRoutes(platform))
    await api.register(holdersRoutes(platform, world))
    await api.register(provisioningRoutes(platform, grantsOf))
    await api.register(reconciliationRoutes(platform))
    await api.register(configurationRoutes(planner))
    await api.register(administrationRoutes(platform, of.https))
    await api.register(overviewRoutes(platform, world, () => of.organisation))
    api.get('/openapi.json', { config: { permission: 'open' }, schema: { hide: true } }, async () => http.swagger())
  }
  await http.register(routes, { prefix: '/api/v1' })
  if (of.consoleDir && fs.existsSync(path.join(of.consoleDir, 'index.html'))) await serveConsole(http, of.consoleDir)

  return {
    http,
    world,
    planner,
    pulses,
    async readSource(by, name) {
      const { answer } = await askForRun(platform, tools, by, name, null)
      if (!answer.ok) throw new Error(`source ${name}: ${answer.refusal} ${answer.detail ?? ''}`)
      return answer.value.job
    },
    async importApplication(by, name) {
      const { answer } = await platform.perform(by, (work) => askForImport(work, platform, name))
      if (!answer.ok) throw new Error(`application ${name}: ${answer.refusal} ${answer.detail ?? ''}`)
      return answer.value.job
    },
    async start() {
      await platform.jobs.start(working)
      await world.start()
      for (const pulse of pulses) pulse.start()
      if (working) provisioner.start()
      ready = true
    },
    async stop() {
      ready = false
      await http.close()
      await Promise.all([...pulses.map((pulse) => pulse.stop()), provisioner.stop()])
      await world.stop()
      await platform.jobs.stop()
    },
  }
}

/** Only what the build made is served; every other path of a person is a page of the console. */
async function serveConsole(http: FastifyInstance, folder: string): Promise<void> {
  await http.register(fastifyStatic, { root: folder, serve: false, decorateReply: true })
  const files = new Set(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => path.relative(folder, path.join(one.parentPath, one.name)).split(path.sep).join('/')),
  )
  const API = /^\/(api|access|scim|ssf|signals|\.well-known)(\/|$)/
  http.get('/*', { config: { permission: 'open' }, schema: { hide: true } }, async (request, reply) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://x').pathname)
    if (API.test(wanted)) return reply.callNotFound()
    const file = wanted.slice(1)
    // Names with a hash never change; the page that names them always may.
    if (files.has(file))
      return reply.sendFile(file, {
        maxAge: file.startsWith('assets/') ? '365d' : 0,
        immutable: file.startsWith('assets/'),
      })
    // A page of an older build asks for what is gone: it must hear so, not get another page as its script.
    if (file.startsWith('assets/')) return reply.callNotFound()
    return reply.sendFile('index.html', { maxAge: 0 })
  })
}
