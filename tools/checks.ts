import { spawn } from 'node:child_process'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')
const SOURCES = '--conditions=source'
const TSC = 'node_modules/typescript-native/bin/tsc'

/** Everything about the code that a machine can judge without running it. Each line is a command of Node. */
export const CHECKS: readonly { readonly name: string; readonly commands: readonly (readonly string[])[] }[] = [
  {
    name: 'types',
    commands: [
      [TSC, '-b'],
      [TSC, '-p', 'tools'],
      [TSC, '-p', 'apps/console'],
    ],
  },
  {
    name: 'style',
    commands: [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=50', '.']],
  },
  { name: 'dependency rules', commands: [[SOURCES, 'tools/check-dependencies.ts']] },
  { name: 'conventions', commands: [[SOURCES, 'tools/check-conventions.ts']] },
  { name: 'nothing unused', commands: [['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints']] },
  { name: 'generated files', commands: [[SOURCES, 'tools/generate.ts', '--check']] },
  { name: 'lock file', commands: [['tools/lock-check.mjs']] },
]

export interface CheckResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly output: string
}

const runOne = (args: readonly string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code, output }))
  })

/** Runs the checks two at a time, tells each result as it comes, and answers with all of them. */
export async function runChecks(tell: (result: CheckResult) => void): Promise<readonly CheckResult[]> {
  const waiting = [...CHECKS]
  const results: CheckResult[] = []
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const began = performance.now()
      const said: string[] = []
      let passed = true
      for (const command of check.commands) {
        const { code, output } = await runOne(command)
        said.push(output)
        passed &&= code === 0
      }
      const result = { name: check.name, passed, seconds: (performance.now() - began) / 1000, output: said.join('') }
      results.push(result)
      tell(result)
    }
  }
  await Promise.all([worker(), worker()])
  return results
}

/** One line for what passed; for what failed, what it said too. */
export const inWords = ({ name, passed, seconds, output }: CheckResult): string =>
  `${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)${passed ? '' : `\n${output.trimEnd().replace(/^/gm, '    ')}`}`
