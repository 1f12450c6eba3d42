/**
 * One identity derived again (goals 9 and 20): what it takes in memory, and what it takes when it is durable, as one
 * transaction that writes the fact, the memberships and the ledger and then puts the new grants before decisions.
 */

import {
  buildPopulation,
  deriveGrants,
  deriveHeld,
  type IdentityFacts,
  matchRules,
  referenceEvaluate,
  ruleEnvironment,
  Snapshot,
} from '@remit/engine'
import { type AssignmentId, accept, asId } from '@remit/kernel'
import type { World } from '@remit/server/features/decisions/index'
import { recompute } from '@remit/server/features/grants/index'
import { saveClaims } from '@remit/server/features/identities/index'
import { readArguments } from './harness/arguments.ts'
import { sinceCpu } from './harness/cpu.ts'
import { type House, inHouse } from './harness/house.ts'
import { seeded } from './harness/random.ts'
import { between, brief, report } from './harness/report.ts'
import { inTurns, quantile, spreadOf } from './harness/rounds.ts'
import { SOURCE, saidOf, seed } from './harness/seed.ts'
import { type Extent, NOW, type Organisation, organisation, type Person, SIZES, type Size } from './harness/workload.ts'

const ASSIGNMENTS = 200

/** Somebody with far more than anybody has: 200 assignments under 500 rules, every reason told. */
function measureHeavyIdentity(rounds: number): void {
  const extent: Extent = { ...SIZES.M, identities: 1 }
  const { policies, facts, people } = organisation(extent)
  const [person] = [...people()]
  const heavy: IdentityFacts = {
    ...person!,
    assignments: Array.from({ length: ASSIGNMENTS }, (_, n) => ({
      id: asId<AssignmentId>(`assignment-${n}`),
      gives: n % 2 === 0 ? { role: facts.roles[n]!.id } : { entitlement: facts.entitlements[n]!.id },
      validity: { from: null, until: null },
      origin: 'direct:bench',
    })),
  }
  const taken: number[] = []
  for (let turn = 0; turn < rounds * 20; turn++) {
    const began = performance.now()
    deriveGrants(heavy, policies, NOW)
    taken.push(performance.now() - began)
  }
  // The plain way to know which rules hold: ask an interpreter of CEL for each, one after the other.
  const environment = ruleEnvironment(facts.attributes)
  const asked: number[] = []
  for (let turn = 0; turn < rounds; turn++) {
    const began = performance.now()
    for (const { when } of facts.rules) referenceEvaluate(when, environment, heavy, NOW)
    asked.push(performance.now() - began)
  }
  const { median, ...rest } = spreadOf(taken.slice(rounds))
  const plain = spreadOf(asked)
  report({
    name: 'derive-one',
    value: median,
    unit: 'ms',
    versus: 'its rules alone, each asked of @bufbuild/cel',
    ratio: plain.median / median,
    n: 1,
    note: `the interpreter ${between(plain)} ms; ${ASSIGNMENTS} assignments × ${extent.rules} rules, ${deriveGrants(heavy, policies, NOW).length} grants with reasons; ${between({ median, ...rest })}`,
  })
}

/** A mover in the snapshot that decisions are answered from: rules matched, set derived, found and put in place. */
function measureInMemory(size: Size): void {
  const { attributes, policies, people } = organisation(SIZES[size])
  const everybody = [...people()]
  const matches = matchRules(buildPopulation(attributes, everybody), policies, NOW)
  const subjects = everybody.map((person) => ({ name: person.name, facts: person }))
  const snapshot = new Snapshot({ subjects, matches, policies, now: NOW, revision: 0 })
  const pick = seeded(7)
  const movers = Array.from({ length: 10_000 }, () => moved(everybody[pick(everybody.length)]!, pick(1000), size))
  const taken = Float64Array.from(movers, (person, revision) => {
    const began = performance.now()
    snapshot.replaceIdentity({ name: person.name, facts: person }, NOW, revision)
    return (performance.now() - began) * 1000
  }).sort()
  report({
    name: `mover-in-memory.${size}`,
    value: quantile(taken, 0.5),
    unit: 'µs p50',
    n: everybody.length,
    note: `p99 ${brief(quantile(taken, 0.99))} µs over ${movers.length} movers`,
  })
}

function moved(person: Person, number: number, size: Size): Person {
  const departments = Math.round(SIZES[size].rules / 20)
  return { ...person, attributes: { ...person.attributes, department: `d${number % departments}` } }
}

const AT_ONCE = ['1', '500'] as const

async function measureDurable(size: Size, rounds: number): Promise<void> {
  const made = organisation(SIZES[size])
  await inHouse(async (house) => {
    await seed(house.platform, made)
    const remit = await house.compose()
    await remit.world.start()
    const everybody = [...made.people()]
    const movers = everybody.slice(0, 3_000)
    await deriveFirst(house, movers)
    const pick = seeded(8)
    let number = 0
    const latest = new Map<string, Person>()
    const next = (count: number): readonly Person[] =>
      Array.from({ length: count }, () => {
        const person = moved(movers[number++ % movers.length]!, pick(1000), size)
        latest.set(person.name, person)
        return person
      })
    const walls = { '1': [] as number[], '500': [] as number[] }
    const shares: number[] = []
    const turn = (count: (typeof AT_ONCE)[number], turns: number) => async () => {
      const [database, own] = [house.databaseCpu(), process.cpuUsage()]
      for (let each = 0; each < turns; each++) {
        const began = performance.now()
        await move(house, next(Number(count)))
        walls[count].push(performance.now() - began)
      }
      const ours = sinceCpu(own)
      const all = ours + house.databaseCpu() - database
      shares.push(ours / all)
      return (Number(count) * turns * 1000) / all
    }
    const taken = await inTurns(rounds, { '1': turn('1', 100), '500': turn('500', 2) })
    check(remit.world, latest, made)
    for (const count of AT_ONCE) {
      const sorted = walls[count].sort((a, b) => a - b)
      report({
        name: `mover-durable.${size}`,
        value: taken[count].median,
        unit: 'movers/cpu-s',
        n: made.extent.identities,
        note: `${count} a transaction, Remit and PostgreSQL together; ${between(taken[count])}; committed and decided by after ${brief(quantile(sorted, 0.5))} ms p50, ${brief(quantile(sorted, 0.99))} ms p99`,
      })
    }
    report({
      name: `mover-durable.${size}.share-of-remit`,
      value: spreadOf(shares).median,
      unit: 'of the cpu',
      n: made.extent.identities,
      note: 'the rest is the database',
    })
    await remit.world.stop()
    await remit.http.close()
  })
}

/** Decisions are those of the last move of each. */
function check(world: World, latest: ReadonlyMap<string, Person>, { policies }: Organisation): void {
  for (const person of latest.values()) {
    const held = deriveHeld({ ...person, assignments: [] }, policies, NOW)
    for (const entitlement of held) {
      const { name } = policies.entitlements.all[entitlement]!
      if (world.evaluate(person.name, name)?.decision !== true) throw new Error(`${person.name} may not use ${name}`)
    }
  }
}

/** So that what is measured is a change and not the first derivation. */
async function deriveFirst({ platform }: House, people: readonly Person[]): Promise<void> {
  for (let from = 0; from < people.length; from += 500)
    await platform.perform({ kind: 'system', name: 'bench' }, async (work) => {
      await recompute(
        work,
        people.slice(from, from + 500).map(({ id }) => id),
        null,
      )
      return accept()
    })
}

const move = ({ platform }: House, people: readonly Person[]) =>
  platform.perform({ kind: 'source', name: SOURCE }, async (work) => {
    await saveClaims(
      work,
      people.map((person) => ({ identity: person.id, source: SOURCE, rank: 10, said: saidOf(person) })),
    )
    return accept()
  })

const { sizes, rounds } = readArguments({ sizes: ['M'], rounds: 5 })
measureHeavyIdentity(rounds)
for (const size of sizes) {
  measureInMemory(size)
  await measureDurable(size, rounds)
}
