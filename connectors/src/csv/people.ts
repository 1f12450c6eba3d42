import type { Attributes, Connector, IdentityRecord } from '@remit/connector-sdk'
import type { Problem } from './decode.ts'
import { inPages, type Whole } from './in-pages.ts'
import type { Row } from './read-table.ts'
import { type FileTable, openTableFiles } from './table-files.ts'
import { fileForm, pathSetting, type TextSettings, textSettings, trailerSetting, usable } from './table-settings.ts'

export interface CsvPeopleSettings extends TextSettings {
  readonly path: string
  /** Column of the file → attribute; an empty attribute reads the column and drops it. */
  readonly columns: Readonly<Record<string, string>>
  readonly key: string
  readonly trailer?: string
  readonly mode?: 'full' | 'delta'
  readonly delta?: DeltaSettings
}

interface DeltaSettings {
  readonly column: string
  readonly set: readonly string[]
  readonly gone: readonly string[]
}

const settings = {
  type: 'object',
  required: ['path', 'columns', 'key'],
  additionalProperties: false,
  properties: {
    ...pathSetting,
    columns: {
      title: 'Columns',
      description:
        'Each column of the file and the attribute it becomes; an empty attribute leaves it out. ' +
        'The header must be exactly these columns, in any order.',
      type: 'object',
      minProperties: 1,
      maxProperties: 500,
      additionalProperties: { type: 'string', maxLength: 100 },
    },
    key: {
      title: 'Key column',
      description:
        'The column that says who a row is about and never changes for a person, such as the employee number.',
      type: 'string',
      minLength: 1,
      maxLength: 200,
    },
    ...textSettings,
    ...trailerSetting,
    mode: {
      title: 'What the file holds',
      description: '"full": everybody. "delta": only what changed; then nobody is missed for not being in it.',
      type: 'string',
      enum: ['full', 'delta'],
      default: 'full',
    },
    delta: {
      title: 'Operation column',
      description: 'For a delta: which column says what happened, and its words.',
      type: 'object',
      required: ['column', 'set', 'gone'],
      additionalProperties: false,
      properties: {
        column: {
          title: 'Column',
          description: 'Its name in the header.',
          type: 'string',
          minLength: 1,
          maxLength: 200,
        },
        set: {
          title: 'Added or changed',
          description: 'The values that mean a new or changed person.',
          type: 'array',
          items: { type: 'string', maxLength: 100 },
        },
        gone: {
          title: 'Removed',
          description: 'The values that mean the source no longer has this person.',
          type: 'array',
          items: { type: 'string', maxLength: 100 },
        },
      },
    },
  },
} as const

/** People from an HR system's CSV export. Every attribute is text as it stands in the file; empty is `null`. */
export const csvPeople: Connector<CsvPeopleSettings> = {
  name: 'csv-people',
  title: 'People from a CSV file',
  settings,
  async open(given, host) {
    const tables = openTableFiles(host)
    const form = {
      ...fileForm(given),
      columns: [...Object.keys(given.columns), ...(given.delta ? [given.delta.column] : [])].filter(once),
      trailer: given.trailer ?? null,
    }
    const load = async (): Promise<Whole<IdentityRecord>> => people(await tables(given.path, form), given)
    return {
      check: async () => usable((await load()).problems),
      read: { identities: inPages(load) },
      write: {},
      close: async () => {},
    }
  },
}

const once = (name: string, at: number, all: readonly string[]): boolean => all.indexOf(name) === at

function people(table: FileTable, given: CsvPeopleSettings): Whole<IdentityRecord> {
  const problems: Problem[] = [...table.problems]
  const amiss = (row: Row, problem: string): void => {
    problems.push({ at: `${given.path} line ${row.line}`, problem })
  }
  const isDelta = given.mode === 'delta'
  if (isDelta && given.delta === undefined)
    problems.push({ at: 'settings', problem: 'a delta needs its operation column' })
  if (given.columns[given.key] === undefined)
    problems.push({ at: 'settings', problem: `the key column "${given.key}" is not among the columns` })
  if (problems.length === 0 && table.rows.length === 0 && !isDelta)
    problems.push({ at: given.path, problem: 'there is nobody in the file' })

  const items: IdentityRecord[] = []
  const firstLine = new Map<string, number>()
  for (const row of table.rows) {
    const key = row.cells.get(given.key) ?? ''
    const before = firstLine.get(key)
    const happened = given.delta && isDelta ? happening(row, given.delta) : 'set'
    if (key === '') amiss(row, `no ${given.key}`)
    else if (key !== key.trim()) amiss(row, `spaces around the ${given.key} "${key}" would make another person of it`)
    else if (before !== undefined) amiss(row, `${given.key} "${key}" stands in line ${before} already`)
    else if (happened === null) amiss(row, `"${row.cells.get(given.delta!.column)}" is no declared operation`)
    else {
      firstLine.set(key, row.line)
      const record = { key, attributes: attributesOf(row, given.columns) }
      items.push(happened === 'gone' ? { ...record, gone: true } : record)
    }
  }
  return {
    digest: table.digest,
    items,
    problems,
    ...(table.claimed === undefined ? {} : { total: table.claimed }),
    ...(isDelta ? { delta: true as const } : {}),
  }
}

function happening(row: Row, delta: DeltaSettings): 'set' | 'gone' | null {
  const word = row.cells.get(delta.column) ?? ''
  if (delta.gone.includes(word)) return 'gone'
  return delta.set.includes(word) ? 'set' : null
}

/** `fromEntries` defines own properties, so a column mapped to `__proto__` stays a mere name. */
const attributesOf = (row: Row, columns: CsvPeopleSettings['columns']): Attributes =>
  Object.fromEntries(
    Object.entries(columns)
      .filter(([, attribute]) => attribute !== '')
      .map(([column, attribute]) => [attribute, row.cells.get(column) || null]),
  )
