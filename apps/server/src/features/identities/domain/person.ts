import { type Attributes, type IdentityType, isZone, type LifecycleState, lifecycleState } from '@remit/engine'
import { type IdentityId, type Instant, parseInstant, toIso } from '@remit/kernel'
import type { Said, StandingClaim, Status } from './claim.ts'
import { beginningOfDay, endingOfDay } from './day-bounds.ts'

/** An identity as all its sources together have it: a person, or a service or agent with a person who answers for it. */
export interface Person {
  readonly type: IdentityType
  readonly displayName: string
  readonly email: string | null
  readonly status: Status
  readonly zone: string
  /** First instant that counts; `null`: since ever. */
  readonly starts: Instant | null
  /** First instant that counts no more; `null`: open. */
  readonly ends: Instant | null
  readonly manager: IdentityId | null
  readonly owner: IdentityId | null
  readonly attributes: Attributes
}

/** Where a value comes from, and since when that source says it. */
export interface Origin {
  readonly source: string
  readonly observedAt: string
}

export interface Merged {
  readonly person: Person
  /** By field, and by attribute name. */
  readonly origins: Readonly<Record<string, Origin>>
}

const NOBODY: Person = {
  type: 'employee',
  displayName: '(no name)',
  email: null,
  status: 'active',
  zone: 'UTC',
  starts: null,
  ends: null,
  manager: null,
  owner: null,
  attributes: {},
}

/**
 * Field by field the word of the source with the smallest rank that says anything; equal ranks go by name, so that the
 * order in which sources were read never shows. Nobody left to say anything: the identity stands as it was, and has left.
 */
export function mergeClaims(claims: readonly StandingClaim[], before: Merged | null): Merged {
  if (claims.length === 0)
    return { person: { ...(before?.person ?? NOBODY), status: 'left' }, origins: before?.origins ?? {} }
  const ranked = [...claims].sort((a, b) => a.rank - b.rank || (a.source < b.source ? -1 : 1))
  const origins = new Map<string, Origin>()
  const winning = <Value>(field: string, read: (said: Said) => Value | undefined): Value | undefined => {
    for (const claim of ranked) {
      const value = read(claim.said)
      if (value === undefined) continue
      origins.set(field, { source: claim.source, observedAt: toIso(claim.at) })
      return value
    }
    return undefined
  }

  const zone = winning('zone', (said) => said.zone) ?? NOBODY.zone
  const starts = beginningOf(
    winning('starts', (said) => said.starts),
    zone,
  )
  const ends = endOf(
    winning('ends', (said) => said.ends),
    zone,
  )
  const names = new Set(ranked.flatMap((claim) => Object.keys(claim.said.attributes ?? {})))
  const attributes = Object.fromEntries(
    [...names].sort().map((name) => [name, winning(name, (said) => said.attributes?.[name])!]),
  )
  const email = winning('email', (said) => said.email) ?? null
  const person: Person = {
    type: winning('type', (said) => said.type) ?? NOBODY.type,
    displayName: winning('displayName', (said) => said.displayName) ?? email ?? NOBODY.displayName,
    email,
    status: winning('status', (said) => said.status) ?? NOBODY.status,
    zone,
    starts,
    // Two sources may contradict each other: nobody ends before having begun.
    ends: ends !== null && starts !== null && ends < starts ? starts : ends,
    manager: winning('manager', (said) => said.manager) ?? null,
    owner: winning('owner', (said) => said.owner) ?? null,
    attributes,
  }
  return { person, origins: keepingSince(before, person, origins) }
}

/** A source that says again what it said before has said it since then. */
function keepingSince(
  before: Merged | null,
  person: Person,
  origins: ReadonlyMap<string, Origin>,
): Record<string, Origin> {
  return Object.fromEntries(
    [...origins].map(([field, origin]) => {
      const since = before?.origins[field]
      const same = since?.source === origin.source && sameValue(fieldOf(before!.person, field), fieldOf(person, field))
      return [field, same ? since : origin]
    }),
  )
}

const FIELDS = new Set<string>(Object.keys(NOBODY).filter((field) => field !== 'attributes'))

export const fieldOf = (person: Person, field: string): unknown =>
  FIELDS.has(field) ? person[field as keyof Person] : person.attributes[field]

export const sameValue = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((each, n) => each === other[n]))

/** The fields and attributes in which two states of an identity differ, fields first. */
export function differences(before: Person, after: Person): readonly string[] {
  const names = new Set([...FIELDS, ...Object.keys(before.attributes), ...Object.keys(after.attributes)])
  return [...names].filter((name) => !sameValue(fieldOf(before, name), fieldOf(after, name)))
}

export const stateOf = (person: Pick<Person, 'status' | 'starts' | 'ends'>, now: Instant): LifecycleState =>
  lifecycleState(
    { start: person.starts, end: person.ends, status: person.status === 'left' ? 'inactive' : person.status },
    now,
  )

const isDay = (text: string): boolean => text.length === 10

/** What is wrong with a date or zone, in words; `null`: nothing. Asked at the edge, so that merging never meets a wrong one. */
export function wrongInTime(said: Pick<Said, 'zone' | 'starts' | 'ends'>): string | null {
  if (said.zone !== undefined && !isZone(said.zone)) return `"${said.zone}" is no time zone; one is Europe/Berlin`
  for (const field of ['starts', 'ends'] as const) {
    const text = said[field]
    if (text !== undefined && parseInstant(text) === null) return `"${text}" is no date; one is 2026-03-31`
  }
  const [starts, ends] = [beginningOf(said.starts, said.zone ?? 'UTC'), endOf(said.ends, said.zone ?? 'UTC')]
  return starts !== null && ends !== null && ends < starts
    ? `it ends (${said.ends}) before it begins (${said.starts})`
    : null
}

/** The state that one source alone gives somebody. */
export const stateAsSaid = (said: Pick<Said, 'status' | 'zone' | 'starts' | 'ends'>, now: Instant): LifecycleState =>
  stateOf(
    {
      status: said.status ?? NOBODY.status,
      starts: beginningOf(said.starts, said.zone ?? NOBODY.zone),
      ends: endOf(said.ends, said.zone ?? NOBODY.zone),
    },
    now,
  )

export function beginningOf(text: string | undefined, zone: string): Instant | null {
  if (text === undefined) return null
  return isDay(text) ? beginningOfDay(text, zone) : parseInstant(text)
}

function endOf(text: string | undefined, zone: string): Instant | null {
  if (text === undefined) return null
  return isDay(text) ? endingOfDay(text, zone) : parseInstant(text)
}
