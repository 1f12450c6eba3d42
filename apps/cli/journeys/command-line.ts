import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ScimService, startScimService } from '@remit/example-scim-service'
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

const TARGETS = ['workspace', 'code', 'ledgerly'] as const
const SECRET = 'a-token-of-this-test'

/** The command line as a script sees it, without a terminal, before a real server with Acme's real targets. */
export async function commandLine(): Promise<CommandLine> {
  const home = mkdtempSync(path.join(tmpdir(), 'remit-cli-'))
  const services: ScimService[] = []
  const targets: Record<string, string> = {}
  for (const target of TARGETS) {
    const file = path.join(home, `${target}.json`)
    copyFileSync(path.join(ACME, 'targets', `${target}.json`), file)
    const service = await startScimService({ port: 0, file, token: SECRET })
    services.push(service)
    targets[`${target.toUpperCase()}_SCIM_URL`] = service.url
    targets[`${target.toUpperCase()}_SCIM_TOKEN`] = SECRET
  }
  const remit = await testRemit({ fileRoots: [ACME], environment: targets })
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
      await Promise.all(services.map((service) => service.close()))
      rmSync(home, { recursive: true })
    },
  }
}
