/**
 * May this identity use this entitlement, asked over HTTP by AuthZEN, one question a request and a hundred (goals 1
 * and 2). Remit runs as it is started: token check, request ids, security headers. Unit: per CPU second of the server's
 * process, all threads. Cerbos answers the same questions; it keeps no subjects, so it is told their roles.
 */

import { deriveHeld, memberships, type PolicySet } from '@remit/engine'
import { readArguments } from './harness/arguments.ts'
import { kindOf, startCerbos } from './harness/cerbos.ts'
import { cpuOfProcess, megabytesOf } from './harness/cpu.ts'
import { Driver, type Load } from './harness/drive.ts'
import { newDataDir, openHouse, removeDataDir, TOKEN } from './harness/house.ts'
import { seeded } from './harness/random.ts'
import { between, report, skip } from './harness/report.ts'
import { inTurns, quantile } from './harness/rounds.ts'
import { seed } from './harness/seed.ts'
import { type Server, startRemit } from './harness/server.ts'
import { NOW, type Organisation, organisation, type Person, SIZES, type Size } from './harness/workload.ts'

const ASKED = { people: 2_000, questions: 20_000 }
const BATCH = 100
const TURN = 2_000

interface Question {
  readonly person: Person
  readonly roles: readonly string[]
  /** Ordinal in the catalogue. */
  readonly entitlement: number
  readonly held: boolean
}

/** Half of them about something held. Nobody with an assignment of their own is asked about: Cerbos would not know. */
function questionsOf({ people, policies }: Organisation): readonly Question[] {
  const pick = seeded(5)
  const asked: Person[] = []
  const every = Math.max(1, Math.floor(SIZES.M.identities / ASKED.people))
  let seen = 0
  for (const person of people()) {
    if (person.assignments.length === 0 && seen++ % every === 0) asked.push(person)
    if (asked.length === ASKED.people) break
  }
  const known = asked.map((person) => ({
    person,
    roles: memberships(person, policies, NOW).map(
      ({ role }) => policies.roles.all[policies.roles.ordinals.get(role)!]!.name,
    ),
    held: deriveHeld(person, policies, NOW),
  }))
  return Array.from({ length: ASKED.questions }, (_, n) => {
    const { person, roles, held } = known[pick(known.length)]!
    const entitlement =
      n % 2 === 0 && held.length > 0 ? held[pick(held.length)]! : pick(policies.entitlements.all.length)
    return { person, roles, entitlement, held: held.includes(entitlement) }
  })
}

const forRemit = ({ person, entitlement }: Question, policies: PolicySet) => ({
  subject: { type: 'identity', id: person.name },
  action: { name: 'use' },
  resource: { type: 'entitlement', id: policies.entitlements.all[entitlement]!.name },
})

const forCerbos = ({ person, roles, entitlement }: Question) => ({
  subject: { type: 'user', id: person.name, properties: { 'cerbos.roles': roles } },
  action: { name: 'use' },
  resource: { type: kindOf(entitlement), id: String(entitlement) },
})

const ONE = '/access/v1/evaluation'
const MANY = '/access/v1/evaluations'
const batched = (all: readonly object[]): readonly string[] =>
  Array.from({ length: all.length / BATCH }, (_, n) =>
    JSON.stringify({ evaluations: all.slice(n * BATCH, (n + 1) * BATCH) }),
  )

async function check(driver: Driver, load: Omit<Load, 'milliseconds'>, questions: readonly Question[]): Promise<void> {
  const { answers } = await driver.drive({ ...load, milliseconds: null })
  const decisions = answers.flatMap((answer) => {
    const said = JSON.parse(answer) as { decision: boolean } | { evaluations: { decision: boolean }[] }
    return 'evaluations' in said ? said.evaluations.map(({ decision }) => decision) : [said.decision]
  })
  for (const [n, { held, person, entitlement }] of questions.entries())
    if (decisions[n] !== held)
      throw new Error(`${person.name} ${entitlement}: answered ${decisions[n]}, and it is ${held} (${load.path})`)
}

async function measure(size: Size, rounds: number): Promise<void> {
  const made = organisation(SIZES[size])
  const questions = questionsOf(made)
  const dataDir = newDataDir()
  const house = await openHouse(dataDir)
  await seed(house.platform, made)
  await house.close()
  const driver = new Driver()
  const servers: Server[] = []
  try {
    const remit = await startRemit(dataDir, TOKEN)
    servers.push(remit)
    const cerbos = await startCerbos(made.policies)
    if (cerbos) servers.push(cerbos)
    else skip(`evaluate-http.${size}`, '@cerbos/cerbos-linux-x64 is not installed: no ratios')
    await race(size, rounds, driver, made, questions, remit, cerbos)
  } finally {
    driver.close()
    for (const server of servers) await server.stop()
    removeDataDir(dataDir)
  }
}

async function race(
  size: Size,
  rounds: number,
  driver: Driver,
  { policies, extent }: Organisation,
  questions: readonly Question[],
  remit: Server,
  cerbos: Server | null,
): Promise<void> {
  const ours = questions.map((question) => forRemit(question, policies))
  const theirs = questions.map(forCerbos)
  const common = { headers: { authorization: `Bearer ${TOKEN}` }, connections: 16 }
  const contenders = [
    { name: 'remit', each: 1, server: remit, path: ONE, bodies: ours.map((body) => JSON.stringify(body)) },
    { name: 'remit-batch', each: BATCH, server: remit, path: MANY, bodies: batched(ours) },
    ...(cerbos === null
      ? []
      : [
          { name: 'cerbos', each: 1, server: cerbos, path: ONE, bodies: theirs.map((body) => JSON.stringify(body)) },
          { name: 'cerbos-batch', each: BATCH, server: cerbos, path: MANY, bodies: batched(theirs) },
        ]),
  ]
  const latencies = new Map<string, readonly number[]>()
  for (const { server, path, bodies } of contenders)
    await check(driver, { ...common, port: server.port, path, bodies }, questions)
  const taken = await inTurns(
    rounds,
    Object.fromEntries(
      contenders.map(({ name, each, server, path, bodies }) => [
        name,
        async () => {
          const before = cpuOfProcess(server.pid)
          const run = await driver.drive({ ...common, port: server.port, path, bodies, milliseconds: TURN })
          latencies.set(name, run.latencies)
          return (run.requests * each * 1000) / (cpuOfProcess(server.pid) - before)
        },
      ]),
    ),
  )
  const wall = (name: string): string => {
    const sorted = latencies.get(name)!
    return `wall p50 ${quantile(sorted, 0.5).toFixed(2)} ms, p99 ${quantile(sorted, 0.99).toFixed(1)} ms`
  }
  for (const { name, each, server } of contenders)
    report({
      name: `evaluate-http.${size}.${each === 1 ? 'single' : 'batch'}`,
      value: taken[name]!.median,
      unit: 'decisions/cpu-s',
      ...(name.startsWith('cerbos')
        ? {
            versus: 'cerbos 0.55, AuthZEN',
            ratio: taken[name.replace('cerbos', 'remit')]!.median / taken[name]!.median,
          }
        : cerbos && each > 1
          ? { versus: 'cerbos 0.55, AuthZEN, one by one', ratio: taken[name]!.median / taken.cerbos!.median }
          : {}),
      n: extent.identities,
      note: `${between(taken[name]!)}; ${each} a request, 16 on their way; ${wall(name)}; ${Math.round(megabytesOf(server.pid))} MB resident`,
    })
}

const { sizes, rounds } = readArguments({ sizes: ['M'], rounds: 5 })
for (const size of sizes) await measure(size, rounds)
