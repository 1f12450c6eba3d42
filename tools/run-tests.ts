// `npm test`: every check, then every test; the last line counts them together. With arguments (`npm test -- ledger`)
// only vitest runs, and they are for vitest.
import { inWords, runChecks } from './checks.ts'
import { closingLine, runVitest } from './tests.ts'

const args = process.argv.slice(2)
const checks = args.length > 0 ? [] : await runChecks((result) => console.log(inWords(result)))
const tests = await runVitest(args)
const broken = checks.filter((check) => !check.passed)

for (const skipped of tests.skipped) console.log(`skipped: ${skipped}`)
for (const { name } of broken) console.log(`failed: ${name} (its output stands above the tests)`)
const tally = {
  passed: tests.passed + checks.length - broken.length,
  failed: tests.failed + broken.length,
  skipped: tests.skipped,
}
console.log(closingLine(tally))
process.exitCode = tally.failed > 0 ? 1 : 0
