import { Command } from 'commander'
import { EXIT } from '../answer.ts'
import { examine, type Finding } from '../health/check-up.ts'
import type { Paint } from '../screen/paint.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const doctorCommand = (cli: Cli): Command =>
  new Command('doctor')
    .summary('say what is wrong, and the mend')
    .description(
      'Looks at Node, the server, the token, clocks, applications, operations, sources and the ledger, and says what is wrong and what to do about it. Exits 1 when something is.',
    )
    .addHelpText('after', examples(['remit doctor', '']))
    .action(
      cli.alone(async ({ api, connection, screen }) => {
        const waiting = screen.waiting('Looking')
        const findings = await examine({
          api,
          connection,
          node: process.versions.node,
          now: Date.now,
          probe: (url) => fetch(url, { signal: AbortSignal.timeout(5_000) }),
        }).finally(() => waiting.end())
        return {
          text: findings.map((finding) => inWords(finding, screen.paint)).join('\n'),
          json: { findings },
          exit: findings.some(({ is }) => is === 'ill') ? EXIT.refused : EXIT.done,
        }
      }),
    )

function inWords(finding: Finding, paint: Paint): string {
  const head = `${finding.is === 'well' ? paint('gain', 'well') : paint('loss', 'ill ')}  ${finding.about.padEnd(13)} ${finding.says}`
  return finding.is === 'well' ? head : `${head}\n${' '.repeat(20)}${paint('dim', finding.mend)}`
}
