// `npm run prove -- [NAME…] [--seconds N] [--seed N]`: the long bars (`*.prove.ts`): fault schedules, kill loops, races,
// large data. Each may take `--seconds` (60 unless told); the seed is printed, so that a failure can be run again.
import { parseArgs } from 'node:util'
import { closingLine, runVitest } from './tests.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
console.log(`proving for at most ${values.seconds} s each, seed ${values.seed}`)
const tally = await runVitest(['--config', 'vitest.prove.config.ts', ...positionals], {
  REMIT_PROVE_SECONDS: values.seconds,
  REMIT_PROVE_SEED: values.seed,
})
for (const skipped of tally.skipped) console.log(`skipped: ${skipped}`)
console.log(closingLine(tally))
process.exitCode = tally.failed > 0 ? 1 : 0
