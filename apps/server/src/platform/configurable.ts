import type { TSchema } from 'typebox'
import type { Tx } from './database/scope.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Who says what is in force. What files say is refused in the console. */
export type ManagedBy = 'files' | 'console'

/** A document as it is written in a file: names for references, defaults filled in, keys as the schema says. */
export interface Document {
  readonly kind: string
  readonly name: string
  readonly [field: string]: unknown
}

export interface Managed {
  readonly document: Document
  /** `built-in` and `import`: in force, but nobody's configuration; not exported, taken over by the first who writes it. */
  readonly managedBy: ManagedBy | 'built-in' | 'import'
  /** Keys that the target has told meanwhile: what a document says of them is no difference any more. */
  readonly settled?: readonly string[]
}

/** Something wrong with a document or between documents; `error` stops the plan. */
export interface Finding {
  /** Name of the check, so that it can be waived and documented. */
  readonly check: string
  readonly severity: 'error' | 'warning'
  readonly kind: string
  readonly name: string
  /** Path inside the document, as `gives/0`; '' for the whole. */
  readonly at: string
  readonly message: string
}

/**
 * A kind of document that can be planned, applied, reverted and exported. Features offer theirs; `configuration`
 * knows kinds, not features' insides.
 */
export interface Configurable {
  readonly kind: string
  /** Kinds are saved in this order and removed in the opposite one: references exist before they are used. */
  readonly order: number
  /** JSON Schema of the document: unknown keys refused, every string bounded, defaults declared. */
  readonly schema: TSchema
  /** What is in force, in a canonical form: saving it changes nothing. */
  list(tx: Tx): Promise<readonly Managed[]>
  /** Checks this kind alone, against all documents as they would stand (by kind, then name). */
  check(documents: ReadonlyMap<string, ReadonlyMap<string, Document>>): readonly Finding[]
  /** Creates or replaces; the caller holds the policy epoch alone and records in the ledger. */
  save(work: UnitOfWork, documents: readonly Document[], managedBy: ManagedBy): Promise<void>
  /** Refused (a sentence) when something else still needs one of them. */
  remove(work: UnitOfWork, names: readonly string[]): Promise<string | null>
}
