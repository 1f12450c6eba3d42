import type { Outcome } from '@remit/connector-sdk'
import type { Encoding, Problem } from './decode.ts'
import type { Delimiter } from './read-table.ts'

export interface TextSettings {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter | 'auto'
}

export const textSettings = {
  encoding: {
    title: 'Encoding',
    description: 'How letters are written in the file. A wrong one is noticed for UTF-8 and garbles names for Latin-1.',
    type: 'string',
    enum: ['utf-8', 'latin1'],
    default: 'utf-8',
  },
  delimiter: {
    title: 'Delimiter',
    description: 'What separates the cells. "auto" finds it from the header and then requires it in every row.',
    type: 'string',
    enum: ['auto', ',', ';', '\t', '|'],
    default: 'auto',
  },
} as const

/** Of the connectors that read one file, before and after their own settings. */
export const pathSetting = {
  path: {
    title: 'File',
    description: 'Path of the CSV file, in a directory the operator allowed.',
    type: 'string',
    minLength: 1,
    maxLength: 1024,
  },
} as const

export const trailerSetting = {
  trailer: {
    title: 'Trailer',
    description:
      'First cell of the last row, whose second cell counts the rows (END,1042). It proves that the file is whole.',
    type: 'string',
    minLength: 1,
    maxLength: 100,
  },
} as const

export const fileForm = (settings: TextSettings) => ({
  encoding: settings.encoding ?? 'utf-8',
  delimiter: settings.delimiter ?? 'auto',
})

/** The answer of `check`: usable, or the first problem and how many more there are. */
export function usable(problems: readonly Problem[]): Outcome {
  const [first, ...more] = problems
  if (first === undefined) return { outcome: 'done' }
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`
  return { outcome: 'declined', reason: `${first.at}: ${first.problem}${rest}` }
}
