import { Command } from 'commander'
import { EXIT, found } from '../answer.ts'
import { errorsOf } from '../plans/plan.ts'
import { planInWords } from '../plans/plan-in-words.ts'
import { problemsInWords, propose } from '../plans/propose.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

export const planCommand = (cli: Cli): Command =>
  new Command('plan')
    .summary('show what a directory of YAML files would change, and for whom')
    .description(
      'Shows what a directory of YAML files would create, change and remove, and who gains and loses what. Nothing is changed. Exits 0 when nothing would change, 3 when something would, 1 with errors.',
    )
    .argument('<directory>', 'where the files are; one file is a directory of one')
    .option('--title <title>', 'what the plan is called in the console')
    .addHelpText(
      'after',
      examples(
        ['remit plan policies', 'what would change'],
        ['remit plan policies --json', 'the same, for a pipeline'],
      ),
    )
    .action(
      cli.doing(async (session, directory: string, { title }: { title?: string }) => {
        const proposed = await propose(session, directory, title)
        if (proposed.is === 'unreadable')
          return found(problemsInWords(proposed.problems), { problems: proposed.problems })
        const { plan, placeOf } = proposed
        const hint =
          plan.steps.length === 0 || errorsOf(plan).length > 0
            ? ''
            : `\n\nremit apply ${directory} --plan ${plan.hash.slice(0, 12)}`
        return {
          text: planInWords(plan, placeOf, session.screen.paint) + hint,
          json: plan,
          exit: errorsOf(plan).length > 0 ? EXIT.refused : plan.steps.length > 0 ? EXIT.changes : EXIT.done,
        }
      }),
    )
