import { asId, type EntitlementId, type IdentityId, type Instant } from '@remit/kernel'
import type { DistinctSets } from '../derivation/distinct-sets.ts'
import { HoldersIndex } from '../derivation/holders-index.ts'
import {
  deriveEveryone,
  deriveHeld,
  gatherEveryone,
  type RuleMatches,
  rulesMatching,
  type Suspended,
  stateAt,
} from '../derivation/index.ts'
import type { IdentityFacts } from '../facts.ts'
import { entitlementId, type PolicySet } from '../policy/index.ts'
import { ANSWERS, type Decision, type Question } from './question.ts'
import { type Step, scheduleAhead } from './schedule.ts'
import { TextIndex } from './text-index.ts'

/** An identity as decisions know it. */
export interface Subject {
  /** What people call it: unique, like the id. Where a name looks like somebody's id, the id wins. */
  readonly name: string
  readonly facts: IdentityFacts
  readonly suspended?: Suspended
}

/** What snapshots are built from. `matches` are the rules matched against the subjects, in their order, at `now`. */
export interface SnapshotSource {
  readonly subjects: readonly Subject[]
  readonly matches: RuleMatches
  readonly policies: PolicySet
  readonly now: Instant
  readonly revision: number
}

/** In place of a set: a part of the future that was not worked out. */
const NOT_KNOWN = 0xffff_ffff
/** The number of the set without members. */
const EMPTY = 0

/** What is to be looked at besides the set of an identity; 0 is nothing, as with most people. */
const ENDS = 1
const CHANGES = 2
const SUSPENDED = 4

/** So many replaced identities are looked at one by one in a search before the index of holders is made again. */
const REPLACED_AT_MOST = 4096

/**
 * Everything a decision needs, in memory: one number an identity, the different sets they stand for, and
 * what changes when. Time is compared at the read: what is held until T is denied from T on even if nobody
 * derived anything again. Asked about an instant before `asOf` it answers for `asOf`.
 *
 * Identities are replaced one by one; changed policies are another snapshot, built beside this one.
 */
export class Snapshot {
  readonly policies: PolicySet
  readonly asOf: Instant
  #revision: number
  readonly #sets: DistinctSets
  #size = 0
  readonly #ids = new TextIndex()
  readonly #names = new TextIndex()
  #setOf: Uint32Array
  #marks: Uint8Array
  #end: Float64Array
  readonly #changes = new Map<number, { readonly from: Float64Array; readonly sets: Uint32Array }>()
  readonly #suspended = new Map<number, ReadonlySet<number>>()
  #holders: HoldersIndex | null = null
  readonly #replaced = new Set<number>()

  constructor({ subjects, matches, policies, now, revision }: SnapshotSource) {
    this.policies = policies
    this.asOf = now
    this.#revision = revision
    const everyone = gatherEveryone(subjects.map(({ facts }) => facts))
    const derived = deriveEveryone(everyone, matches, policies, now)
    this.#sets = derived.sets
    this.#setOf = derived.setOf
    this.#marks = new Uint8Array(subjects.length)
    this.#end = new Float64Array(subjects.length)
    this.#size = subjects.length
    for (let ordinal = 0; ordinal < subjects.length; ordinal++) {
      const subject = subjects[ordinal]!
      this.#keepName(ordinal, subject)
      this.#keepWhatTimeChanges(ordinal, subject, now, matches.classes[matches.classOf[ordinal]!]!)
    }
  }

  /** Of the last change that went in. */
  get revision(): number {
    return this.#revision
  }

  get size(): number {
    return this.#size
  }

  evaluate({ identity, entitlement, now, atLeast }: Question): Decision {
    if (atLeast !== undefined && atLeast > this.#revision) return ANSWERS.stale
    const subject = this.ordinalOfIdentity(identity)
    if (subject === undefined) return ANSWERS['unknown-identity']
    const resource = this.ordinalOfEntitlement(entitlement)
    if (resource === undefined) return ANSWERS['unknown-entitlement']
    return this.evaluateOrdinals(subject, resource, now)
  }

  /** For who asks often about the same: both ordinals come from the two functions below. */
  evaluateOrdinals(identity: number, entitlement: number, now: Instant): Decision {
    const set = this.#setAt(identity, now)
    if (set === NOT_KNOWN) return ANSWERS.stale
    if (!this.#sets.has(set, entitlement)) return ANSWERS['not-held']
    const suspended = (this.#marks[identity]! & SUSPENDED) !== 0 && this.#suspended.get(identity)!.has(entitlement)
    return suspended ? ANSWERS.suspended : ANSWERS.held
  }

  ordinalOfIdentity(idOrName: string): number | undefined {
    return this.#ids.get(idOrName) ?? this.#names.get(idOrName)
  }

  ordinalOfEntitlement(idOrName: string): number | undefined {
    const { ordinals, ordinalsByName } = this.policies.entitlements
    return ordinals.get(idOrName as EntitlementId) ?? ordinalsByName.get(idOrName)
  }

  /** Puts one identity in, new or changed, as it is at `now`; `revision` is the change that made it so. */
  replaceIdentity(subject: Subject, now: Instant, revision: number): void {
    const { facts } = subject
    const ordinal = this.#ids.get(facts.id) ?? this.#addIdentity()
    const matching = rulesMatching(facts, this.policies, now)
    this.#keepName(ordinal, subject)
    this.#setOf[ordinal] = this.#sets.numberOf(deriveHeld(facts, this.policies, now, matching))
    this.#keepWhatTimeChanges(ordinal, subject, now, matching)
    this.#replaced.add(ordinal)
    this.#revision = Math.max(this.#revision, revision)
  }

  /** A change that concerns nobody here went in. */
  advance(revision: number): void {
    this.#revision = Math.max(this.#revision, revision)
  }

  /** Who may use this entitlement at `now`, in the order of the identities. */
  searchSubjects(entitlement: string, now: Instant): IdentityId[] {
    const resource = this.ordinalOfEntitlement(entitlement)
    if (resource === undefined) return []
    const may = (identity: number) => this.evaluateOrdinals(identity, resource, now).decision
    // Time and suspension only take away from what the index knows, but for those whose changes lie ahead.
    const apart = new Set([...this.#changes.keys(), ...this.#replaced])
    const indexed = this.#index()
      .holders(resource)
      .filter((identity) => !apart.has(identity) && (this.#marks[identity] === 0 || may(identity)))
    return [...indexed, ...[...apart].filter(may)]
      .sort((a, b) => a - b)
      .map((identity) => asId<IdentityId>(this.#ids.textOf(identity)!))
  }

  /** How many hold each entitlement at `now`, suspended or not, by ordinal. Sets are counted once for all who share them. */
  countHolders(now: Instant): Uint32Array {
    const sharing = new Map<number, number>()
    for (let identity = 0; identity < this.#size; identity++) {
      const set = this.#setAt(identity, now)
      if (set !== NOT_KNOWN) sharing.set(set, (sharing.get(set) ?? 0) + 1)
    }
    const counts = new Uint32Array(this.policies.entitlements.all.length)
    for (const [set, holders] of sharing)
      for (const entitlement of this.#sets.membersOf(set)) counts[entitlement]! += holders
    return counts
  }

  /** What this identity may use at `now`, in the order of the catalogue. */
  searchResources(identity: string, now: Instant): EntitlementId[] {
    const subject = this.ordinalOfIdentity(identity)
    if (subject === undefined) return []
    const set = this.#setAt(subject, now)
    if (set === NOT_KNOWN) return []
    const suspended = this.#suspended.get(subject)
    return [...this.#sets.membersOf(set)]
      .filter((entitlement) => suspended?.has(entitlement) !== true)
      .map((entitlement) => entitlementId(this.policies, entitlement))
  }

  /** What this identity may do with this entitlement at `now`. An entitlement is the smallest right: it is used or not. */
  searchActions(question: Question): readonly 'use'[] {
    return this.evaluate(question).decision ? ['use'] : []
  }

  #setAt(identity: number, now: Instant): number {
    const marks = this.#marks[identity]!
    if (marks === 0) return this.#setOf[identity]!
    if ((marks & ENDS) !== 0 && this.#end[identity]! <= now) return EMPTY
    if ((marks & CHANGES) === 0) return this.#setOf[identity]!
    const { from, sets } = this.#changes.get(identity)!
    let step = from.length - 1
    while (step >= 0 && now < from[step]!) step--
    return step < 0 ? this.#setOf[identity]! : sets[step]!
  }

  #addIdentity(): number {
    const ordinal = this.#size++
    if (ordinal < this.#setOf.length) return ordinal
    const size = Math.max(64, Math.ceil(ordinal * 1.25))
    this.#setOf = grown(this.#setOf, new Uint32Array(size))
    this.#marks = grown(this.#marks, new Uint8Array(size))
    this.#end = grown(this.#end, new Float64Array(size))
    return ordinal
  }

  #keepName(ordinal: number, { name, facts }: Subject): void {
    this.#ids.set(facts.id, ordinal)
    this.#names.set(name, ordinal)
  }

  #keepWhatTimeChanges(ordinal: number, subject: Subject, now: Instant, matching: Iterable<number>): void {
    const { facts, suspended } = subject
    let marks = 0
    this.#changes.delete(ordinal)
    this.#suspended.delete(ordinal)
    const state = facts.state === 'pre-hire' ? 'left' : stateAt(facts, now)
    if (state !== 'left') {
      if (facts.end !== null) {
        this.#end[ordinal] = facts.end
        marks |= ENDS
      }
      const steps = scheduleAhead(facts, this.policies, now, matching)
      if (steps.length > 0) {
        this.#changes.set(ordinal, this.#packed(steps))
        marks |= CHANGES
      }
      if (suspended && suspended.size > 0) {
        this.#suspended.set(ordinal, new Set(entitlementOrdinals(suspended, this.policies)))
        marks |= SUSPENDED
      }
    }
    this.#marks[ordinal] = marks
  }

  #packed(steps: readonly Step[]) {
    return {
      from: Float64Array.from(steps, (step) => step.from),
      sets: Uint32Array.from(steps, ({ held }) => (held === null ? NOT_KNOWN : this.#sets.numberOf(held))),
    }
  }

  #index(): HoldersIndex {
    if (this.#holders === null || this.#replaced.size > REPLACED_AT_MOST) {
      const inUse = this.#setOf.subarray(0, this.#size)
      this.#holders = new HoldersIndex(inUse, this.#sets, this.policies.entitlements.all.length)
      this.#replaced.clear()
    }
    return this.#holders
  }
}

const entitlementOrdinals = (ids: Iterable<EntitlementId>, policies: PolicySet): number[] =>
  [...ids].flatMap((id) => policies.entitlements.ordinals.get(id) ?? [])

function grown<Packed extends Uint32Array | Uint8Array | Float64Array>(from: Packed, to: Packed): Packed {
  to.set(from)
  return to
}
