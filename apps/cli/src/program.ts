import { Refused, Unreachable } from '@remit/api-client'
import { Command, CommanderError } from 'commander'
import { EXIT, type Exit, Misused } from './answer.ts'
import { COMMANDS } from './commands/index.ts'
import { indented } from './screen/words.ts'
import { cliOf, type House } from './session.ts'

/** Runs one command line (without `node` and the script) and answers the exit code. */
export async function runCommandLine(
  args: readonly string[],
  house: House,
  complain: (text: string) => void,
): Promise<Exit> {
  let exit: Exit = EXIT.done
  const program = programOf({ ...house, finish: (code) => (exit = code as Exit) })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exit
  } catch (error) {
    const asJson = args.includes('--json')
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (error instanceof Misused) {
      complain(error.message)
      return EXIT.usage
    }
    if (error instanceof Refused || error instanceof Unreachable) {
      if (asJson)
        house.out(
          `${JSON.stringify(error instanceof Refused ? error.problem : { title: error.message, code: 'unreachable' }, null, 2)}\n`,
        )
      else complain(complaint(error))
      return EXIT.refused
    }
    throw error
  }
}

function programOf(house: House): Command {
  const cli = cliOf(house)
  const program = new Command('remit')
    .description('Entitlement management: who may use what, why, for how long, on which device.')
    .option('--json', 'answer as JSON')
    .option('--url <url>', 'the server to speak to (REMIT_URL; default: the one of this clone)')
    .helpCommand(true)
    .showHelpAfterError('(remit help COMMAND tells more)')
    .addHelpText('after', EXITS)
    .exitOverride()
  for (const command of COMMANDS) program.addCommand(command(cli))
  for (const command of [...program.commands, ...program.commands.flatMap((each) => each.commands)])
    command.exitOverride().showHelpAfterError('(remit help tells more)')
  return program
}

const EXITS = `
Exit codes: 0 done, 1 refused or found problems, 2 wrong usage, 3 the plan has changes.`

/** A refusal in the words of the server: what, why, and each part that was wrong. */
function complaint(error: Refused | Unreachable): string {
  if (error instanceof Unreachable)
    return `${error.message}\nIs it running? remit up starts it; remit doctor looks further.`
  const { title, detail, problems = [] } = error.problem
  const parts = problems.length > 0 ? problems.map(({ at, problem }) => `${at}: ${problem}`) : detail ? [detail] : []
  return [title, ...parts.map((part) => indented(part, 2))].join('\n')
}
