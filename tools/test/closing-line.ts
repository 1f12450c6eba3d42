import fs from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { closingLine, type Tally } from '../tests.ts'

/** Why a test did not run: what it said in `context.skip('…')`, where it said something. */
const inWords = (test: TestCase): string => {
  const result = test.result()
  const why = result.state === 'skipped' ? result.note : undefined
  return `${test.module.relativeModuleId}: ${test.fullName}${why ? ` (${why})` : ''}`
}

/** Counts the run: into the file that `npm test` asks for, else as one closing line that any machine can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0
    let failed = 0
    const skipped: string[] = []
    for (const module of modules) {
      // A file or group whose preparation failed ran none of its tests: that is a failure, not a skip.
      const groups = [module, ...module.children.allSuites()]
      failed += groups.filter((group) => group.errors().length > 0).length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped.push(inWords(test))
      }
    }
    const tally: Tally = { passed, failed, skipped }
    if (process.env.REMIT_TALLY) fs.writeFileSync(process.env.REMIT_TALLY, JSON.stringify(tally))
    else console.log([...skipped.map((test) => `skipped: ${test}`), closingLine(tally)].join('\n'))
  }
}
