import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestRemit, TOKEN, testRemit } from '../../server/src/testing/test-remit.ts'
import type { Exit } from '../src/answer.ts'
import { CLONE } from '../src/connection/find-connection.ts'
import { runCommandLine } from '../src/program.ts'
import { plain } from '../src/screen/paint.ts'

export const ACME = path.join(CLONE, 'examples/acme')

export interface Said {
  readonly exit: Exit
  readonly out: string
  readonly complaint: string
}

export interface CommandLine {
  readonly remit: TestRemit
  /** A directory of this test alone. */
  readonly home: string
  run(...args: readonly string[]): Promise<Said>
  /** The same with `--json`, and what it answered. */
  json<Answer>(...args: readonly string[]): Promise<Answer>
  close(): Promise<void>
}

const NOBODY_THERE = 'http://127.0.0.1:9/scim/v2'

/** The command line as a script sees it, without a terminal, before a real server on a free port. */
export async function commandLine(): Promise<CommandLine> {
  const home = mkdtempSync(path.join(tmpdir(), 'remit-cli-'))
  const targets = ['WORKSPACE', 'CODE', 'LEDGERLY'].flatMap((name) => [
    [`${name}_SCIM_URL`, NOBODY_THERE],
    [`${name}_SCIM_TOKEN`, 'a-token-of-this-test'],
  ])
  const remit = await testRemit({ fileRoots: [ACME], environment: Object.fromEntries(targets) })
  const url = await remit.http.listen({ port: 0, host: '127.0.0.1' })
  const environment = { REMIT_URL: url, REMIT_TOKEN: TOKEN, XDG_CONFIG_HOME: home, REMIT_DATA_DIR: home }

  const run = async (...args: readonly string[]): Promise<Said> => {
    const said = { out: '', complaint: '' }
    const exit = await runCommandLine(
      args,
      {
        environment,
        screen: () => ({
          paint: plain,
          asks: false,
          confirm: () => Promise.reject(new Error('nobody is there to be asked')),
          secret: () => Promise.reject(new Error('nobody is there to be asked')),
          waiting: () => ({ tell: () => {}, end: () => {} }),
        }),
        out: (text) => {
          said.out += text
        },
        finish: () => {},
      },
      (text) => {
        said.complaint += text
      },
    )
    return { exit, ...said }
  }
  return {
    remit,
    home,
    run,
    json: async <Answer>(...args: readonly string[]) => JSON.parse((await run(...args, '--json')).out) as Answer,
    async close() {
      await remit.close()
      rmSync(home, { recursive: true })
    },
  }
}
