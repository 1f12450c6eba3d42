/**
 * May this identity use this entitlement, asked within the process (goals 4, 5 and 14). Names in, boolean out. Peers
 * that would not fit or finish with everybody are given fewer people, which favours them: everything they touch stays
 * in the cache.
 */

import { buildPopulation, matchRules, Snapshot } from '@remit/engine'
import { readArguments } from './harness/arguments.ts'
import { cpuOf } from './harness/cpu.ts'
import { type Ask, casbin, casl, cedarWasm, emptyCedarCall, plainSets } from './harness/libraries.ts'
import { type Question, questionsAbout, thinned } from './harness/questions.ts'
import { between, report } from './harness/report.ts'
import { inTurns, quantile, type Turn } from './harness/rounds.ts'
import { NOW, type Organisation, organisation, type Person, SIZES, type Size } from './harness/workload.ts'

const QUESTIONS = 100_000
/** People that each library is told of, and questions it is asked in a turn. */
const FEWER = {
  casl: { people: 2_000, questions: 20_000 },
  casbin: { people: 200, questions: 100 },
  'cedar-wasm': { people: 2_000, questions: 1_000 },
  'cedar-wasm, empty call': { people: 2_000, questions: 10_000 },
} as const

interface Asked {
  readonly ask: Ask
  readonly questions: readonly Question[]
  readonly names: readonly (readonly [string, string])[]
}

async function measure(size: Size, rounds: number): Promise<void> {
  const made = organisation(SIZES[size])
  const people = [...made.people()]
  const { snapshot, bytes } = builtFrom(made, people)
  const questions = questionsAbout(people, made.policies, QUESTIONS)
  const everybody = (ask: Ask): Asked => asked(ask, questions, made)
  const few = (of: keyof typeof FEWER): { people: readonly Person[]; questions: readonly Question[] } => {
    const chosen = thinned(people, FEWER[of].people)
    return { people: chosen, questions: questionsAbout(chosen, made.policies, FEWER[of].questions) }
  }
  const [forCasl, forCasbin, forCedar, forNothing] = [
    few('casl'),
    few('casbin'),
    few('cedar-wasm'),
    few('cedar-wasm, empty call'),
  ]
  const contenders: Record<string, Asked> = {
    remit: everybody((identity, entitlement) => snapshot.evaluate({ identity, entitlement, now: NOW }).decision),
    'Map<string, Set<string>>': everybody(plainSets(people, made.policies)),
    casl: asked(casl(forCasl.people, made.policies), forCasl.questions, made),
    casbin: asked(await casbin(forCasbin.people, made.policies), forCasbin.questions, made),
    'cedar-wasm': asked(cedarWasm(forCedar.people, made.policies), forCedar.questions, made),
    'cedar-wasm, empty call': asked(emptyCedarCall(), forNothing.questions, made),
  }
  for (const [name, contender] of Object.entries(contenders))
    if (name !== 'cedar-wasm, empty call') check(name, contender)

  const turns: Record<string, Turn> = {
    'remit, ordinals': () => ordinalsPerSecond(snapshot, questions, made),
  }
  for (const [name, contender] of Object.entries(contenders)) turns[name] = () => ratePerSecond(contender)
  const taken = await inTurns(rounds, turns)
  const times = latencies(contenders.remit!)
  const ours = taken.remit!
  const common = { name: `evaluate-in-process.${size}`, n: SIZES[size].identities }
  report({
    ...common,
    value: ours.median,
    unit: 'decisions/cpu-s',
    note: `${between(ours)}; p50 ${times.p50.toFixed(2)} µs, p99 ${times.p99.toFixed(2)} µs, a look at the clock included`,
  })
  for (const [name, spread] of Object.entries(taken)) {
    if (name === 'remit') continue
    const given = FEWER[name as keyof typeof FEWER]
    report({
      ...common,
      value: spread.median,
      unit: 'decisions/cpu-s',
      versus: name,
      ratio: ours.median / spread.median,
      note: `${between(spread)}${given ? `; told of ${Math.min(given.people, people.length)} people` : ''}`,
    })
  }
  const pairs = snapshot.countHolders(NOW).reduce((sum, held) => sum + held, 0)
  report({ ...common, value: bytes / pairs, unit: 'bytes/pair', note: `${pairs} pairs`, n: pairs })
  report({ ...common, value: bytes / people.length, unit: 'bytes/identity', note: 'with its id and its name' })
}

function asked(ask: Ask, questions: readonly Question[], { policies }: Organisation): Asked {
  // Texts as they come from outside: equal to those the contender was built from, and not the same.
  const fresh = (text: string): string => Buffer.from(text).toString()
  const names = questions.map(
    ({ person, entitlement }) => [fresh(person.name), fresh(policies.entitlements.all[entitlement]!.name)] as const,
  )
  return { ask, questions, names }
}

function check(name: string, { ask, questions, names }: Asked): void {
  for (const [n, [person, entitlement]] of names.entries())
    if (ask(person, entitlement) !== questions[n]!.held)
      throw new Error(`${name} differs about ${person} and ${entitlement}: it is ${questions[n]!.held}`)
}

let heard = 0

const ratePerSecond = ({ ask, names }: Asked): number =>
  (names.length * 1000) /
  cpuOf(() => {
    for (const [person, entitlement] of names) if (ask(person, entitlement)) heard++
  })

function ordinalsPerSecond(snapshot: Snapshot, questions: readonly Question[], { policies }: Organisation): number {
  const asked = questions.map(
    ({ person, entitlement }) =>
      [
        snapshot.ordinalOfIdentity(person.id)!,
        snapshot.ordinalOfEntitlement(policies.entitlements.all[entitlement]!.name)!,
      ] as const,
  )
  const taken = cpuOf(() => {
    for (const [identity, entitlement] of asked)
      if (snapshot.evaluateOrdinals(identity, entitlement, NOW).decision) heard++
  })
  return (asked.length * 1000) / taken
}

/** Microseconds. */
function latencies({ ask, names }: Asked): { p50: number; p99: number } {
  const taken = new Float64Array(names.length)
  for (const [n, [person, entitlement]] of names.entries()) {
    const began = performance.now()
    if (ask(person, entitlement)) heard++
    taken[n] = (performance.now() - began) * 1000
  }
  taken.sort()
  return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) }
}

/** The snapshot, and what it takes with everything that only it keeps. */
function builtFrom({ attributes, policies }: Organisation, people: readonly Person[]) {
  const before = used()
  const population = buildPopulation(attributes, people)
  const matches = matchRules(population, policies, NOW)
  const subjects = people.map((person) => ({ name: person.name, facts: person }))
  const snapshot = new Snapshot({ subjects, matches, policies, now: NOW, revision: 1 })
  return { snapshot, bytes: measured(() => snapshot, before) }
}

function measured(kept: () => Snapshot, before: number): number {
  const after = used()
  if (kept().size === 0) throw new Error('an empty snapshot has no size')
  return after - before
}

function used(): number {
  globalThis.gc?.()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + Math.max(external, arrayBuffers)
}

const { sizes, rounds } = readArguments({ sizes: ['S', 'M'], rounds: 5 })
for (const size of sizes) await measure(size, rounds)
if (heard === 0) throw new Error('nobody was allowed anything: nothing was measured')
