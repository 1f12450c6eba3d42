/** AuthZEN Authorization API 1.0: who, does what, to which. */
export interface Asked {
  readonly subject: { readonly type: string; readonly id: string }
  readonly action: { readonly name: string }
  readonly resource: { readonly type: string; readonly id: string }
  readonly context?: Readonly<Record<string, unknown>>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const MOST = 1000

function text(value: unknown, at: string): string | { problem: string } {
  if (typeof value !== 'string' || value === '') return { problem: `${at} must be a string that is not empty` }
  if (value.length > MOST) return { problem: `${at} may have at most ${MOST} characters` }
  return value
}

/**
 * Reads one question. Unknown members are ignored and `context` is never required (§5); a missing or wrong member is
 * a problem that names it.
 */
export function readQuestion(from: unknown): Asked | { readonly problem: string } {
  if (!isRecord(from)) return { problem: 'the body must be a JSON object' }
  const parts: string[] = []
  for (const [entity, members] of [
    ['subject', ['type', 'id']],
    ['action', ['name']],
    ['resource', ['type', 'id']],
  ] as const) {
    const value = from[entity]
    if (!isRecord(value)) return { problem: `${entity} must be an object` }
    for (const member of members) {
      const found = text(value[member], `${entity}.${member}`)
      if (typeof found !== 'string') return found
      parts.push(found)
    }
  }
  if (from.context !== undefined && !isRecord(from.context)) return { problem: 'context must be an object' }
  const [subjectType, subjectId, action, resourceType, resourceId] = parts as [string, string, string, string, string]
  return {
    subject: { type: subjectType, id: subjectId },
    action: { name: action },
    resource: { type: resourceType, id: resourceId },
    ...(isRecord(from.context) ? { context: from.context } : {}),
  }
}

export type Semantic = 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit'

export interface AskedMany {
  readonly items: readonly unknown[]
  readonly semantic: Semantic
}

export const MOST_EVALUATIONS = 1000

/** A batch (§6.2): an item's member replaces the whole default entity; no items, or none given, is a single question. */
export function readBatch(from: unknown): AskedMany | 'single' | { readonly problem: string } {
  if (!isRecord(from)) return { problem: 'the body must be a JSON object' }
  const { evaluations, options, ...defaults } = from
  if (evaluations === undefined || (Array.isArray(evaluations) && evaluations.length === 0)) return 'single'
  if (!Array.isArray(evaluations)) return { problem: 'evaluations must be an array' }
  if (evaluations.length > MOST_EVALUATIONS)
    return { problem: `evaluations may have at most ${MOST_EVALUATIONS} items` }
  const semantic = (isRecord(options) ? options.evaluations_semantic : undefined) ?? 'execute_all'
  if (semantic !== 'execute_all' && semantic !== 'deny_on_first_deny' && semantic !== 'permit_on_first_permit')
    return { problem: 'options.evaluations_semantic must be execute_all, deny_on_first_deny or permit_on_first_permit' }
  return { items: evaluations.map((item) => (isRecord(item) ? { ...defaults, ...item } : item)), semantic }
}
