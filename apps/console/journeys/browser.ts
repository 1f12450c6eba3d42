import fs from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
] as const

const ON_A_MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
const ON_WINDOWS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The browser of this machine: what CHROME_PATH says, else one on the PATH, else one at its usual place.
 * @throws when CHROME_PATH names nothing: whoever set it means that browser and no other.
 */
export function findBrowser(environment: Environment = process.env): string | null {
  const told = environment.CHROME_PATH
  if (told) {
    if (!fs.existsSync(told)) throw new Error(`CHROME_PATH=${told} does not exist`)
    return told
  }
  const onPath = (environment.PATH ?? '').split(path.delimiter).flatMap((folder) => NAMES.map((name) => [folder, name]))
  const installed = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA].flatMap(
    (folder) => (folder ? ON_WINDOWS.map((name) => [folder, name]) : []),
  )
  const places = [...onPath, ...installed].map((parts) => path.join(...parts)).concat(ON_A_MAC)
  return places.find((place) => fs.existsSync(place)) ?? null
}

/**
 * Why nothing can be looked at here, or `null`: the reason that a skipped test names.
 * @throws instead when REQUIRE_BROWSER is set: there, a skipped test would hide a broken console.
 */
export function whyNoBrowser(environment: Environment = process.env): string | null {
  if (findBrowser(environment)) return null
  const why = 'no browser: install chromium, or say where one is with CHROME_PATH'
  if (environment.REQUIRE_BROWSER) throw new Error(why)
  return why
}

/** Without its sandbox only where that cannot start: as root, and in the containers of CI. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser()!,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox', '--disable-dev-shm-usage'] : []),
    ],
  })
