import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done, EXIT, found, Misused } from '../answer.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Preview {
  readonly hash: string
  readonly count: number
  readonly people: number
  readonly leftOut: number
  readonly brake: { readonly tripped: boolean; readonly message: string }
}

interface Options {
  readonly all?: boolean
  readonly because: string
  readonly release?: boolean
  readonly yes?: boolean
}

const DEEDS = {
  adopt: { verb: 'Adopt', did: 'adopted', summary: 'give holdings a reason: they become assignments' },
  remove: { verb: 'Remove', did: 'being removed', summary: 'have holdings that nobody granted taken away' },
} as const

export function differencesCommand(cli: Cli): Command {
  const differences = new Command('differences')
    .summary('adopt or remove what an application holds without a grant')
    .addHelpText(
      'after',
      examples(
        ['remit list differences -f application=ledgerly', 'each with its id'],
        ['remit differences remove ledgerly 0199… --because "left over from the rollout"', ''],
        ['remit differences adopt ledgerly --all --because "as we found it"', ''],
      ),
    )
  for (const deed of ['adopt', 'remove'] as const) {
    const { verb, did, summary } = DEEDS[deed]
    differences
      .command(deed)
      .summary(summary)
      .argument('<application>', 'name of the application')
      .argument('[ids...]', 'ids of differences')
      .option('--all', 'all that can be dealt with this way')
      .requiredOption('--because <reason>', 'why, for whoever reads it later')
      .option('--release', 'let it pass a brake that holds it')
      .option('-y, --yes', 'do not ask')
      .action(
        cli.doing(async ({ api, screen }, name: string, ids: readonly string[], options: Options) => {
          if ((ids.length === 0) === !options.all) throw new Misused('Give ids, or --all.')
          const which = options.all ? 'all' : [...ids]
          const path = { name }
          const preview = await answered<Preview>(
            api.POST('/api/v1/applications/{name}/differences/preview', {
              params: { path },
              body: { deed, ids: which },
            }),
          )
          const asked = `${count(preview.count, 'holding')} of ${count(preview.people, 'person', 'people')} in ${name}`
          if (preview.count === 0) return done(`There is nothing to ${deed} in ${name}.`, preview)
          if (preview.brake.tripped && !options.release)
            return found(`${preview.brake.message}\nTo let it happen: --release`, preview)
          if (screen.asks && !options.yes && !(await screen.confirm(`${verb} ${asked}?`)))
            return { text: '', json: preview, exit: EXIT.refused }
          const acted = await answered<object>(
            api.POST(`/api/v1/applications/{name}/differences/${deed}`, {
              params: { path },
              body: {
                ids: which,
                hash: preview.hash,
                justification: options.because,
                release: options.release ?? false,
              },
            }),
          )
          return done(`${asked}: ${did}.`, { ...preview, ...acted })
        }),
      )
  }
  return differences
}
