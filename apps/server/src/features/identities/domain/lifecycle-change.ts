import { type Instant, toIso } from '@remit/kernel'
import { differences, fieldOf, type Person, stateOf } from './person.ts'

export type LifecycleChange = 'joined' | 'moved' | 'left' | 'returned' | 'changed'

export interface Happened {
  readonly as: LifecycleChange
  /** Only the fields that differ. Identities are named, instants are ISO 8601. */
  readonly before: Readonly<Record<string, Shown>>
  readonly after: Readonly<Record<string, Shown>>
}
export type Shown = string | number | boolean | null | readonly string[]

/** What makes a mover: where in the organisation somebody is, not how they are spelled. */
const PLACE = new Set(['department', 'title', 'location', 'costCenter', 'manager', 'owner', 'type'])

/** @param called the name of an identity that a manager or owner refers to. */
export function whatHappened(
  before: Person | null,
  after: Person,
  now: Instant,
  called: (id: string) => string,
): Happened | null {
  const changed = before === null ? Object.keys(SHOWN_OF_NEW(after)) : differences(before, after)
  if (before !== null && changed.length === 0) return null
  const show = (person: Person) =>
    Object.fromEntries(changed.map((field) => [field, shown(field, fieldOf(person, field), called)]))
  return { as: nature(before, after, changed, now), before: before === null ? {} : show(before), after: show(after) }
}

/** Of somebody new, only what is said at all. */
const SHOWN_OF_NEW = (person: Person): Readonly<Record<string, unknown>> => {
  const { attributes, ...fields } = person
  return Object.fromEntries(Object.entries({ ...fields, ...attributes }).filter(([, value]) => value !== null))
}

function nature(before: Person | null, after: Person, changed: readonly string[], now: Instant): LifecycleChange {
  if (before === null) return 'joined'
  const [was, is] = [stateOf(before, now), stateOf(after, now)]
  if (is === 'left' && was !== 'left') return 'left'
  if (was === 'left' && is !== 'left') return 'returned'
  return changed.some((field) => PLACE.has(field)) ? 'moved' : 'changed'
}

function shown(field: string, value: unknown, called: (id: string) => string): Shown {
  if (value === undefined || value === null) return null
  if (field === 'manager' || field === 'owner') return called(String(value))
  if (field === 'starts' || field === 'ends') return toIso(value as Instant)
  return value as Shown
}

const WORD: Readonly<Record<LifecycleChange, string>> = {
  joined: 'joined',
  moved: 'moved',
  left: 'left',
  returned: 'came back',
  changed: 'was changed',
}

/** Readable alone: `Ada Lovelace moved (hr): department Finance → Sales.` */
export function sentenceOf(displayName: string, source: string, happened: Happened): string {
  const changes =
    happened.as === 'joined'
      ? []
      : Object.keys(happened.after)
          .slice(0, 5)
          .map((field) => `${field} ${text(happened.before[field])} → ${text(happened.after[field])}`)
  return `${displayName} ${WORD[happened.as]} (${source})${changes.length > 0 ? `: ${changes.join(', ')}` : ''}.`
}

const text = (value: Shown | undefined): string =>
  value === null || value === undefined ? 'none' : Array.isArray(value) ? value.join(', ') : String(value)
