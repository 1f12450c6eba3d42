import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')

/** How a run of tests ended. `skipped` names each test that did not run, with its reason where it gave one. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
}

/** The one line that machines read; the last of the output. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`

/** Runs vitest on our terminal. Its own count comes back through a file: what it prints is for people. */
export async function runVitest(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Tally> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-tally-'))
  const file = path.join(folder, 'tally.json')
  try {
    const code = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
        cwd: ROOT,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...environment, REMIT_TALLY: file },
      })
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
      child.on('close', (status) => resolve(status ?? 1))
    })
    const tally: Tally = fs.existsSync(file)
      ? JSON.parse(fs.readFileSync(file, 'utf8'))
      : { passed: 0, failed: 0, skipped: [] }
    // An error outside every test (a file that does not load, a promise nobody awaited) is in no count but vitest's own.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
