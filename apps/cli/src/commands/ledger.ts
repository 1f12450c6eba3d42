import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { momentGiven } from '../access/moment-given.ts'
import { done, EXIT } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import { count, indented, moment } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Entry {
  readonly at: string
  readonly sentence: string
}

interface Verified {
  readonly ok: boolean
  readonly entries: number
  readonly checkpoints: number
  readonly problems: readonly string[]
}

export function ledgerCommand(cli: Cli): Command {
  const ledger = new Command('ledger')
    .summary('read and verify the audit log')
    .addHelpText(
      'after',
      examples(
        ['remit ledger verify', 'every entry and its proof, recomputed'],
        ['remit ledger show --action "identity.*"', 'what happened to people'],
      ),
    )
  ledger
    .command('verify')
    .summary('read the whole ledger and say what does not hold')
    .description(
      'Reads the whole ledger, computes every hash again and compares it with the signed checkpoints. Exits 1 when something does not hold.',
    )
    .action(
      cli.doing(async ({ api, screen }) => {
        const waiting = screen.waiting('Reading the ledger')
        const verified = await answered<Verified>(api.POST('/api/v1/ledger/verify')).finally(() => waiting.end())
        return { text: verdict(verified), json: verified, exit: verified.ok ? EXIT.done : EXIT.refused }
      }),
    )
  ledger
    .command('show')
    .summary('show entries, newest first')
    .option('--action <action>', 'one action, or a family: `identity.*`')
    .option('--subject <id>', 'what or whom it is about')
    .option('--actor <name>', 'who did it')
    .option('--from <time>', 'not before', momentGiven)
    .option('--to <time>', 'not after', momentGiven)
    .option('--limit <count>', 'how many', Number, 50)
    .action(
      cli.doing(
        async (
          { api, screen },
          options: { action?: string; subject?: string; actor?: string; from?: string; to?: string; limit: number },
        ) => {
          const { items } = await answered<{ items: readonly Entry[] }>(
            api.GET('/api/v1/ledger', { params: { query: options } }),
          )
          return done(
            items.length === 0
              ? 'There is no such entry.'
              : columns(
                  ['at', 'what'],
                  items.map(({ at, sentence }) => [moment(at), sentence]),
                  screen.paint,
                ),
            { items },
          )
        },
      ),
    )
  return ledger
}

const verdict = ({ ok, entries, checkpoints, problems }: Verified): string =>
  ok
    ? `${count(entries, 'entry', 'entries')} and ${count(checkpoints, 'checkpoint')} hold.`
    : [
        `The ledger does not hold, after reading ${count(entries, 'entry', 'entries')}:`,
        ...problems.map((problem) => indented(problem, 2)),
      ].join('\n')
