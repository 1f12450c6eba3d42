/**
 * Which birthright rules hold for whom, for everybody at once.
 *   node --conditions=source bench/src/derive-everyone.ts [identities=1000000] [rules=2000] [rounds=5]
 * One JSON line for each figure. Baselines are linear in identities by construction, so they run on a sample
 * and are scaled up; all contenders take turns, in CPU time, and must agree before anything is measured.
 */

import { Environment as PeerEnvironment } from '@marcbachmann/cel-js'
import {
  type AttributeDefinition,
  buildPopulation,
  checkExpression,
  compileClosure,
  matchEveryone,
  parseExpression,
  type RuleFacts,
  type RuleToMatch,
  referenceEvaluate,
  ruleEnvironment,
} from '@remit/engine'
import { instant } from '@remit/kernel'

const [identities = 1_000_000, ruleCount = 2000, rounds = 5] = process.argv.slice(2).map(Number)
const NOW = instant(Date.parse('2026-06-01T00:00:00Z'))
const SAMPLE = { closures: 2000, peer: 300, reference: 10 }

const ATTRIBUTES: readonly AttributeDefinition[] = [
  ...['department', 'title', 'location', 'country', 'costCenter', 'email'].map((name) => ({
    name,
    type: 'string' as const,
  })),
  { name: 'level', type: 'int' },
]

/** mulberry32: the same organisation on every machine. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

function* people(count: number): Generator<RuleFacts> {
  const pick = seeded(1)
  for (let index = 0; index < count; index++) {
    const department = pick(100)
    yield {
      type: pick(5) === 0 ? 'contractor' : 'employee',
      state: 'active',
      attributes: {
        department: `d${department}`,
        title: `t${pick(50)}`,
        location: `l${pick(40)}`,
        country: `c${pick(30)}`,
        level: pick(10),
        costCenter: `k${department * 4 + pick(4)}`,
        email: `u${index}@x${pick(3)}.example`,
      },
      manager: `m${pick(1000)}`,
      start: null,
      end: null,
      devices: [],
    }
  }
}

type Pick = (below: number) => number
const some = (pick: Pick, prefix: string, of: number, count: number): string =>
  `[${Array.from({ length: count }, () => `"${prefix}${pick(of)}"`).join(', ')}]`

/** About seven rules hold for each identity. */
function conjunction(pick: Pick): string {
  const department = `identity.department == "d${pick(100)}"`
  const kind = pick(10)
  if (kind < 3) return `${department} && identity.type == "employee"`
  if (kind < 7) return `${department} && identity.title in ${some(pick, 't', 50, 10)}`
  return `${department} && identity.location in ${some(pick, 'l', 40, 10)} && identity.level >= ${pick(8)}`
}

function harder(pick: Pick): string {
  const forms = [
    () =>
      `(identity.department == "d${pick(100)}" || identity.costCenter == "k${pick(400)}") && identity.type == "employee"`,
    () => `identity.costCenter.startsWith("k${10 + pick(90)}") && !(identity.country == "c1")`,
    () => `identity.department in ${some(pick, 'd', 100, 2)} && identity.title != "t3"`,
  ]
  return forms[pick(forms.length)]!()
}

function opaque(pick: Pick): string {
  const forms = [
    () =>
      `identity.email.endsWith("@x${pick(3)}.example") && identity.level >= ${8 + pick(2)} && identity.department == "d${pick(100)}"`,
    () => `identity.title < identity.location && identity.country == "c${pick(30)}"`,
    () => `identity.email.endsWith("${100 + pick(900)}@x1.example")`,
  ]
  return forms[pick(forms.length)]!()
}

const MIXES: Readonly<Record<string, (pick: Pick) => string>> = {
  conjunctive: conjunction,
  // 80 % conjunctions, 15 % with or, not, prefixes and lists, 5 % over many-valued or several attributes.
  realistic: (pick) => {
    const kind = pick(100)
    return kind < 80 ? conjunction(pick) : kind < 95 ? harder(pick) : opaque(pick)
  },
}

const environment = ruleEnvironment(ATTRIBUTES)

function compile(text: string, ordinal: number): RuleToMatch {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(parsed.detail)
  const checked = checkExpression(parsed.value, environment)
  if (!checked.ok) throw new Error(checked.detail)
  return { ordinal, checked: checked.value }
}

/** The naive twin: every rule asked for every identity. */
function plainly(rules: readonly RuleToMatch[]): (facts: RuleFacts, now: typeof NOW) => number[] {
  const closures = rules.map(({ checked }) => compileClosure(checked))
  return (facts, now) => closures.flatMap((holds, ordinal) => (holds(facts, now) === true ? [ordinal] : []))
}

function report(figure: {
  name: string
  value: number
  unit: string
  versus?: string
  ratio?: number
  n: number
  note: string
}) {
  console.log(JSON.stringify({ ...figure, value: Math.round(figure.value) }))
}

/** CPU milliseconds of this process, all threads: what a busy machine cannot inflate. */
function cpu(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(1)}-${Math.max(...values).toFixed(1)} ms`

function measure(mix: string, population: ReturnType<typeof buildPopulation>, sample: readonly RuleFacts[]): void {
  const pick = seeded(2)
  const texts = Array.from({ length: ruleCount }, () => MIXES[mix]!(pick))
  const rules = texts.map(compile)
  const one = plainly(rules)
  const peerEnvironment = new PeerEnvironment({ unlistedVariablesAreDyn: true })
  const parsed = texts.map((text) => peerEnvironment.parse(text))
  const peers = parsed.map((evaluate) => (facts: object) => evaluate(facts))
  const peerFacts = sample.slice(0, SAMPLE.peer).map(forPeer)

  const { classOf, classes } = matchEveryone(population, rules, NOW)
  let held = 0
  for (const number of classOf) held += classes[number]!.length
  const expected = (ordinal: number) => classes[classOf[ordinal]!]!.join()
  for (const [ordinal, facts] of sample.entries()) agree(one(facts, NOW).join(), expected(ordinal))
  for (const [ordinal, facts] of peerFacts.entries())
    agree(holding(peers.map((peer) => peer(facts) === true)), expected(ordinal))
  for (const [ordinal, facts] of sample.slice(0, SAMPLE.reference).entries())
    agree(holding(texts.map((text) => referenceEvaluate(text, environment, facts, NOW) === true)), expected(ordinal))

  const times: Record<'everyone' | 'closures' | 'peer', number[]> = { everyone: [], closures: [], peer: [] }
  for (let round = 0; round < rounds; round++) {
    times.everyone.push(cpu(() => matchEveryone(population, rules, NOW)))
    times.closures.push((cpu(() => eachOne(sample, [one])) * identities) / sample.length)
    times.peer.push((cpu(() => eachOne(peerFacts, peers)) * identities) / peerFacts.length)
  }
  const ours = median(times.everyone)
  const note = `${ruleCount} ${mix} rules, ${(held / classOf.length).toFixed(1)} hold for each, ${classes.length} classes`
  report({
    name: `match-everyone.${mix}`,
    value: ours,
    unit: 'cpu-ms',
    n: identities,
    note: `${note}; ${spread(times.everyone)}`,
  })
  for (const [versus, each, size] of [
    ['closures, one identity at a time', times.closures, sample.length],
    ['@marcbachmann/cel-js, one identity at a time', times.peer, peerFacts.length],
  ] as const)
    report({
      name: `match-everyone.${mix}`,
      value: median(each),
      unit: 'cpu-ms',
      versus,
      ratio: Math.round(median(each) / ours),
      n: identities,
      note: `scaled from ${size} identities`,
    })
}

function eachOne<Facts>(
  everybody: readonly Facts[],
  ask: readonly ((facts: Facts, now: typeof NOW) => unknown)[],
): void {
  for (const facts of everybody) for (const question of ask) question(facts, NOW)
}

const agree = (found: string, expected: string): void => {
  if (found !== expected) throw new Error(`the contenders differ: ${found} / ${expected}`)
}

const holding = (holds: readonly boolean[]): string => holds.flatMap((yes, rule) => (yes ? [rule] : [])).join()

/** The peer takes numbers for doubles, so ints go in as bigints. */
const forPeer = (facts: RuleFacts) => ({
  identity: { ...facts.attributes, level: BigInt(facts.attributes.level as number), type: facts.type },
})

const building = process.cpuUsage()
const population = buildPopulation(ATTRIBUTES, people(identities))
const { user } = process.cpuUsage(building)
report({
  name: 'build-population',
  value: user / 1000,
  unit: 'cpu-ms',
  n: identities,
  note: `${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
})
const sample = [...people(Math.min(SAMPLE.closures, identities))]
for (const mix of Object.keys(MIXES)) measure(mix, population, sample)
