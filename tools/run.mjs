// The way in, for any Node from 18 on and without a dependency: `npm start`, `npm test` and the rest of package.json.
// It fetches a Node where the machine's is too old, installs when package-lock.json changed, builds what changed, and
// hands over.
import path from 'node:path'
import process from 'node:process'
import { handOver } from './launch/hand-over.mjs'
import { prepare, ROOT } from './launch/prepare.mjs'

const script = (name) => ['--conditions=source', path.join(ROOT, 'tools', name)]

/** What each command needs built, what it runs, and what it says to it. */
const COMMANDS = {
  start: {
    builds: ['code', 'console'],
    run: [path.join(ROOT, 'apps/server/dist/main.js')],
    environment: { REMIT_EXAMPLE: process.env.REMIT_EXAMPLE ?? 'acme' },
  },
  build: { builds: ['code', 'console'], run: ['-e', ''] },
  // The checks compile; tests that start the real server need it built, so they come after. Nobody but us builds what
  // the tests in a browser look at.
  test: { builds: ['console'], run: script('run-tests.ts') },
  check: { builds: [], run: script('run-checks.ts') },
  prove: { builds: ['code', 'console'], run: script('run-proofs.ts') },
  bench: { builds: ['code', 'benchmarks'], run: script('run-benchmarks.ts') },
  generate: { builds: [], run: script('generate.ts') },
}

const [name, ...rest] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : null
if (!command) {
  console.error(`usage: node tools/run.mjs ${Object.keys(COMMANDS).join('|')} [ARGUMENTS]`)
  process.exit(2)
}
process.chdir(ROOT)
handOver(prepare(command.builds), [...command.run, ...rest], command.environment)
