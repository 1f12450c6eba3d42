// `npm run bench -- [NAME…] [--size S,M,L] [--rounds N] [--json]`: runs bench/src/NAME.ts, or all of them, one after
// another: two at once would measure each other. With --json, nothing but one object a line: {name, value, unit, versus?,
// ratio?, n, note}.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

const BENCH = path.join(import.meta.dirname, '../bench')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, size: { type: 'string' }, rounds: { type: 'string' } },
})
const known = fs
  .readdirSync(path.join(BENCH, 'src'))
  .filter((file) => file.endsWith('.ts') && !/[.]test[.]ts$|^index[.]ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ') || 'none'}.`)
  process.exit(2)
}

const passedOn = (['size', 'rounds'] as const).flatMap((name) =>
  values[name] === undefined ? [] : [`--${name}`, values[name]],
)
let failed = 0
for (const name of positionals.length > 0 ? positionals : known) {
  if (!values.json) console.log(`\n${name}`)
  const run = spawnSync(process.execPath, ['--expose-gc', path.join(BENCH, 'dist', `${name}.js`), ...passedOn], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (run.status !== 0) {
    console.error(`${name} failed${run.signal ? ` (${run.signal})` : ''}`)
    failed++
  }
}
process.exitCode = failed > 0 ? 1 : 0
