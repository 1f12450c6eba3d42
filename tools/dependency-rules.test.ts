import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cruise, cruise, notCruised } from './dependency-rules.ts'

/** A house in which every rule is kept: one room of each sort, each importing all that it may. */
const HOUSE: Readonly<Record<string, string>> = {
  'packages/kernel/src/index.ts': `export const accept = 1; export type Id = string`,
  'packages/engine/src/index.ts': `import { accept } from '@remit/kernel'; export * from './expression/index.ts'; export * from './bitmap/index.ts'; export const derive = accept`,
  'packages/engine/src/expression/index.ts': `import { run } from '@bufbuild/cel'; export const expression = run`,
  'packages/engine/src/bitmap/index.ts': `import { Bitmap } from 'roaring-wasm'; export const bitmap = Bitmap`,
  'packages/connector-sdk/src/index.ts': `import type { Id } from '@remit/kernel'; export interface Connector { id: Id }`,
  'packages/api-client/src/index.ts': `export const client = 1`,
  'connectors/src/index.ts': `export * from './csv/index.ts'; export * from './scim/index.ts'`,
  'connectors/src/csv/index.ts': `import type { Connector } from '@remit/connector-sdk'; export const csv = {} as Connector`,
  'connectors/src/scim/index.ts': `import type { Connector } from '@remit/connector-sdk'; export const scim = {} as Connector`,
  'apps/server/src/main.ts': `import './compose.ts'`,
  'apps/server/src/compose.ts': `import '@remit/connectors'; import './features/ledger/index.ts'; import './features/identities/index.ts'; import './features/applications/index.ts'; import './features/grants/index.ts'`,
  'apps/server/src/platform/platform.ts': `import type { Tx } from './database/scope.ts'; export interface Platform { tx: Tx }`,
  'apps/server/src/platform/database/scope.ts': `import type { Kysely } from 'kysely'; export type Tx = Kysely; export const scope = 1`,
  'apps/server/src/platform/http/problem.ts': `import type { Reply } from 'fastify'; export type RefusalTable = Reply; export const send = 1`,
  'apps/server/src/platform/crypto/canonical-json.ts': `export const canonicalJson = 1`,
  'apps/server/src/features/ledger/index.ts': `export { record } from './commands.ts'; export type { Entry } from './domain/entry.ts'`,
  'apps/server/src/features/ledger/domain/entry.ts': `import { createHash } from 'node:crypto'; import { canonicalJson } from '../../../platform/crypto/canonical-json.ts'; export type Entry = typeof canonicalJson; export const entry = createHash`,
  'apps/server/src/features/ledger/commands.ts': `import type { Tx } from '../../platform/database/scope.ts'; import { save } from './store.ts'; import { entry } from './domain/entry.ts'; export const record = (tx: Tx) => [save, entry, tx]`,
  'apps/server/src/features/ledger/store.ts': `import { sql } from 'kysely'; import { scope } from '../../platform/database/scope.ts'; export const save = [sql, scope]`,
  'apps/server/src/features/identities/index.ts': `export { identitiesRoutes } from './routes.ts'`,
  'apps/server/src/features/identities/routes.ts': `import fastify from 'fastify'; import { send } from '../../platform/http/problem.ts'; import { join } from './commands.ts'; export const identitiesRoutes = [fastify, send, join]`,
  'apps/server/src/features/identities/commands.ts': `import { record } from '../ledger/index.ts'; import { derive } from '@remit/engine'; import { REFUSALS } from './domain/refusals.ts'; export const join = [record, derive, REFUSALS]`,
  'apps/server/src/features/identities/domain/refusals.ts': `import type { RefusalTable } from '../../../platform/http/problem.ts'; import type { Entry } from '../../ledger/index.ts'; import type { Connector } from '@remit/connector-sdk'; import { Type } from 'typebox'; export const REFUSALS = {} as RefusalTable | Entry | Connector | typeof Type`,
  'apps/server/src/features/applications/index.ts': `export const applications = 1`,
  'apps/server/src/features/grants/index.ts': `import { identitiesRoutes } from '../identities/index.ts'; export const grants = identitiesRoutes`,
  'apps/console/src/main.tsx': `import './routes.tsx'`,
  'apps/console/src/routes.tsx': `import './features/grants/page.tsx'; import './features/identities/page.tsx'`,
  'apps/console/src/lib/api.ts': `import { client } from '@remit/api-client'; export const api = client`,
  'apps/console/src/lib/format.ts': `export const format = 1`,
  'apps/console/src/ui/Button.tsx': `import { format } from '../lib/format.ts'; export const Button = format`,
  'apps/console/src/features/grants/page.tsx': `import { api } from '../../lib/api.ts'; import { Button } from '../../ui/Button.tsx'; export const page = [api, Button]`,
  'apps/console/src/features/identities/page.tsx': `import { Button } from '../../ui/Button.tsx'; export const page = Button`,
  'apps/cli/src/main.ts': `import '@remit/api-client'`,
}

/** One breach of each rule, and of each way to break it. */
const BREACHES: readonly (readonly [rule: string, how: string, file: string, line: string])[] = [
  [
    'calls-go-down',
    'a feature calls one above it',
    'apps/server/src/features/identities/up.ts',
    `import '../grants/index.ts'`,
  ],
  [
    'calls-go-down',
    'a feature takes a type from one of its own layer',
    'apps/server/src/features/devices/sideways.ts',
    `import type {} from '../applications/index.ts'`,
  ],
  [
    'enter-by-index',
    'a feature climbs in by the window',
    'apps/server/src/features/grants/window.ts',
    `import '../ledger/commands.ts'`,
  ],
  [
    'enter-by-index',
    'the composer climbs in by the window',
    'apps/server/src/compose-more.ts',
    `import './features/ledger/commands.ts'`,
  ],
  [
    'no-circles',
    'two files know each other by their types alone',
    'apps/server/src/features/grants/circle.ts',
    `import type { Round } from './circle-back.ts'; export type Circle = Round`,
  ],
  [
    'kernel-is-the-ground',
    'the kernel leans on the engine',
    'packages/kernel/src/leaning.ts',
    `import '@remit/engine'`,
  ],
  ['kernel-is-the-ground', 'the kernel knows Node', 'packages/kernel/src/machine.ts', `import 'node:os'`],
  ['pure-imports-pure', 'the engine reads files', 'packages/engine/src/reads.ts', `import 'node:fs'`],
  [
    'pure-imports-pure',
    'derivation knows CEL',
    'packages/engine/src/derivation/knows-cel.ts',
    `import '@bufbuild/cel'`,
  ],
  [
    'pure-imports-pure',
    'derivation knows the bitmap library',
    'packages/engine/src/derivation/knows-bitmaps.ts',
    `import 'roaring-wasm'`,
  ],
  [
    'pure-imports-pure',
    'a domain asks the database',
    'apps/server/src/features/grants/domain/asks.ts',
    `import 'kysely'`,
  ],
  [
    'pure-imports-pure',
    'a domain calls its own store',
    'apps/server/src/features/ledger/domain/calls.ts',
    `import { save } from '../store.ts'; export const called = save`,
  ],
  [
    'pure-imports-pure',
    'a domain calls another feature',
    'apps/server/src/features/grants/domain/calls.ts',
    `import { record } from '../../ledger/index.ts'; export const called = record`,
  ],
  [
    'pure-imports-pure',
    'a domain calls the platform',
    'apps/server/src/features/grants/domain/borrows.ts',
    `import { send } from '../../../platform/http/problem.ts'; export const sent = send`,
  ],
  [
    'pure-imports-pure',
    'a domain calls the connector contract',
    'apps/server/src/features/grants/domain/connects.ts',
    `import { readAll } from '@remit/connector-sdk'; export const read = readAll`,
  ],
  [
    'sql-lives-in-stores',
    'a command writes SQL',
    'apps/server/src/features/grants/commands.ts',
    `import { sql } from 'kysely'; export const query = sql`,
  ],
  [
    'sql-lives-in-stores',
    'a command opens the transaction',
    'apps/server/src/features/grants/opens.ts',
    `import { scope } from '../../platform/database/scope.ts'; export const open = scope`,
  ],
  [
    'http-lives-in-routes',
    'a command knows Fastify',
    'apps/server/src/features/grants/replies.ts',
    `import fastify from 'fastify'; export const app = fastify`,
  ],
  [
    'http-lives-in-routes',
    'a command sends problems',
    'apps/server/src/features/grants/sends.ts',
    `import { send } from '../../platform/http/problem.ts'; export const sent = send`,
  ],
  [
    'platform-knows-no-feature',
    'the platform calls a feature',
    'apps/server/src/platform/knows.ts',
    `import '../features/ledger/index.ts'`,
  ],
  [
    'packages-know-no-app',
    'a connector knows the server',
    'connectors/src/csv/server.ts',
    `import '../../../apps/server/src/platform/platform.ts'`,
  ],
  [
    'connectors-know-only-the-sdk',
    'a connector knows the engine',
    'connectors/src/csv/engine.ts',
    `import '@remit/engine'`,
  ],
  [
    'connectors-know-only-the-sdk',
    'a connector leans on another',
    'connectors/src/csv/neighbour.ts',
    `import '../scim/index.ts'`,
  ],
  [
    'console-talks-to-the-api',
    'the console knows the engine',
    'apps/console/src/features/grants/engine.ts',
    `import '@remit/engine'`,
  ],
  [
    'console-talks-to-the-api',
    'the console knows the server',
    'apps/console/src/lib/server.ts',
    `import '../../../server/src/platform/platform.ts'`,
  ],
  [
    'ui-knows-no-feature',
    'the design system knows a feature',
    'apps/console/src/ui/Knows.tsx',
    `import '../features/grants/page.tsx'`,
  ],
  ['ui-knows-no-feature', 'the design system calls the API', 'apps/console/src/ui/Calls.tsx', `import '../lib/api.ts'`],
  [
    'console-features-apart',
    'one screen imports another',
    'apps/console/src/features/grants/other.tsx',
    `import '../identities/page.tsx'`,
  ],
  [
    'no-orphans',
    'a file is read by nobody',
    'apps/server/src/features/grants/forgotten.ts',
    `export const forgotten = 1`,
  ],
]

const PACKAGES = {
  '@remit/kernel': 'packages/kernel',
  '@remit/engine': 'packages/engine',
  '@remit/connector-sdk': 'packages/connector-sdk',
  '@remit/api-client': 'packages/api-client',
  '@remit/connectors': 'connectors',
}
const LIBRARIES = ['kysely', 'fastify', 'typebox', '@bufbuild/cel', 'roaring-wasm']

const write = (root: string, file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}

function furnish(files: Readonly<Record<string, string>>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-rules-'))
  for (const [file, text] of Object.entries(files)) write(root, file, text)
  write(root, 'tsconfig.base.json', fs.readFileSync(path.join(import.meta.dirname, '../tsconfig.base.json'), 'utf8'))
  for (const [name, folder] of Object.entries(PACKAGES)) {
    write(
      root,
      `${folder}/package.json`,
      JSON.stringify({ name, type: 'module', exports: { '.': { source: './src/index.ts' } } }),
    )
    fs.mkdirSync(path.join(root, 'node_modules/@remit'), { recursive: true })
    fs.symlinkSync(path.join(root, folder), path.join(root, 'node_modules', name))
  }
  for (const name of LIBRARIES) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', main: 'index.js' }))
    write(root, `node_modules/${name}/index.js`, 'export {}')
  }
  return root
}

describe('the dependency rules', () => {
  const roots: string[] = []
  let kept: Cruise
  let broken: Cruise

  beforeAll(() => {
    roots.push(furnish(HOUSE))
    const circleBack = {
      'apps/server/src/features/grants/circle-back.ts': `import type { Circle } from './circle.ts'; export type Round = Circle`,
    }
    roots.push(
      furnish({ ...HOUSE, ...circleBack, ...Object.fromEntries(BREACHES.map(([, , file, line]) => [file, line])) }),
    )
    kept = cruise(roots[0])
    broken = cruise(roots[1])
  })
  afterAll(() => {
    for (const root of roots) fs.rmSync(root, { recursive: true, force: true })
  })

  it('find nothing in a house that keeps them', () => {
    expect(kept.breaches).toEqual([])
    expect([...kept.modules].sort()).toEqual(Object.keys(HOUSE).sort())
  })

  it.each(BREACHES)('%s: caught when %s', (rule, _how, file) => {
    expect(
      broken.breaches.filter((breach) => breach.from === file || breach.to.includes(file)).map((breach) => breach.rule),
    ).toContain(rule)
  })

  it('blame nobody who broke none', () => {
    const planted = new Set([...BREACHES.map(([, , file]) => file), 'apps/server/src/features/grants/circle-back.ts'])
    expect(broken.breaches.filter((breach) => !planted.has(breach.from))).toEqual([])
  })

  it('notice when a file was not looked at', () => {
    const blind = { breaches: [], modules: kept.modules.slice(1) }
    expect(notCruised(kept, roots[0])).toEqual([])
    expect(notCruised(blind, roots[0])).toEqual([kept.modules[0]])
  })

  it('have each a breach that was planted', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    expect(new Set(BREACHES.map(([rule]) => rule))).toEqual(new Set(forbidden.map((rule) => rule.name)))
  })
})
