import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { giveUp, timed } from './say.mjs'

const CODE = [
  'packages',
  'connectors',
  'apps/server',
  'apps/cli',
  'examples/scim-service',
  'tsconfig.base.json',
  'tsconfig.pure.json',
]

/** By path: `.bin/tsc` is TypeScript 6, which is there for tools that need its API. */
const compile = (...projects) => ['node_modules/typescript-native/bin/tsc', '-b', ...projects]

/** What is built: what runs in Node, what runs in the browser, and what measures. */
export const BUILDS = {
  code: {
    from: CODE,
    makes: ['apps/server/dist/main.js', 'apps/cli/dist/main.js'],
    command: compile('apps/server', 'apps/cli', 'examples/scim-service'),
  },
  console: {
    from: ['apps/console', 'packages/api-client'],
    makes: ['apps/console/dist/index.html'],
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', 'apps/console'],
  },
  benchmarks: {
    from: [...CODE, 'bench'],
    makes: ['bench/dist'],
    command: compile('bench'),
  },
}

const stampOf = (root, name) => path.join(root, 'node_modules/.cache/remit', name)

export function isCurrent(root, name, print = fingerprint(root, BUILDS[name].from)) {
  const made = BUILDS[name].makes.every((file) => fs.existsSync(path.join(root, file)))
  return made && fs.existsSync(stampOf(root, name)) && fs.readFileSync(stampOf(root, name), 'utf8') === print
}

/** Builds what changed since it was built last. What changes while it is being built counts as changed. */
export function build(root, node, names) {
  for (const name of names) {
    const print = fingerprint(root, BUILDS[name].from)
    if (isCurrent(root, name, print)) continue
    timed(`building the ${name}`, `built the ${name}`, () => {
      const run = spawnSync(node, BUILDS[name].command, { cwd: root, stdio: ['ignore', 2, 2] })
      if (run.status !== 0) giveUp(`the ${name} does not build; what the compiler said stands above.`)
    })
    fs.mkdirSync(path.dirname(stampOf(root, name)), { recursive: true })
    fs.writeFileSync(stampOf(root, name), print)
  }
}
