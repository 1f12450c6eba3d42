import type { Actor, Instant, LedgerEntryId } from '@remit/kernel'
import { canonicalJson, type Json } from '../../../platform/crypto/canonical-json.ts'

/** What an entry is about. `id` is a key where there is one, else a name. */
export interface Subject {
  readonly kind: string
  readonly id: string
}

export interface Entry {
  /** `<what>.<happened>`, past tense: `identity.moved`, `assignment.made`. */
  readonly action: string
  readonly subject: Subject
  /** What a reader needs to understand it alone: names beside keys, before beside after. */
  readonly detail?: { readonly [key: string]: Json | undefined }
  readonly cause?: LedgerEntryId | null
}

/** The canonical text of an entry: what is hashed, stored and proved. */
export const bodyOf = (id: LedgerEntryId, at: Instant, by: Actor, entry: Entry, cause: LedgerEntryId | null): string =>
  canonicalJson({
    id,
    at: new Date(at).toISOString(),
    actor: { ...by },
    action: entry.action,
    subject: { kind: entry.subject.kind, id: entry.subject.id },
    cause,
    detail: (entry.detail ?? {}) as Json,
  })
