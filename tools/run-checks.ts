// `npm run check`: everything that can be judged without running the code. `npm run check -- --report` adds the tail
// of long files, functions and folders.
import { inWords, runChecks } from './checks.ts'

const results = await runChecks((result) => console.log(inWords(result)))
if (process.argv.includes('--report')) {
  process.argv.splice(2, Infinity, '--report')
  await import('./check-conventions.ts')
}
const failed = results.filter((result) => !result.passed).length
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`)
process.exitCode = failed > 0 ? 1 : 0
