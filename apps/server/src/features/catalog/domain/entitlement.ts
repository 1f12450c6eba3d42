import type { ManagedBy } from '../../../platform/configurable.ts'

export type Risk = 'low' | 'medium' | 'high'
export const RISKS: readonly Risk[] = ['low', 'medium', 'high']

/** `import`: nobody has said anything about it yet but the target. */
export type SaidBy = ManagedBy | 'import'

/** What people say about an entitlement, beside what the target tells. */
export interface Edit {
  readonly owner?: string | null
  readonly risk?: Risk
  readonly description?: string
  readonly labels?: readonly string[]
}
