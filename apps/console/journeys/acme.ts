import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { instant } from '@remit/kernel'
import type { BrowserContext, Page } from 'playwright-core'
import { loadExample } from '../../server/src/example/load.ts'
import { startExampleServices } from '../../server/src/example/services.ts'
import { makeSetupLink } from '../../server/src/features/administration/index.ts'
import { type TestRemit, testRemit } from '../../server/src/testing/test-remit.ts'
import { startBrowser } from './browser.ts'
import { type Watch, watch } from './watch.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
export const EXAMPLE = path.join(ROOT, 'examples/acme')
const BUILT = path.join(ROOT, 'apps/console/dist')

/** The day the files of the example show, whenever the tests run. */
const DAY = instant(Date.parse('2026-11-23T09:00:00Z'))
const TICK = 250

export const NAME = 'ada'
export const PASSWORD = 'correct horse battery staple'

export interface Shown {
  readonly page: Page
  /** Everything that went wrong on the page since it was opened. */
  readonly watch: Watch
}

export interface Acme {
  readonly remit: TestRemit
  readonly url: string
  /** Who is in a group of one of the SCIM services, as that service wrote it down. */
  members(service: 'workspace' | 'code' | 'ledgerly', group: string): readonly string[]
  /** The first administrator's link, as the server prints it. */
  setupLink(): Promise<string>
  /** A window of the first administrator, once for each Acme; `toMeasure` leaves it the browser's own clock. */
  open(options?: { readonly toMeasure?: boolean }): Promise<Shown>
  /** A window of a stranger. */
  openSignedOut(): Promise<Shown>
  close(): Promise<void>
}

interface Held {
  readonly users: readonly { readonly id: string; readonly userName: string }[]
  readonly groups: readonly { readonly displayName: string; readonly members: readonly string[] }[]
}

/** Acme on a server with a port, its three SCIM services, and a browser before it. Time passes as it does outside. */
export async function openAcme(): Promise<Acme> {
  if (!fs.existsSync(path.join(BUILT, 'index.html'))) throw new Error('the console is not built: npm run build')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-console-'))
  // A copy: a build in the meantime must not change the page under the test.
  const consoleDir = path.join(folder, 'console')
  fs.cpSync(BUILT, consoleDir, { recursive: true })
  const services = await startExampleServices(EXAMPLE, folder)
  const remit = await testRemit({
    fileRoots: [EXAMPLE],
    environment: services.environment,
    consoleDir,
  })
  remit.platform.clock.set(DAY)
  const ticking = setInterval(() => remit.platform.clock.pass(TICK), TICK)
  const url = await remit.http.listen({ port: 0, host: '127.0.0.1' })
  const [browser] = await Promise.all([startBrowser(), loadExample(remit.platform, remit, EXAMPLE, () => {})])

  const openContext = (): Promise<BrowserContext> =>
    browser.newContext({
      baseURL: url,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    })
  const openPage = async (context: BrowserContext, toMeasure = false): Promise<Shown> => {
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    // Both sides live on the same day: what the page calls "now" is what the server does.
    if (!toMeasure) await page.clock.install({ time: remit.platform.clock.now() })
    return { page, watch: await watch(page) }
  }
  const setupLink = async (): Promise<string> => `${url}/setup?token=${await makeSetupLink(remit.platform)}`

  return {
    remit,
    url,
    setupLink,
    members(service, group) {
      const held = JSON.parse(fs.readFileSync(path.join(folder, 'example', `${service}.json`), 'utf8')) as Held
      const ids = held.groups.find((one) => one.displayName === group)?.members ?? []
      return held.users.filter((one) => ids.includes(one.id)).map((one) => one.userName)
    },
    openSignedOut: async () => openPage(await openContext()),
    async open({ toMeasure } = {}) {
      const context = await openContext()
      const { request } = context
      const token = new URL(await setupLink()).searchParams.get('token')
      await request.post('/api/v1/setup', { data: { token, name: NAME, password: PASSWORD } })
      await request.post('/api/v1/session', { data: { name: NAME, password: PASSWORD } })
      return openPage(context, toMeasure)
    },
    async close() {
      await browser.close()
      clearInterval(ticking)
      await remit.close()
      await services.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
