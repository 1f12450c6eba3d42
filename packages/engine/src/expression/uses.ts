import { type CheckedExpression, partsOf, type Term } from './term.ts'

/** What an answer depends on. */
export interface Uses {
  /** Names on `identity`, attributes and built-ins alike, sorted. */
  readonly attributes: readonly string[]
  readonly devices: boolean
  readonly now: boolean
}

export function uses(checked: CheckedExpression): Uses {
  return usesOf(checked.root)
}

export function usesOf(term: Term): Uses {
  const attributes = new Set<string>()
  const variables = new Set<string>()
  const visit = (part: Term): void => {
    if (part.is === 'field' && part.of === null) variables.add(part.field.name)
    if ((part.is === 'field' || part.is === 'has') && part.of !== null && isIdentity(part.of))
      attributes.add(part.field.name)
    for (const inner of partsOf(part)) visit(inner)
  }
  visit(term)
  return { attributes: [...attributes].sort(), devices: variables.has('devices'), now: variables.has('now') }
}

const isIdentity = (term: Term): boolean => term.is === 'field' && term.of === null && term.field.name === 'identity'
