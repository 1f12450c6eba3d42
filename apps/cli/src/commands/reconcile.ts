import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { EXIT } from '../answer.ts'
import { askForImport, followImport } from '../applications/import-run.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const reconcileCommand = (cli: Cli): Command =>
  new Command('reconcile')
    .summary('compare what an application holds with what it should')
    .description(
      'Reads an application and compares it with the grants. Says how many holdings have no grant, how many grants no holding, and how many accounts belong to nobody. Exits 1 when there is any difference.',
    )
    .argument('<application>', 'name of the application')
    .addHelpText(
      'after',
      examples(['remit reconcile ledgerly', 'then: remit list differences -f application=ledgerly']),
    )
    .action(
      cli.doing(async (session, name: string) => {
        const { api } = session
        const read = await followImport(session, name, await askForImport(api, name))
        if (read.exit !== EXIT.done) return read
        const { counts } = await answered<{ counts: Differences }>(
          api.GET('/api/v1/applications/{name}', { params: { path: { name } } }),
        )
        const { unjustified, missing, orphans, holdings } = counts
        const differs = unjustified + missing + orphans > 0
        return {
          text: `${name}: of ${holdings.toLocaleString('en-US')} holdings ${unjustified} without a grant; ${missing} grants without a holding; ${orphans} accounts of nobody.${differs ? `\nremit list differences -f application=${name} shows each.` : ''}`,
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
