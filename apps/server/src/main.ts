import fs from 'node:fs'
import path from 'node:path'
import { compose } from './compose.ts'
import { loadExample } from './example/load.ts'
import { startExampleServices } from './example/services.ts'
import { acceptBootstrapToken, firstSetupLink, makeLocalToken } from './features/administration/index.ts'
import { BadConfig, readConfig, SETTINGS } from './platform/config.ts'
import { openPlatform } from './platform/open.ts'

let closeWhatIsOpen = async (): Promise<void> => {}

const ROOT = path.join(import.meta.dirname, '../../..')

/** Connectors read and write here, not where the key and the database lie. */
function filesOf(dataDir: string): string {
  const folder = path.join(dataDir, 'files')
  fs.mkdirSync(folder, { recursive: true })
  return folder
}

/** Documents may name anything in the environment but what is Remit's own: nobody sends our tokens to a target. */
const withoutOwn = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !Object.hasOwn(SETTINGS, name)))

/** Reads the configuration, opens the database, composes, listens; says at each step where it is. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const began = performance.now()
  const say = (text: string): void => console.log(`[remit] ${text}`)
  const opened = await openPlatform(config, path.join(ROOT, 'db/migrations'), say)
  const { platform } = opened
  closeWhatIsOpen = opened.close

  let url = config.publicUrl ?? `http://${config.host}:${config.port}`
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(config.host)
  const exampleDir = path.join(ROOT, 'examples/acme')
  const services = config.example === 'acme' ? await startExampleServices(exampleDir, config.dataDir) : null
  const remit = await compose({
    platform,
    fileRoots: [filesOf(config.dataDir), ...config.fileRoots, ...(config.example === 'acme' ? [exampleDir] : [])],
    privateTargets: config.privateTargets,
    environment: { ...withoutOwn(process.env), ...services?.environment },
    https: url.startsWith('https:'),
    metricsAreOpen: loopback,
    role: config.role,
    organisation: config.example === 'acme' ? 'Acme' : 'Remit',
    publicUrl: () => url,
    checkpointCopy: path.join(config.dataDir, 'checkpoints'),
    consoleDir: path.join(ROOT, 'apps/console/dist'),
  })

  let stopping = false
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return
    stopping = true
    say(`${signal}: finishing what is under way`)
    // What does not finish in time is found again by its lease.
    setTimeout(() => process.exit(0), 9_000).unref()
    await remit.stop()
    await services?.close()
    await opened.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))

  await acceptBootstrapToken(platform, config.bootstrapToken)
  await remit.start()
  const address = await remit.http
    .listen({ host: config.host, port: config.port })
    .catch((error: { code?: string }) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new BadConfig(
        `Another program listens on ${config.host}:${config.port}. Stop it, or set PORT to another number.`,
      )
    })
  if (!config.publicUrl) url = address.replace('[::1]', 'localhost')
  fs.writeFileSync(
    path.join(config.dataDir, 'cli-token'),
    `${JSON.stringify({ url, token: await makeLocalToken(platform) })}\n`,
    { mode: 0o600 },
  )
  if (services) await loadExample(platform, remit, exampleDir, say)
  say(`ready in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  console.log(`listening on ${url}`)
  const setup = await firstSetupLink(platform)
  if (setup) say(`make the first administrator (this link works once, for 24 h):\n\n    ${url}/setup?token=${setup}\n`)
}

main().catch(async (error: unknown) => {
  // An embedded database that outlives a failed start would hold the data directory.
  await closeWhatIsOpen().catch(() => {})
  console.error(
    `[remit] ${error instanceof BadConfig ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  process.exit(1)
})
