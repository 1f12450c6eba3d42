import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServerProcess, startServer, whyNotBuilt } from './server-process.ts'

const ROOT = path.join(import.meta.dirname, '../../../..')
const FRESH = path.join(ROOT, 'examples/fresh')
const why = whyNotBuilt()

/** The steps of examples/fresh/README.md, in a server that knows nobody, through the built command line. */
describe.skipIf(why !== null)(`a start of one's own${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let dataDir: string
  let server: ServerProcess
  beforeAll(async () => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-fresh-'))
    fs.chmodSync(dataDir, 0o755)
    server = await startServer(dataDir, { REMIT_FILES: FRESH })
  })
  afterAll(async () => {
    await server?.end()
    fs.rmSync(dataDir, { recursive: true, force: true })
  })

  const remit = (...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string }> =>
    new Promise((resolve) =>
      execFile(
        process.execPath,
        [path.join(ROOT, 'apps/cli/dist/main.js'), ...args],
        { env: { PATH: process.env.PATH, HOME: dataDir, REMIT_DATA_DIR: dataDir, NO_COLOR: '1' } },
        (error, out, complaint) => resolve({ exit: Number(error?.code ?? 0), out: `${out}${complaint}` }),
      ),
    )

  it('goes from an empty server to a first applied plan, as it is written down', async () => {
    expect(await remit('plan', FRESH)).toMatchObject({ exit: 3 })
    expect(await remit('apply', FRESH)).toMatchObject({ exit: 0 })
    expect(await remit('import', 'staff')).toMatchObject({ exit: 0, out: expect.stringContaining('applied') })
    expect(await remit('import', 'notes')).toMatchObject({ exit: 0, out: expect.stringContaining('applied') })
    expect(await remit('check', 'grace.hopper', 'use', 'notes/editors')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^yes/),
    })
    expect(await remit('check', 'rozsa.peter', 'use', 'notes/editors')).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/^no/),
    })
    expect(await remit('plan', FRESH)).toMatchObject({ exit: 0 })
  })
})
