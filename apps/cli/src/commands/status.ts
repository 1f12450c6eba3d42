import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done } from '../answer.ts'
import type { Listed } from '../lists/read-list.ts'
import { columns } from '../screen/columns.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

const COUNTED = ['identities', 'applications', 'entitlements', 'roles', 'rules', 'sources'] as const

export const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .summary('say which server this speaks to, and what it governs')
    .addHelpText('after', examples(['remit status', '']))
    .action(
      cli.doing(async ({ api, connection, screen }) => {
        const totals = await Promise.all(
          COUNTED.map(async (kind) => {
            const listed = await answered<Listed>(
              api.GET(`/api/v1/${kind}` as never, { params: { query: { limit: 500 } } } as never),
            )
            const number = listed.total ?? listed.items.length
            return [
              kind,
              `${listed.totalIsEstimate || (listed.total === null && listed.next) ? 'about ' : ''}${number.toLocaleString('en-US')}`,
              number,
            ] as const
          }),
        )
        const { url, token } = connection
        return done(
          `${url.value} (${url.from}), token from ${token?.from}\n\n${columns(
            ['', ''],
            totals.map(([kind, shown]) => [kind, shown]),
            screen.paint,
          ).trim()}`,
          {
            url: url.value,
            ...Object.fromEntries(totals.map(([kind, , number]) => [kind, number])),
          },
        )
      }),
    )
