import type { EffectLine } from '../ui/Impact.tsx'
import type { PlanEffect } from './contract.ts'

/** One line a person and reason, in the order given: five grants of one rule are one thing to understand. */
export function effectLines(effects: readonly PlanEffect[]): readonly EffectLine[] {
  const lines = new Map<string, EffectLine>()
  for (const { identity, entitlement, why } of effects) {
    const key = `${identity.id} ${why}`
    const before = lines.get(key)
    lines.set(key, {
      key,
      person: identity.displayName || identity.name,
      about: identity.name,
      what: [...(before?.what ?? []), entitlement.name],
      why,
      href: `/identities/${encodeURIComponent(identity.name)}`,
    })
  }
  return [...lines.values()]
}
