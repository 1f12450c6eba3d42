import {
  admit,
  buildPopulation,
  checkExpression,
  type Decision,
  gatherEveryone,
  type Impact,
  matchEveryone,
  type PolicySet,
  type Population,
  parseExpression,
  replace,
  Snapshot,
  simulate,
} from '@remit/engine'
import type { EntitlementId, IdentityId } from '@remit/kernel'
import type { Platform } from '../../platform/platform.ts'
import { Pulse } from '../../platform/pulse.ts'
import { allFacts, factsOf, type NamedFacts } from '../grants/index.ts'
import { policiesInForce } from '../policies/index.ts'
import { followFrom, readHorizon, readLevels } from './store.ts'

/** Answers get no older than this; beyond it every question is denied as stale. */
const OLDEST_ANSWER = 5_000

interface Loaded {
  readonly policies: PolicySet
  readonly facts: NamedFacts[]
  readonly ordinals: Map<IdentityId, number>
  readonly population: Population
  readonly snapshot: Snapshot
  readonly levels: ReadonlyMap<string, string>
}

/**
 * What this process knows of everybody, in memory: decisions are answered from it and changes are tried on it. Built
 * from what is stored, then kept in step with what is committed. Its position lives in the process: after a restart
 * it is built again.
 */
export class World {
  readonly #platform: Platform
  readonly #pulse: Pulse
  #loaded: Loaded | null = null
  #horizon = 0n
  /** Commits that were taken in while a slower transaction still keeps the horizon below them. */
  readonly #seen = new Set<bigint>()
  #followedAt = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(platform: Platform) {
    this.#platform = platform
    this.#pulse = new Pulse('world', 100, () => this.#alone(async () => this.#follow()).then(() => false), platform.log)
  }

  async start(): Promise<void> {
    await this.#alone(() => this.#load())
    this.#pulse.start()
  }

  async stop(): Promise<void> {
    await this.#pulse.stop()
  }

  get isReady(): boolean {
    return this.#loaded !== null
  }

  /** The snapshot to answer from; `null` when nothing may be answered: not loaded, or cut off for too long. */
  get snapshot(): Snapshot | null {
    if (!this.#loaded || performance.now() - this.#followedAt > OLDEST_ANSWER) return null
    return this.#loaded.snapshot
  }

  get levels(): ReadonlyMap<string, string> {
    return this.#loaded?.levels ?? new Map()
  }

  /** @throws before `start`: nobody may try a change on a world that is not there. */
  get #present(): Loaded {
    if (!this.#loaded) throw new Error('the world is not loaded')
    return this.#loaded
  }

  get size(): number {
    return this.#present.facts.length
  }

  factsOf(ordinal: number): NamedFacts {
    return this.#present.facts[ordinal]!
  }

  findFacts(id: IdentityId): NamedFacts | null {
    const ordinal = this.#present.ordinals.get(id)
    return ordinal === undefined ? null : this.#present.facts[ordinal]!
  }

  nameOfEntitlement(id: EntitlementId): { readonly id: EntitlementId; readonly name: string } {
    const ordinal = this.policies.entitlements.ordinals.get(id)
    return { id, name: ordinal === undefined ? id : this.policies.entitlements.all[ordinal]!.name }
  }

  get policies(): PolicySet {
    return this.#present.policies
  }

  evaluate(identity: string, entitlement: string): Decision | null {
    return this.snapshot?.evaluate({ identity, entitlement, now: this.#platform.clock.now() }) ?? null
  }

  /** Waits a moment until a commit, and all that was committed before it, is known here. @returns whether it is. */
  async has(transaction: bigint, patience = 1_000): Promise<boolean> {
    const until = performance.now() + patience
    for (;;) {
      if (transaction < this.#horizon || this.#seen.has(transaction)) return true
      if (performance.now() > until) return false
      this.#pulse.wake()
      await new Promise((resume) => setTimeout(resume, 10))
    }
  }

  /**
   * Takes a commit of this process in before it is answered, so that the next check here knows it: people it is about,
   * other policies, and whatever others committed before it.
   */
  async include(identities: readonly IdentityId[], transaction: bigint): Promise<void> {
    if (!this.#loaded) return
    await this.#alone(() => this.#follow(identities, transaction))
  }

  /** What other policies would do to everybody, as of now. Nothing is written. */
  simulate(after: PolicySet): Impact {
    const { facts, population, policies } = this.#present
    const now = this.#platform.clock.now()
    const rulesOf = (set: PolicySet) =>
      set.rules.all.map(({ program }, ordinal) => ({ ordinal, checked: program.checked }))
    const sameSchema = JSON.stringify(after.facts.attributes) === JSON.stringify(policies.facts.attributes)
    const beside = sameSchema ? population : buildPopulation(after.facts.attributes, facts)
    return simulate(
      gatherEveryone(facts),
      { policies, matches: matchEveryone(population, rulesOf(policies), now) },
      { policies: after, matches: matchEveryone(beside, rulesOf(after), now) },
      now,
    )
  }

  countActive(): number {
    let active = 0
    for (const one of this.#present.facts) if (one.state === 'active') active++
    return active
  }

  /** How many grants there are, by name of the application. */
  grantsByApplication(): ReadonlyMap<string, number> {
    const { snapshot, policies } = this.#present
    const holders = snapshot.countHolders(this.#platform.clock.now())
    const counts = new Map<string, number>()
    policies.entitlements.all.forEach(({ name }, ordinal) => {
      const application = name.slice(0, name.indexOf('/'))
      counts.set(application, (counts.get(application) ?? 0) + holders[ordinal]!)
    })
    return counts
  }

  /** How many identities a condition matches now; none if it is no condition. */
  count(condition: string): number {
    const { population } = this.#present
    const parsed = parseExpression(condition)
    const checked = parsed.ok ? checkExpression(parsed.value, population.environment) : parsed
    if (!checked.ok) return 0
    const { classOf, classes } = matchEveryone(
      population,
      [{ ordinal: 0, checked: checked.value }],
      this.#platform.clock.now(),
    )
    let count = 0
    for (const one of classOf) if (classes[one]!.length > 0) count++
    return count
  }

  /** One change of this memory at a time: a rebuild and a refresh must not cross. */
  #alone<Value>(deed: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(deed, deed)
    this.#turn = mine.catch(() => {})
    return mine
  }

  async #load(): Promise<void> {
    const { database, clock } = this.#platform
    // The horizon is read first: what commits while we read is read again, never missed.
    const horizon = await readHorizon(database)
    const policies = await policiesInForce(database)
    const facts: NamedFacts[] = []
    for await (const page of allFacts(database, clock.now())) for (const one of page) facts.push(one)
    this.#loaded = { ...this.#build(policies, facts), levels: await readLevels(database) }
    this.#horizon = horizon
    this.#followedAt = performance.now()
  }

  #build(policies: PolicySet, facts: NamedFacts[]): Omit<Loaded, 'levels'> {
    const now = this.#platform.clock.now()
    const population = buildPopulation(policies.facts.attributes, facts)
    const matches = matchEveryone(
      population,
      policies.rules.all.map(({ program }, ordinal) => ({ ordinal, checked: program.checked })),
      now,
    )
    const snapshot = new Snapshot({
      subjects: facts.map((one) => ({ name: one.name, facts: one })),
      matches,
      policies,
      now,
      revision: 0,
    })
    return { policies, facts, ordinals: new Map(facts.map((one, ordinal) => [one.id, ordinal])), population, snapshot }
  }

  async #rebuild(): Promise<void> {
    const { database } = this.#platform
    this.#loaded = {
      ...this.#build(await policiesInForce(database), this.#present.facts),
      levels: await readLevels(database),
    }
  }

  async #refresh(identities: readonly IdentityId[]): Promise<void> {
    if (identities.length === 0) return
    const { facts, ordinals, population, snapshot } = this.#present
    const now = this.#platform.clock.now()
    const fresh = await factsOf(this.#platform.database, identities, now)
    for (const one of fresh.values()) {
      const known = ordinals.get(one.id)
      if (known === undefined) {
        ordinals.set(one.id, admit(population, one))
        facts.push(one)
      } else {
        replace(population, known, one)
        facts[known] = one
      }
      snapshot.replaceIdentity({ name: one.name, facts: one }, now, 0)
    }
  }

  async #follow(also: readonly IdentityId[] = [], transaction: bigint | null = null): Promise<void> {
    const { horizon, epoch, identities, transactions } = await followFrom(
      this.#platform.database,
      this.#horizon,
      this.#seen,
    )
    await this.#refresh([...new Set([...identities, ...also])])
    // Decisions derive from other policies from now on, whatever still follows in chunks.
    if (epoch !== this.#present.policies.epoch) await this.#rebuild()
    for (const one of transaction === null ? transactions : [...transactions, transaction]) this.#seen.add(one)
    for (const one of this.#seen) if (one < horizon) this.#seen.delete(one)
    this.#horizon = horizon
    this.#followedAt = performance.now()
  }
}
