/** Counted from 1, as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type Macro = 'exists' | 'all' | 'exists_one' | 'filter' | 'map'

/** What a text says before anybody asked whether it means anything. `at` is an offset into the text. */
export type Syntax = { readonly at: number } & (
  | {
      readonly is: 'literal'
      readonly type: 'string' | 'int' | 'double' | 'bool'
      readonly value: string | number | boolean
    }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'select'; readonly of: Syntax; readonly field: string }
  | { readonly is: 'has'; readonly of: Syntax; readonly field: string }
  /** Operators are calls under the names of the CEL definition (`_&&_`, `@in`). A chain of `&&` or `||` is one call. */
  | { readonly is: 'call'; readonly name: string; readonly target: Syntax | null; readonly args: readonly Syntax[] }
  | { readonly is: 'list'; readonly items: readonly Syntax[] }
  | {
      readonly is: 'macro'
      readonly macro: Macro
      readonly over: Syntax
      readonly local: string
      readonly body: Syntax
    }
)

export interface ParsedExpression {
  readonly text: string
  readonly root: Syntax
}

export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
