import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { EXIT, found } from '../answer.ts'
import { failureOf, followJob } from '../jobs/follow-job.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const reconcileCommand = (cli: Cli): Command =>
  new Command('reconcile')
    .summary('compare what an application holds with what it should')
    .description(
      'Reads an application and compares it with the grants. Says how many holdings have no grant, how many grants no holding, and how many accounts belong to nobody. Exits 1 when there is any difference.',
    )
    .argument('<application>', 'name of the application')
    .addHelpText('after', examples(['remit reconcile ledgerly', '']))
    .action(
      cli.doing(async ({ api, screen }, name: string) => {
        const asked = await answered<{ job: string }>(
          api.POST('/api/v1/applications/{name}/imports' as never, { params: { path: { name } } } as never),
        )
        const job = await followJob(api, screen, asked.job, `Reading ${name}`)
        if (job.state === 'failed') return found(`${name} was not read: ${failureOf(job)}`, job)
        const { counts } = await answered<{ counts: Differences }>(
          api.GET('/api/v1/applications/{name}', { params: { path: { name } } }),
        )
        const { unjustified, missing, orphans, holdings } = counts
        const differs = unjustified + missing + orphans > 0
        return {
          text: `${name}: of ${holdings.toLocaleString('en-US')} holdings ${unjustified} without a grant; ${missing} grants without a holding; ${orphans} accounts of nobody.`,
          json: counts,
          exit: differs ? EXIT.refused : EXIT.done,
        }
      }),
    )

interface Differences {
  readonly holdings: number
  readonly unjustified: number
  readonly missing: number
  readonly orphans: number
}
