import { Command } from 'commander'
import { done, EXIT, found } from '../answer.ts'
import { apply, follow } from '../plans/carry-out.ts'
import { errorsOf } from '../plans/plan.ts'
import { gainsAndLosses, planInWords } from '../plans/plan-in-words.ts'
import { problemsInWords, propose } from '../plans/propose.ts'
import { count } from '../screen/words.ts'
import type { Cli } from '../session.ts'
import { examples } from './example.ts'

interface Options {
  readonly plan?: string
  readonly title?: string
  readonly yes?: boolean
  readonly follow: boolean
}

export const applyCommand = (cli: Cli): Command =>
  new Command('apply')
    .summary('make a directory of YAML files the configuration in force')
    .description(
      'Plans a directory and applies the plan, as one change that can be reverted as one. At a terminal it shows the plan and asks first.',
    )
    .argument('<directory>', 'where the files are')
    .option('--plan <hash>', 'apply only if the plan is still this one (or begins so)')
    .option('--title <title>', 'what the change is called in the audit log')
    .option('-y, --yes', 'do not ask')
    .option('--no-follow', 'do not wait until everybody concerned has been derived again')
    .addHelpText(
      'after',
      examples(
        ['remit apply policies', 'plan, ask, apply'],
        ['remit apply policies --plan 4f2a91c0be17', 'apply what was reviewed, or nothing'],
      ),
    )
    .action(
      cli.doing(async (session, directory: string, options: Options) => {
        const { screen } = session
        const proposed = await propose(session, directory, options.title)
        if (proposed.is === 'unreadable')
          return found(problemsInWords(proposed.problems), { problems: proposed.problems })
        const { plan, placeOf } = proposed
        if (options.plan !== undefined && !plan.hash.startsWith(options.plan.toLowerCase()))
          return found(
            `The plan is another one now: ${plan.hash.slice(0, 12)} and not ${options.plan}. Look at it first: remit plan ${directory}`,
            plan,
          )
        const words = planInWords(plan, placeOf, screen.paint)
        if (errorsOf(plan).length > 0) return found(words, plan)
        if (plan.steps.length === 0) return done('No changes: what is written is in force.', plan)
        if (screen.asks && !options.yes && options.plan === undefined) {
          process.stderr.write(`${words}\n\n`)
          const yes = await screen.confirm(
            `Apply ${count(plan.steps.length, 'change')} (${gainsAndLosses(plan.impact, (_style, text) => text)})?`,
          )
          if (!yes) return { text: '', json: plan, exit: EXIT.refused }
        }
        const applied = await apply(session, plan)
        if (options.follow) await follow(session, plan.id)
        return done(
          `Applied ${count(plan.steps.length, 'change')}: ${gainsAndLosses(plan.impact, screen.paint)} for ${count(plan.impact.people, 'person', 'people')}.\nTo take it back: remit revert ${plan.id}`,
          applied,
        )
      }),
    )
