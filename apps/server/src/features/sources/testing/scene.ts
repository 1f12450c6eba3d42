import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Connector } from '@remit/connector-sdk'
import { csvApplication, csvPeople } from '@remit/connectors'
import { accept } from '@remit/kernel'
import { connectorHost } from '../../../platform/connector-host.ts'
import { newId } from '../../../platform/ids.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../../testing/test-platform.ts'
import { allIdentityFacts, type IdentityBasics } from '../../identities/index.ts'
import { takeRun } from '../commands/take-run.ts'
import { sourceConfigurable } from '../configurable.ts'
import { sourcesFeature } from '../feature.ts'
import { findRun, insertRun, type Run, type RunId } from '../store/runs.ts'
import { findSource } from '../store/sources.ts'
import type { SourceTools } from '../tools.ts'

/** A source on a real database whose file is written by the test and read by the real connector. */
export interface Scene {
  readonly platform: TestPlatform
  readonly tools: SourceTools
  /** Declares a source over `<name>.csv`; what is given replaces the defaults. */
  declare(name: string, document?: object): Promise<void>
  put(name: string, content: string | Uint8Array): Promise<void>
  /** A run that nobody works on yet. */
  begin(name: string): Promise<RunId>
  /** Reads the source to the end of its run, in this process. */
  read(name: string): Promise<Run>
  /** Writes the file and reads it. */
  feed(name: string, content: string | Uint8Array): Promise<Run>
  everybody(): Promise<readonly IdentityBasics[]>
  close(): Promise<void>
}

export const COLUMNS = {
  number: 'employeeNumber',
  name: 'displayName',
  mail: 'email',
  department: 'department',
  manager: 'manager',
  status: 'status',
  end: 'ends',
}
export const HEADER = Object.keys(COLUMNS).join(',')

export async function openScene(connectors: readonly Connector<never>[] = []): Promise<Scene> {
  const platform = await testPlatform()
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'remit-sources-'))
  const tools: SourceTools = {
    connectors: new Map(
      ([csvPeople, csvApplication, ...connectors] as Connector<never>[]).map((connector) => [
        connector.name,
        connector,
      ]),
    ),
    hostFor: (of) =>
      connectorHost(
        {
          fileRoots: [dir, process.env.REMIT_TEST_DATA ?? '../shared/data'],
          privateTargets: true,
          clock: platform.clock,
          log: platform.log,
        },
        of,
      ),
    environment: {},
    uploads: path.join(dir, 'uploads'),
    grantsByApplication: () => new Map(),
  }
  sourcesFeature(platform, tools)
  const scene: Scene = {
    platform,
    tools,
    async declare(name, document = {}) {
      const settings = { path: `${name}.csv`, key: 'number', columns: COLUMNS, delimiter: ',' }
      await platform.perform(TESTER, async (work) => {
        await sourceConfigurable(tools.connectors).save(
          work,
          [{ kind: 'source', name, connector: 'csv-people', settings, ...document }],
          'files',
        )
        return accept()
      })
    },
    put: (name, content) => fs.writeFile(path.join(dir, `${name}.csv`), content),
    async begin(name) {
      const id = newId<RunId>()
      const source = (await findSource(platform.database, name))!
      await platform.perform(TESTER, async (work) =>
        accept(await insertRun(work.tx, { id, source: source.id, mode: source.document.mode, file: null }, work.now)),
      )
      return id
    },
    async read(name) {
      const id = await scene.begin(name)
      await takeRun(platform, tools, id, async () => {})
      platform.clock.pass(60_000)
      return (await findRun(platform.database, id))!
    },
    async feed(name, content) {
      await scene.put(name, content)
      return scene.read(name)
    },
    async everybody() {
      const all: IdentityBasics[] = []
      for await (const page of allIdentityFacts(platform.database, platform.clock.now())) all.push(...page)
      return all.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async close() {
      await platform.close()
      await fs.rm(dir, { recursive: true, force: true })
    },
  }
  return scene
}

export interface Row {
  readonly number: string
  readonly name: string
  readonly mail?: string
  readonly department?: string
  readonly manager?: string
  readonly status?: string
  readonly end?: string
}

/** A well-formed feed of these. */
export const csv = (rows: readonly Row[]): string =>
  `${[
    HEADER,
    ...rows.map((row) =>
      Object.keys(COLUMNS)
        .map((column) => row[column as keyof Row] ?? '')
        .join(','),
    ),
  ].join('\n')}\n`

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gus', 'Hana', 'Ivo', 'Jill']

/** A firm of so many, each with a manager but the first. */
export const firm = (size: number): readonly Row[] =>
  Array.from({ length: size }, (_, n) => ({
    number: `E${n}`,
    name: `${NAMES[n % NAMES.length]} Number${n}`,
    mail: `person${n}@example.org`,
    department: n % 3 === 0 ? 'Sales' : 'Finance',
    status: 'active',
    ...(n === 0 ? {} : { manager: `E${Math.floor((n - 1) / 4)}` }),
  }))
