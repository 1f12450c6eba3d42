import { deriveHeld, type PolicySet } from '@remit/engine'
import { seeded } from './random.ts'
import { NOW, type Person } from './workload.ts'

/** May this person use this entitlement, by place in the catalogue? */
export interface Question {
  readonly person: Person
  readonly entitlement: number
  readonly held: boolean
}

/** Half of them about something held. The reference says what is right: one person derived at a time, by walking. */
export function questionsAbout(people: readonly Person[], policies: PolicySet, count: number): readonly Question[] {
  const pick = seeded(5)
  const known = new Map<Person, Uint32Array>()
  return Array.from({ length: count }, (_, n) => {
    const person = people[pick(people.length)]!
    let held = known.get(person)
    if (held === undefined) {
      held = deriveHeld(person, policies, NOW)
      known.set(person, held)
    }
    const entitlement =
      n % 2 === 0 && held.length > 0 ? held[pick(held.length)]! : pick(policies.entitlements.all.length)
    return { person, entitlement, held: held.includes(entitlement) }
  })
}

/** So many of them, evenly from first to last. */
export function thinned<Item>(items: readonly Item[], count: number): readonly Item[] {
  const step = Math.max(1, items.length / count)
  return Array.from({ length: Math.min(count, items.length) }, (_, n) => items[Math.floor(n * step)]!)
}
