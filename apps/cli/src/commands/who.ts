import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { entitlementCalled } from '../access/entitlement-called.ts'
import { momentGiven } from '../access/moment-given.ts'
import { done } from '../answer.ts'
import { columns } from '../screen/columns.ts'
import { count, moment } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Holders {
  readonly items: readonly {
    readonly identity: { readonly name: string; readonly displayName: string; readonly department?: string | null }
    readonly reasons: readonly { readonly kind: string; readonly label: string }[]
  }[]
  readonly next?: string | null
  readonly total?: number | null
}

export const whoCommand = (cli: Cli): Command =>
  new Command('who')
    .summary('list who holds an entitlement, now or at a past moment')
    .argument('<entitlement>', '<application>/<entitlement>')
    .option('--at <time>', 'as it was then: 2026-03-31 or 2026-03-31T09:00:00Z', momentGiven)
    .addHelpText(
      'after',
      examples(
        ['remit who ledgerly/payment-approval', 'who may approve payments'],
        ['remit who ledgerly/payment-approval --at 2026-03-31', 'who might have'],
      ),
    )
    .action(
      cli.doing(async ({ api, screen }, entitlement: string, { at }: { at?: string }) => {
        const id = await entitlementCalled(api, entitlement)
        const holders = await answered<Holders>(
          api.GET('/api/v1/entitlements/{id}/holders', {
            params: { path: { id }, query: { limit: 500, ...(at ? { at } : {}) } },
          }),
        )
        const rows = holders.items.map(({ identity, reasons }) => [
          identity.name,
          identity.displayName,
          identity.department ?? '',
          reasons.map(({ kind, label }) => `${kind} ${label}`).join(', '),
        ])
        const when = at ? ` at ${moment(at)}` : ''
        return done(
          rows.length === 0
            ? `Nobody holds ${entitlement}${when}.`
            : `${columns(['identity', 'name', 'department', 'because'], rows, screen.paint)}\n\n${count(holders.total ?? rows.length, 'holder')} of ${entitlement}${when}.`,
          holders,
        )
      }),
    )
