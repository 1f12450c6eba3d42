import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done, found } from '../answer.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Options {
  readonly subjectType: string
  readonly resourceType: string
  readonly device?: string
}

interface Decision {
  readonly decision: boolean
  readonly context?: { readonly because?: unknown }
}

export const checkCommand = (cli: Cli): Command =>
  new Command('check')
    .summary('ask whether somebody may do something now')
    .description(
      'Asks the decision point (AuthZEN) whether a subject may do something now. Exits 0 for yes and 1 for no.',
    )
    .argument('<subject>', 'name or id of an identity')
    .argument('<action>', '`use` of an entitlement; else the level on a resource')
    .argument('<resource>', '<application>/<entitlement>, or the id of a resource with --resource-type')
    .option('--subject-type <type>', '`identity`, or `account:<application>`', 'identity')
    .option('--resource-type <type>', '`entitlement`, or a type of the catalogue', 'entitlement')
    .option('--device <id>', 'the device it is asked from')
    .addHelpText('after', examples(['remit check ada.okafor use ledgerly/payment-approval', 'yes or no, and why']))
    .action(
      cli.doing(async ({ api, screen }, subject: string, action: string, resource: string, options: Options) => {
        const body = {
          subject: { type: options.subjectType, id: subject },
          action: { name: action },
          resource: { type: options.resourceType, id: resource },
          context: { explain: true, ...(options.device ? { device: { id: options.device } } : {}) },
        }
        const answer = await answered<Decision>(api.POST('/access/v1/evaluation', { body: body as never }))
        const because = answer.context?.because
        const words =
          because === undefined ? '' : `: ${typeof because === 'string' ? because : JSON.stringify(because)}`
        return answer.decision
          ? done(`${screen.paint('gain', 'yes')}${words}`, answer)
          : found(`${screen.paint('loss', 'no')}${words}`, answer)
      }),
    )
