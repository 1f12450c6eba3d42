import { columns } from '../screen/columns.ts'
import type { Paint } from '../screen/paint.ts'
import { count, indented, moment } from '../screen/words.ts'

/** One reading of a source, as the API tells it. */
export interface Run {
  readonly id: string
  readonly source: string
  readonly state: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly why: string | null
  readonly listHash: string | null
}

export interface RunDetail extends Run {
  readonly problems: readonly { readonly at: string; readonly problem: string }[]
  readonly sample: readonly {
    readonly key: string
    readonly change: string
    readonly fate: unknown
    readonly said: unknown
  }[]
}

/** Whether a person has to do something about it. */
export const isHeld = ({ state }: Run): boolean => state === 'paused' || state === 'refused'

const countsInWords = (counts: Run['counts']): string =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number.toLocaleString('en-US')} ${name}`)
    .join(', ')

export function runInWords(run: RunDetail, paint: Paint): string {
  const { source, state, startedAt, counts, why, problems, sample, id } = run
  const shown = sample.slice(0, SHOWN).map(({ key, change, said }) => [change, key, displayNameOf(said)])
  return [
    `${source}: ${isHeld(run) ? paint('warn', state) : state} (${moment(startedAt)})${why ? `. ${why}` : ''}`,
    indented(countsInWords(counts), 2),
    problems.length > 0
      ? [
          `${count(problems.length, 'problem')}:`,
          ...problems.slice(0, SHOWN).map(({ at, problem }) => `  ${at}: ${problem}`),
        ].join('\n')
      : '',
    shown.length > 0 ? indented(columns(['change', 'key', 'name'], shown, paint), 2) : '',
    sample.length > SHOWN ? `  These are the first ${SHOWN}; remit --json runs show ${id} has more.` : '',
    state === 'paused'
      ? `To let exactly this happen: remit runs release ${id}\nTo let nothing of it happen: remit runs discard ${id}`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const SHOWN = 20

const displayNameOf = (said: unknown): string =>
  typeof said === 'object' && said !== null && 'displayName' in said ? String(said.displayName) : ''
