import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { decode, type Encoding, type Problem } from './decode.ts'

export type Delimiter = ',' | ';' | '\t' | '|'
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']
const LONGEST_ROW = 1024 * 1024

export interface TableForm {
  readonly encoding: Encoding
  /** `auto` takes the one delimiter with which the header is the expected one, and holds every row to it. */
  readonly delimiter: Delimiter | 'auto'
  /** Exactly these columns, in any order; `null` takes the header as it comes. */
  readonly columns: readonly string[] | null
  /** The first cell of a last row whose second cell counts the rows; without one nothing proves the file whole. */
  readonly trailer: string | null
}

export interface Row {
  /** Of the file, counted from 1, where the row begins. */
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** Anything here means that the table is not what its author wrote. */
  readonly problems: readonly Problem[]
  /** What the trailer counts; absent without a trailer. */
  readonly claimed?: number
}

/** Reads RFC 4180 text, holding it to its declared form; bad rows are told with their line and left out. */
export async function readTable(bytes: Uint8Array, form: TableForm): Promise<Table> {
  const decoded = decode(bytes, form.encoding)
  if ('problem' in decoded) return broken(decoded)
  const { text } = decoded
  if (text.trim() === '') return broken({ at: 'line 1', problem: 'the file is empty' })

  const header = readHeader(text, form)
  if ('problem' in header) return broken(header)
  const { delimiter, columns } = header

  const problems: Problem[] = []
  const rows: Row[] = []
  let trailer: readonly string[] | null = null
  try {
    for await (const { line, cells } of records(text, delimiter)) {
      if (line === header.line) continue
      if (trailer !== null) problems.push({ at: `line ${line}`, problem: 'a row after the trailer' })
      else if (form.trailer !== null && cells[0] === form.trailer) trailer = cells
      else if (cells.length !== columns.length)
        problems.push({ at: `line ${line}`, problem: `${cells.length} cells where the header has ${columns.length}` })
      else rows.push({ line, cells: new Map(columns.map((column, n) => [column, cells[n]!])) })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    problems.push({ at: `line ${error.lines ?? '?'}`, problem: error.message })
  }
  if (form.trailer === null) {
    if (!/[\r\n]$/.test(text))
      problems.push({ at: `line ${text.split('\n').length}`, problem: 'the last line has no end: the file may be cut' })
    return { columns, rows, problems }
  }
  const claimed = trailer === null ? null : wholeNumber(trailer[1] ?? '')
  if (trailer === null) problems.push({ at: 'end', problem: `no "${form.trailer}" row: the file is cut` })
  else if (claimed === null) problems.push({ at: 'end', problem: `"${trailer[1] ?? ''}" is no count of rows` })
  else if (claimed !== rows.length)
    problems.push({ at: 'end', problem: `the trailer counts ${claimed} rows, the file has ${rows.length}` })
  return { columns, rows, problems, ...(claimed === null ? {} : { claimed }) }
}

interface Header {
  readonly line: number
  readonly delimiter: Delimiter
  readonly columns: readonly string[]
}

function readHeader(text: string, form: TableForm): Header | Problem {
  const line = 1 + lineEnds(/^[\r\n]*/.exec(text)![0])
  const at = `line ${line}`
  const first = text
    .slice(0, LONGEST_ROW)
    .trimStart()
    .split(/\r?\n|\r/, 1)[0]!
  const tried = form.delimiter === 'auto' ? DELIMITERS : [form.delimiter]
  const headers = tried.map((delimiter) => ({ line, delimiter, columns: cellsOfHeader(first, delimiter) }))
  const fitting = headers.filter(({ columns }) => form.columns === null || sameSet(columns, form.columns))
  const split = fitting.filter(({ columns }) => columns.length > 1)
  const found = fitting.length === 1 ? fitting[0]! : split.length === 1 ? split[0]! : null
  if (found === null && form.columns === null && tried.length > 1)
    return { at, problem: 'cannot tell the delimiter from the header; declare it' }
  if (found === null) return { at, problem: headerComplaint(headers, form.columns ?? []) }
  const twice = found.columns.find((column, n) => found.columns.indexOf(column) !== n)
  if (twice !== undefined) return { at, problem: `the column "${twice}" stands there twice` }
  if (found.columns.includes('')) return { at, problem: 'a column has no name' }
  return found
}

/** Header names hold no line breaks and no delimiter, so unquoting is all there is to do. */
const cellsOfHeader = (line: string, delimiter: Delimiter): readonly string[] =>
  line.split(delimiter).map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell))

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((name) => others.includes(name))

function headerComplaint(headers: readonly Header[], wanted: readonly string[]): string {
  const hits = (header: Header): number => header.columns.filter((column) => wanted.includes(column)).length
  const nearest = headers.reduce((best, header) => (hits(header) > hits(best) ? header : best)).columns
  const missing = wanted.filter((column) => !nearest.includes(column))
  const extra = nearest.filter((column) => !wanted.includes(column))
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
  return [
    'the header is not the declared one:',
    missing.length > 0 ? `missing ${list(missing)}` : '',
    extra.length > 0 ? `not declared ${list(extra)}` : '',
    missing.length + extra.length === 0 ? 'a column stands there twice' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)

export const broken = (problem: Problem): Table => ({ columns: [], rows: [], problems: [problem] })

/** In slices, giving way between them, so that a feed of a hundred thousand rows does not hold up the process. */
async function* records(
  text: string,
  delimiter: Delimiter,
): AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }> {
  const slices = async function* (): AsyncGenerator<string> {
    for (let from = 0; from < text.length; from += 65_536) {
      yield text.slice(from, from + 65_536)
      await nextTurn()
    }
  }
  const parser = parse({
    delimiter,
    bom: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  })
  // The parser's own count takes a CRLF inside quotes for two lines.
  let line = 1
  for await (const entry of Readable.from(slices()).pipe(parser)) {
    const { record, raw } = entry as { record: string[]; raw: string }
    const blank = lineEnds(/^[\r\n]*/.exec(raw)![0])
    yield { line: line + blank, cells: record }
    line += lineEnds(raw)
  }
}

const lineEnds = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0
