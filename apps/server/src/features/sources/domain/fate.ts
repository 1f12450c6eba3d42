import type { IdentityId } from '@remit/kernel'
import type { WeighedCandidate } from './correlation.ts'

/** What applying does with a staged record. */
export type Fate =
  | { readonly is: 'create' }
  /** A new key of an identity that another source made known. */
  | { readonly is: 'link'; readonly identity: IdentityId; readonly by: string }
  /** A person has to say who it is; until then nothing is made of it. */
  | { readonly is: 'case'; readonly candidates: readonly WeighedCandidate[]; readonly why: string }
  | { readonly is: 'update' }
  /** Missing or said to be gone, and taken for a leaver. */
  | { readonly is: 'leave'; readonly because: string }
  /** Missing, and only noted. */
  | { readonly is: 'report' }
