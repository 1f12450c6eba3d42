import ts from 'typescript'
import { type Finding, type House, isTest } from './house.ts'

const FILE_LINES = 300
const FUNCTION_LINES = 60
const FOLDER_ENTRIES = 12

const isCode = (file: string): boolean =>
  /^(packages|connectors|apps|bench|tools)\/.*[.]tsx?$/.test(file) && !isTest(file) && !file.includes('.gen.')

function longFunctions(file: string, text: string): readonly Finding[] {
  const found: Finding[] = []
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.ESNext,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const [from, to] = [lineAt(node.getStart()), lineAt(node.getEnd())]
      const name =
        node.name?.getText() ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'a function')
      if (to - from >= FUNCTION_LINES)
        found.push({ check: 'tail', file, line: from, message: `${name} has ${to - from + 1} lines.` })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The tail, longest first: each a question to answer at review, none an error. One file in each house eats everything. */
export function tail(house: House): readonly Finding[] {
  const found: Finding[] = []
  const entries = new Map<string, Set<string>>()
  for (const [file, text] of house) {
    if (!isCode(file)) continue
    const lines = text.trimEnd().split('\n').length
    if (lines > FILE_LINES) found.push({ check: 'tail', file, line: 0, message: `has ${lines} lines.` })
    found.push(...longFunctions(file, text))
    const steps = file.split('/')
    for (let at = 1; at < steps.length; at++) {
      const folder = steps.slice(0, at).join('/')
      entries.set(folder, (entries.get(folder) ?? new Set()).add(steps[at]!))
    }
  }
  for (const [folder, names] of entries)
    if (names.size > FOLDER_ENTRIES)
      found.push({ check: 'tail', file: folder, line: 0, message: `has ${names.size} entries.` })
  const size = ({ message }: Finding): number => Number(/\d+/.exec(message)?.[0] ?? 0)
  return found.sort((one, other) => size(other) - size(one))
}
