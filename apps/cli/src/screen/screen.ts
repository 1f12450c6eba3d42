import { cancel, confirm, isCancel, password, spinner } from '@clack/prompts'
import { type Paint, painting } from './paint.ts'

/** What commands see of the terminal. Answers go to stdout; what only helps while waiting goes to stderr. */
export interface Screen {
  readonly paint: Paint
  /** Whether a person sits there who can be asked. */
  readonly asks: boolean
  confirm(question: string): Promise<boolean>
  secret(question: string): Promise<string | null>
  /** Shows that something goes on, to people only. */
  waiting(doing: string): Waiting
}

export interface Waiting {
  tell(doing: string): void
  end(): void
}

export function terminalScreen(quiet: boolean): Screen {
  const asks = Boolean(process.stdin.isTTY && process.stderr.isTTY) && !quiet
  const output = process.stderr
  return {
    paint: painting(process.stdout),
    asks,
    async confirm(message) {
      const said = await confirm({ message, initialValue: false, output })
      if (isCancel(said)) cancel('Nothing was changed.', { output })
      return said === true
    },
    async secret(message) {
      const said = await password({ message, output })
      return isCancel(said) ? null : said
    },
    waiting(doing) {
      if (!output.isTTY || quiet) return { tell: () => {}, end: () => {} }
      const turning = spinner({ output, indicator: 'timer', withGuide: false })
      turning.start(doing)
      return { tell: (now) => turning.message(now), end: () => turning.clear() }
    },
  }
}
