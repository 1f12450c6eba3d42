import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const recomputeCommand = (cli: Cli): Command =>
  new Command('recompute')
    .summary('derive the grants of identities again')
    .description(
      'Derives the grants of the named identities again from facts and rules; of everybody when none is named. It changes nothing that is right.',
    )
    .argument('[identities...]', 'names or ids')
    .addHelpText('after', examples(['remit recompute ada.okafor', 'one'], ['remit recompute', 'everybody']))
    .action(
      cli.doing(async ({ api }, identities: readonly string[]) => {
        const asked = await answered<{ queued: number }>(
          api.POST('/api/v1/recomputations', { body: identities.length > 0 ? { identities: [...identities] } : {} }),
        )
        return done(`${count(asked.queued, 'identity is', 'identities are')} being derived again.`, asked)
      }),
    )
