import { answered } from '@remit/api-client'
import { Command } from 'commander'
import { done, EXIT, found } from '../answer.ts'
import { apply, follow } from '../plans/carry-out.ts'
import { errorsOf, type Plan } from '../plans/plan.ts'
import { gainsAndLosses, nowhere, planInWords } from '../plans/plan-in-words.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const revertCommand = (cli: Cli): Command =>
  new Command('revert')
    .summary('take an applied plan back')
    .description(
      'Plans the opposite of an applied plan and applies it. What somebody changed since in the same documents is named, and nothing is overwritten.',
    )
    .argument('<plan>', 'id of the plan: remit list plans')
    .option('--dry-run', 'show what it would do')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      examples(['remit revert 0199…', 'as it was before'], ['remit revert 0199… --dry-run', 'what that would mean']),
    )
    .action(
      cli.doing(async (session, id: string, options: { dryRun?: boolean; yes?: boolean }) => {
        const { api, screen } = session
        const plan = await answered<Plan>(api.POST('/api/v1/plans/{id}/revert', { params: { path: { id } } }))
        const words = planInWords(plan, nowhere, screen.paint)
        if (errorsOf(plan).length > 0) return found(words, plan)
        if (options.dryRun || plan.steps.length === 0)
          return { text: words, json: plan, exit: plan.steps.length > 0 ? EXIT.changes : EXIT.done }
        if (screen.asks && !options.yes) {
          process.stderr.write(`${words}\n\n`)
          if (!(await screen.confirm(`Take ${count(plan.steps.length, 'change')} back?`)))
            return { text: '', json: plan, exit: EXIT.refused }
        }
        const applied = await apply(session, plan)
        await follow(session, plan.id)
        return done(
          `Took ${count(plan.steps.length, 'change')} back: ${gainsAndLosses(plan.impact, screen.paint)}.`,
          applied,
        )
      }),
    )
