import { type Check, codeOf, type Finding, type House, isProduct, places } from './house.ts'

/** The text between the angle brackets that open at `from`. */
function between(text: string, from: number): string {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '<') depth++
    if (text[at] === '>' && --depth === 0) return text.slice(from + 1, at)
  }
  return text.slice(from + 1)
}

function firstParameter(parameters: string): string {
  let depth = 0
  for (let at = 0; at < parameters.length; at++) {
    if ('<({['.includes(parameters[at]!)) depth++
    if ('>)}]'.includes(parameters[at]!)) depth--
    if (parameters[at] === ',' && depth === 0) return parameters.slice(0, at)
  }
  return parameters
}

export interface Ownership {
  readonly table: string
  readonly file: string
  readonly line: number
}

/** The tables that the heads of stores say they own: `scope<'assignment' | 'exclusion', 'identity'>(tx)`. */
export function ownersIn(house: House): {
  readonly owners: readonly Ownership[]
  readonly unreadable: readonly Finding[]
} {
  const owners: Ownership[] = []
  const unreadable: Finding[] = []
  for (const [file, text] of house) {
    if (!isProduct(file) || !file.startsWith('apps/server/') || file.endsWith('database/scope.ts')) continue
    const code = codeOf(text)
    for (const { line, found } of places(code, /\bscope\s*(?=<)/)) {
      const named = firstParameter(between(code, found.index + found[0].length)).trim()
      // A name for a long list of tables stands in the same file.
      const alias = /^[A-Z]\w*$/.test(named)
        ? new RegExp(`type\\s+${named}\\s*=([^;]*?)\\n(?=\\S)`).exec(code)?.[1]
        : undefined
      const tables = [...(alias ?? named).matchAll(/'([a-z_]+)'/g)].map((match) => match[1]!)
      if (tables.length === 0 && named !== 'never')
        unreadable.push({
          check: 'table-has-one-owner',
          file,
          line,
          message: `cannot read which tables "${named}" owns: write their names out.`,
        })
      for (const table of tables) owners.push({ table, file, line })
    }
  }
  return { owners, unreadable }
}

const WRITES =
  /\b(?:insert into|delete from|update)\s+([a-z_]+)(?=\s*(?:\(|set\b|where\b|using\b|as\b|select\b|values\b|[a-z]\b))/

/** Tables that are written in SQL as it is, past the types of a store. */
function writersIn(house: House, tables: ReadonlySet<string>): readonly Ownership[] {
  return [...house].flatMap(([file, text]) =>
    isProduct(file) && file.startsWith('apps/server/')
      ? [...places(codeOf(text), WRITES)].flatMap(({ line, found }) =>
          tables.has(found[1]!) ? [{ table: found[1]!, file, line }] : [],
        )
      : [],
  )
}

/** Two stores of one feature may write one table; two features may not. */
const householdOf = (file: string): string => /^apps\/server\/src\/(features\/[^/]+|platform)\//.exec(file)?.[1] ?? file

const tablesIn = (house: House): ReadonlySet<string> =>
  new Set(
    [...house].flatMap(([file, text]) =>
      file.startsWith('db/migrations/')
        ? [...text.matchAll(/^create table (?:if not exists )?([a-z_]+)/gm)].map((match) => match[1]!)
        : [],
    ),
  )

/** A table is written by one feature, whether by the types of a store or in SQL as it is; and by one at least. */
export const tableHasOneOwner: Check = (house) => {
  const tables = tablesIn(house)
  const { owners, unreadable } = ownersIn(house)
  const found: Finding[] = [...unreadable]
  const first = new Map<string, Ownership>()
  for (const owner of [...owners, ...writersIn(house, tables)]) {
    const before = first.get(owner.table)
    first.set(owner.table, before ?? owner)
    if (before && householdOf(before.file) !== householdOf(owner.file))
      found.push({
        check: 'table-has-one-owner',
        file: owner.file,
        line: owner.line,
        message: `${owner.table} is owned by ${householdOf(before.file)} (${before.file}).`,
      })
  }
  for (const table of tables)
    if (!first.has(table) && !table.endsWith('_history'))
      found.push({
        check: 'table-has-one-owner',
        file: 'db/migrations',
        line: 0,
        message: `${table} is owned by no store.`,
      })
  return found
}
