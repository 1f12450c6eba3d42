import type { Value } from './environment.ts'

/** What a closure reads: the facts, and the elements that the macros around it stand at. */
export interface Scope {
  root: object
  readonly locals: Value[]
}

/** `undefined` is CEL's error: it cannot be told. */
export type Evaluate = (scope: Scope) => Value | undefined
