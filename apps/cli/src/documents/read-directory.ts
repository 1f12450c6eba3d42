import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml'
import { Misused } from '../answer.ts'

/** A document as it stands in a file. */
export interface Written {
  readonly document: Readonly<Record<string, unknown>>
  /** Relative to the directory that was read. */
  readonly file: string
  /** Counts from 1. */
  readonly line: number
  /** The line of a part, `gives/0`; of the nearest thing around it where it is missing. */
  readonly lineOf: (part: string) => number
}

export interface Amiss {
  readonly file: string
  readonly line: number
  readonly message: string
}

export interface ReadDirectory {
  readonly documents: readonly Written[]
  readonly problems: readonly Amiss[]
}

const KEEP_OUT = new Set(['node_modules', 'dist'])

/** Every YAML document below a directory, or in one file, in the order of the files' names. */
export function readDirectory(directory: string): ReadDirectory {
  const found = statSync(directory, { throwIfNoEntry: false })
  if (!found) throw new Misused(`There is no directory ${directory}.`)
  const files = found.isFile() ? [''] : yamlFiles(directory)
  if (files.length === 0)
    throw new Misused(`There is no .yaml file in ${directory}. An empty directory would mean: remove everything.`)
  const read = files.map((file) =>
    readDocuments(readFileSync(path.join(directory, file), 'utf8'), file || path.basename(directory)),
  )
  const documents = read.flatMap((each) => each.documents)
  return { documents, problems: [...read.flatMap((each) => each.problems), ...namesakes(documents)] }
}

function yamlFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .filter((file) => !file.split(path.sep).some((part) => part.startsWith('.') || KEEP_OUT.has(part)))
    .map((file) => file.split(path.sep).join('/'))
    .sort()
}

/** The documents of one text. What is broken is told with its line and left out. */
export function readDocuments(text: string, file: string): ReadDirectory {
  const lines = new LineCounter()
  const documents: Written[] = []
  const problems: Amiss[] = []
  const parsed = parseAllDocuments(text, { lineCounter: lines })
  for (const yaml of Array.isArray(parsed) ? parsed : []) {
    const lineAt = (offset: number | undefined): number => (offset === undefined ? 1 : lines.linePos(offset).line)
    const line = lineAt(yaml.contents?.range?.[0])
    for (const error of yaml.errors)
      problems.push({
        file,
        line: lineAt(error.pos[0]),
        message: error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
      })
    if (yaml.errors.length > 0 || yaml.contents === null) continue
    const document = yaml.toJS() as unknown
    const complaint = complaintAbout(document)
    if (complaint) problems.push({ file, line, message: complaint })
    else
      documents.push({
        document: document as Written['document'],
        file,
        line,
        lineOf: (part) => lineAt(nearest(yaml, part)?.range?.[0]),
      })
  }
  return { documents, problems }
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null
}

/** The node at a path such as `gives/0`, or the innermost one around where it would be. */
function nearest(yaml: YamlDocument, part: string): Ranged | null {
  const keys = part
    .split('/')
    .filter(Boolean)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  for (let length = keys.length; length > 0; length--) {
    const node = yaml.getIn(keys.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node) return node as Ranged
  }
  return yaml.contents as Ranged | null
}

function complaintAbout(document: unknown): string | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return 'a document has fields; this is something else'
  for (const field of ['kind', 'name'] as const)
    if (typeof (document as Record<string, unknown>)[field] !== 'string')
      return `a document says its ${field}; this one does not`
  return null
}

function namesakes(documents: readonly Written[]): readonly Amiss[] {
  const first = new Map<string, Written>()
  return documents.flatMap((written) => {
    const { kind, name } = written.document as { kind: string; name: string }
    const before = first.get(`${kind} ${name}`)
    first.set(`${kind} ${name}`, before ?? written)
    return before
      ? [
          {
            file: written.file,
            line: written.line,
            message: `${kind} "${name}" stands in ${before.file}:${before.line} already`,
          },
        ]
      : []
  })
}
