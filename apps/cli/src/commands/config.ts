import { Command } from 'commander'
import { done } from '../answer.ts'
import { SERVER_SETTINGS } from '../connection/server-settings.ts'
import { columns } from '../screen/columns.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Shown {
  readonly name: string
  readonly value: string
  readonly from: string
}

export const configCommand = (cli: Cli): Command =>
  new Command('config')
    .summary('say what is in force here, and where each value comes from')
    .description(
      'Says which server commands go to and as whom, and with which settings `remit up` would start one here. Secrets are never shown.',
    )
    .addHelpText('after', examples(['remit config', '']))
    .action(
      cli.alone(async ({ connection, environment, screen }) => {
        const client: readonly Shown[] = [
          { name: 'server', ...connection.url },
          { name: 'token', value: connection.token ? 'set' : 'none', from: connection.token?.from ?? '' },
        ]
        const server = Object.entries(SERVER_SETTINGS).map(([name, { fallback, secret }]): Shown => {
          const given = environment[name]
          if (!given) return { name, value: fallback, from: 'default' }
          return { name, value: secret ? 'set' : given, from: 'environment' }
        })
        const table = (rows: readonly Shown[]): string =>
          columns(
            ['', 'value', 'from'],
            rows.map(({ name, value, from }) => [name, value, from]),
            screen.paint,
          )
        return done(`Commands\n${table(client)}\n\nremit up\n${table(server)}`, { client, server })
      }),
    )
