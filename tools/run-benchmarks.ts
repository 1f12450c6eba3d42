// `npm run bench -- [NAME…] [--json] [--size S,M,L] [--rounds N]`: runs bench/src/NAME.ts, or all of them, one after
// another: two at once would measure each other. Each prints one JSON object a line, as --json shows them:
// {name, value, unit, versus?, ratio?, n, note}, or {name, skipped} with the reason.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

const BENCH = path.join(import.meta.dirname, '../bench')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, size: { type: 'string' }, rounds: { type: 'string' } },
})
const known = fs
  .readdirSync(path.join(BENCH, 'src'))
  .filter((file) => file.endsWith('.ts') && !/[.]test[.]ts$|^index[.]ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly versus?: string
  readonly ratio?: number
  readonly n: number
  readonly note: string
}

const inWords = (figure: Figure | { readonly name: string; readonly skipped: string }): string => {
  if ('skipped' in figure) return `  ${figure.name}: skipped, ${figure.skipped}`
  const { name, value, unit, versus, ratio, n, note } = figure
  const beside = ratio === undefined ? '' : `, ${ratio} times ${versus ?? 'the baseline'}`
  return `  ${name}: ${value.toLocaleString('en-US')} ${unit}${beside} (n = ${n.toLocaleString('en-US')})${note ? `\n      ${note}` : ''}`
}

/** What is not a figure is passed on as it is, to stderr: stdout is for figures. */
function tell(line: string): void {
  if (!line.startsWith('{')) console.error(line)
  else console.log(values.json ? line : inWords(JSON.parse(line)))
}

async function run(name: string): Promise<boolean> {
  if (!values.json) console.log(`\n${name}`)
  const passed = (['size', 'rounds'] as const).flatMap((option) =>
    values[option] === undefined ? [] : [`--${option}`, values[option]],
  )
  const child = spawn(process.execPath, ['--expose-gc', path.join(BENCH, 'dist', `${name}.js`), ...passed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', tell)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) console.error(`${name} failed (${code ?? 'killed'})`)
  return code === 0
}

let failed = 0
for (const name of positionals.length > 0 ? positionals : known) if (!(await run(name))) failed++
process.exitCode = failed > 0 ? 1 : 0
