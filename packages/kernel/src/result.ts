/** What was asked for, or the code of the refusal and what would help. A bug throws; an expected no is a value. */
export type Result<Value, Code extends string = string> = { readonly ok: true; readonly value: Value } | Refusal<Code>

export interface Refusal<Code extends string = string> {
  readonly ok: false
  readonly refusal: Code
  /** What was wrong in this very case and what was allowed. The title of the code stands in the refusal table. */
  readonly detail?: string
}

export function accept(): Result<void, never>
export function accept<Value>(value: Value): Result<Value, never>
export function accept<Value>(value?: Value): Result<Value | undefined, never> {
  return { ok: true, value }
}

export const refuse = <Code extends string>(refusal: Code, detail?: string): Refusal<Code> =>
  detail === undefined ? { ok: false, refusal } : { ok: false, refusal, detail }

/** Closes a `switch` over a union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
