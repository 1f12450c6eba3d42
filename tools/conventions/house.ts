import fs from 'node:fs'
import path from 'node:path'

/** The files of the project by their path from its root: a value, so that a test can build a house of three files. */
export type House = ReadonlyMap<string, string>

/** A breach of a convention, or something worth a question. */
export interface Finding {
  readonly check: string
  readonly file: string
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly message: string
}

export type Check = (house: House) => readonly Finding[]

const FOLDERS = ['packages', 'connectors', 'apps', 'bench', 'examples', 'tools', 'db']
const LEFT_OUT = new Set(['node_modules', 'dist', 'public'])
const READ = /[.](ts|tsx|mjs|cjs|sql|md)$/

export function readHouse(root: string): House {
  const house = new Map<string, string>()
  const walk = (folder: string): void => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const at = `${folder}/${entry.name}`
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(at)
      else if (entry.isFile() && READ.test(entry.name)) house.set(at, fs.readFileSync(path.join(root, at), 'utf8'))
    }
  }
  for (const folder of FOLDERS) if (fs.existsSync(path.join(root, folder))) walk(folder)
  return house
}

/** What runs for users: neither tests nor what is only there for them, nor what a generator wrote. */
export const isProduct = (file: string): boolean =>
  /^(packages|connectors|apps)\/.*[.]tsx?$/.test(file) &&
  !isTest(file) &&
  !file.includes('.gen.') &&
  !file.endsWith('.d.ts')

export const isTest = (file: string): boolean =>
  /[.](test|test-d|prove)[.]tsx?$|\/(testing|cases|journeys)\/|^apps\/console\/dev\//.test(file)

/** The feature of the server that a file belongs to, and its path inside. */
export function roomOf(file: string): { readonly feature: string; readonly inside: string } | null {
  const found = /^apps\/server\/src\/features\/([^/]+)\/(.+)$/.exec(file)
  return found ? { feature: found[1]!, inside: found[2]! } : null
}

/**
 * The same text, lines and columns with comments blanked out, so that a word in prose is not taken for a call. Texts
 * in quotes stay: it is enough for looking, and would not be for rewriting.
 */
export function codeOf(text: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, ' ')
  return text.replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (found) => (found.startsWith('/') ? blank(found) : found),
  )
}

/** Every place where a pattern is found, with its line. */
export function* places(
  text: string,
  pattern: RegExp,
): Generator<{ readonly line: number; readonly found: RegExpExecArray }> {
  for (const found of text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)))
    yield { line: text.slice(0, found.index).split('\n').length, found }
}
