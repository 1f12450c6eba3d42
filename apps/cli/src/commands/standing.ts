import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { momentGiven } from '../access/moment-given.ts'
import { done } from '../answer.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Window {
  readonly from?: string
  readonly until?: string
  readonly because?: string
}

/** A role by its name, an entitlement by `<application>/<entitlement>`. */
const named = (access: string) => (access.includes('/') ? { entitlement: access } : { role: access })

const standing = (identity: string, access: string, { from, until, because = '' }: Window) => ({
  identity,
  ...named(access),
  ...(from ? { from } : {}),
  ...(until ? { until } : {}),
  justification: because,
})

const windowed = (command: Command): Command =>
  command
    .argument('<identity>', 'name or id')
    .argument('<access>', 'a role, or <application>/<entitlement>')
    .option('--from <time>', 'from then on; default: now', momentGiven)
    .option('--until <time>', 'until then; default: until somebody ends it', momentGiven)
    .option('--because <reason>', 'why, for whoever reads it later')

export const assignCommand = (cli: Cli): Command =>
  windowed(new Command('assign').summary('decide that an identity should hold a role or entitlement'))
    .addHelpText(
      'after',
      examples(['remit assign ada.okafor controller --until 2026-12-31 --because "cover for Stefan"', '']),
    )
    .action(
      cli.doing(async ({ api }, identity: string, access: string, window: Window) => {
        const made = await answered<{ id: string }>(
          api.POST('/api/v1/assignments', { body: standing(identity, access, window) }),
        )
        return done(`${identity} is assigned ${access}.\nTo end it: remit withdraw ${made.id}`, made)
      }),
    )

export const excludeCommand = (cli: Cli): Command =>
  windowed(new Command('exclude').summary('decide that an identity should not hold something, whatever the rules say'))
    .addHelpText('after', examples(['remit exclude ada.okafor ledgerly/payment-approval --because "under review"', '']))
    .action(
      cli.doing(async ({ api }, identity: string, access: string, window: Window) => {
        const made = await answered<{ id: string }>(
          api.POST('/api/v1/exclusions', { body: standing(identity, access, window) }),
        )
        return done(`${identity} is excluded from ${access}.\nTo end it: remit withdraw ${made.id} --exclusion`, made)
      }),
    )

export const withdrawCommand = (cli: Cli): Command =>
  new Command('withdraw')
    .summary('end an assignment, or an exclusion, now')
    .argument('<id>', 'id of the assignment')
    .option('--exclusion', 'it is the id of an exclusion')
    .option('--because <reason>', 'why')
    .addHelpText('after', examples(['remit withdraw 0199… --because "cover ended"', '']))
    .action(
      cli.doing(async ({ api }, id: string, { exclusion, because = '' }: { exclusion?: boolean; because?: string }) => {
        const call = { params: { path: { id }, query: { justification: because } } }
        await answered(
          exclusion ? api.DELETE('/api/v1/exclusions/{id}', call) : api.DELETE('/api/v1/assignments/{id}', call),
        )
        return done(`The ${exclusion ? 'exclusion' : 'assignment'} has ended.`, { id, ended: true })
      }),
    )
