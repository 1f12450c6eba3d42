import type { IdentityType } from '@remit/engine'

/** A share and a number: whichever is reached first. */
export interface Limit {
  readonly share: number
  readonly count: number
}

export interface CorrelationRule {
  /** Fields and attributes that must all be the same, and be there. */
  readonly match: readonly [string, ...string[]]
  /** Whether one match alone is proof; else a person is asked. */
  readonly certain: boolean
}

/** Where people come from and how far their source is trusted. */
export interface SourceDocument {
  readonly kind: 'source'
  readonly name: string
  /** Absent: as it is named. */
  readonly title?: string
  readonly connector: string
  readonly settings: Readonly<Record<string, unknown>>
  /** Smaller wins where two sources disagree. */
  readonly rank: number
  /** `delta`: only what changed is told, so absence says nothing. */
  readonly mode: 'full' | 'delta'
  /** Field or attribute → what the connector calls it, or a constant. What is not mapped is taken by its own name. */
  readonly mapping: Readonly<Record<string, string | { readonly constant: string | number | boolean }>>
  /** The source's words for status and type → ours. */
  readonly words: { readonly status: Readonly<Record<string, string>>; readonly type: Readonly<Record<string, string>> }
  readonly defaults: { readonly zone?: string; readonly type?: IdentityType }
  /** What a missing person means. */
  readonly absence: 'report' | 'leaver'
  readonly completeness: { readonly rows?: number }
  readonly correlation: readonly CorrelationRule[]
  readonly brake: { readonly missing: Limit; readonly leavers: Limit; readonly changes: Limit }
  readonly schedule?: { readonly minutes: number }
}
