/**
 * From facts to the first decision (goal 16). From the database, as a server starts; and from facts that are in memory
 * already, which is what a change of policies costs while the server runs. A million is measured from memory alone.
 */

import { buildPopulation, deriveHeld, matchRules, type PolicySet, Snapshot } from '@remit/engine'
import { World } from '@remit/server/features/decisions/index'
import { readArguments } from './harness/arguments.ts'
import { sinceCpu } from './harness/cpu.ts'
import { inHouse } from './harness/house.ts'
import { questionsAbout } from './harness/questions.ts'
import { between, report } from './harness/report.ts'
import { spreadOf } from './harness/rounds.ts'
import { seed } from './harness/seed.ts'
import { type Extent, NOW, type Organisation, organisation, type Person, SIZES } from './harness/workload.ts'

const EXTENTS: readonly Extent[] = [{ ...SIZES.M, identities: 10_000 }, SIZES.M, SIZES.L]
const MOST_FROM_DATABASE = 100_000
/** Beyond this the loop takes minutes and gigabytes. */
const MOST_PLAINLY = 100_000

interface Taken {
  readonly wall: number
  readonly cpu: number
}

async function taken(deed: () => Promise<void> | void): Promise<Taken> {
  globalThis.gc?.()
  const [began, before] = [performance.now(), process.cpuUsage()]
  await deed()
  return { wall: performance.now() - began, cpu: sinceCpu(before) }
}

function tell(name: string, all: readonly Taken[], n: number, note: string, plain?: readonly Taken[]): void {
  const wall = spreadOf(all.map((one) => one.wall))
  const cpu = spreadOf(all.map((one) => one.cpu))
  const beside = plain && spreadOf(plain.map((one) => one.cpu))
  report({
    name,
    value: cpu.median,
    unit: 'cpu-ms',
    ...(beside
      ? { versus: 'a loop over persons into Map<string, Set<string>>', ratio: beside.median / cpu.median }
      : {}),
    n,
    note: `${between(cpu)}; wall ${between(wall)} ms; ${beside ? `the loop ${between(beside)}; ` : ''}${note}`,
  })
}

/** The plain way: everybody derived one by one, a set of names each. @returns whether the question holds. */
function plainly(people: readonly Person[], policies: PolicySet, who: string, what: string): boolean {
  const held = new Map<string, Set<string>>()
  for (const person of people) {
    const names = new Set<string>()
    for (const ordinal of deriveHeld(person, policies, NOW)) names.add(policies.entitlements.all[ordinal]!.name)
    held.set(person.name, names)
  }
  return held.get(who)?.has(what) ?? false
}

async function fromMemory(made: Organisation, rounds: number): Promise<void> {
  const { attributes, policies } = made
  const people = [...made.people()]
  const [question] = questionsAbout(people, policies, 1)
  const { name } = policies.entitlements.all[question!.entitlement]!
  const all: Taken[] = []
  const plain: Taken[] = []
  for (let round = -1; round < rounds; round++) {
    const one = await taken(() => {
      const matches = matchRules(buildPopulation(attributes, people), policies, NOW)
      const subjects = people.map((person) => ({ name: person.name, facts: person }))
      const snapshot = new Snapshot({ subjects, matches, policies, now: NOW, revision: 1 })
      const { decision } = snapshot.evaluate({ identity: question!.person.name, entitlement: name, now: NOW })
      if (decision !== question!.held) throw new Error('the first decision is wrong')
    })
    if (round >= 0) all.push(one)
    if (people.length > MOST_PLAINLY) continue
    const other = await taken(() => {
      if (plainly(people, policies, question!.person.name, name) !== question!.held)
        throw new Error('the plain way answers otherwise')
    })
    if (round >= 0) plain.push(other)
  }
  tell(
    'snapshot-load.memory',
    all,
    people.length,
    `${policies.rules.all.length} rules; population, matching, sets, names`,
    plain.length > 0 ? plain : undefined,
  )
}

async function fromDatabase(made: Organisation, rounds: number): Promise<void> {
  const people = [...made.people()].filter(({ assignments }) => assignments.length === 0)
  const [question] = questionsAbout(people, made.policies, 1)
  const { name } = made.policies.entitlements.all[question!.entitlement]!
  await inHouse(async ({ platform }) => {
    await seed(platform, made)
    const all: Taken[] = []
    for (let round = -1; round < rounds; round++) {
      const world = new World(platform)
      const one = await taken(async () => {
        await world.start()
        if (world.evaluate(question!.person.name, name)?.decision !== question!.held)
          throw new Error('the first decision is wrong')
      })
      await world.stop()
      if (round >= 0) all.push(one)
    }
    tell('snapshot-load.database', all, made.extent.identities, 'every fact read from PostgreSQL, then as from memory')
  })
}

const { rounds } = readArguments({ sizes: ['L'], rounds: 5 })
for (const extent of EXTENTS) {
  const made = organisation(extent)
  if (extent.identities <= MOST_FROM_DATABASE) await fromDatabase(made, rounds)
  await fromMemory(made, extent.identities > MOST_FROM_DATABASE ? Math.min(rounds, 3) : rounds)
}
