import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { type Explanation, explanationInWords, grantRows, type HeldGrant } from '../access/explanation-in-words.ts'
import { heldWithoutReason, withoutReasonInWords } from '../access/held-without-reason.ts'
import { momentGiven } from '../access/moment-given.ts'
import { done } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const explainCommand = (cli: Cli): Command =>
  new Command('explain')
    .summary('say why an identity has something, or has not')
    .description(
      'Says what an identity holds and why. With an entitlement: every way that leads there, or what is missing on the nearest one.',
    )
    .argument('<identity>', 'name or id')
    .argument('[entitlement]', '<application>/<entitlement>')
    .option('--at <time>', 'as it was then: 2026-03-31 or 2026-03-31T09:00:00Z', momentGiven)
    .addHelpText(
      'after',
      examples(
        ['remit explain ada.okafor', 'everything she holds, with its reasons'],
        ['remit explain ada.okafor ledgerly/payment-approval', 'each way to this one'],
      ),
    )
    .action(
      cli.doing(async ({ api, screen }, identity: string, entitlement: string | undefined, { at }: { at?: string }) => {
        if (entitlement === undefined) {
          const { items } = await answered<{ items: readonly HeldGrant[] }>(
            api.GET('/api/v1/identities/{id}/grants', { params: { path: { id: identity }, query: at ? { at } : {} } }),
          )
          const table = columns(
            ['entitlement', '', 'because', 'until', 'application says'],
            grantRows(items),
            screen.paint,
          )
          const unjustified = at ? [] : await heldWithoutReason(api, identity)
          const said =
            items.length === 0 ? `${identity} holds nothing.` : `${table}\n\n${count(items.length, 'grant')}.`
          return done([said, ...withoutReasonInWords(unjustified)].join('\n'), { items, unjustified })
        }
        const explanation = await answered<Explanation>(
          api.GET('/api/v1/explanations', {
            params: { query: { subject: identity, entitlement, ...(at ? { asOf: at } : {}) } },
          }),
        )
        const unjustified = at
          ? []
          : (await heldWithoutReason(api, identity)).filter((one) => one.entitlement?.name === entitlement)
        return done([explanationInWords(explanation, screen.paint), ...withoutReasonInWords(unjustified)].join('\n'), {
          ...explanation,
          unjustified,
        })
      }),
    )
