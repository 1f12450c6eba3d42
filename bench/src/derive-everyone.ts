/**
 * What everybody holds, from attributes and rules: which rules match whom, and what that comes to (goals 6 and 7).
 * Baselines ask one identity after the other, so they are linear in identities: they run on a sample and are scaled up.
 */

import { Environment as PeerEnvironment } from '@marcbachmann/cel-js'
import {
  buildPopulation,
  compileClosure,
  deriveEveryone,
  deriveHeld,
  gatherEveryone,
  type IdentityFacts,
  matchRules,
  type PolicySet,
  referenceEvaluate,
  ruleEnvironment,
} from '@remit/engine'
import { readArguments } from './harness/arguments.ts'
import { cpuOf } from './harness/cpu.ts'
import { between, report } from './harness/report.ts'
import { inTurns } from './harness/rounds.ts'
import type { Mix } from './harness/rule-mixes.ts'
import { type Extent, NOW, organisation, SIZES } from './harness/workload.ts'

const SAMPLE = { closures: 2000, peer: 300, reference: 10 }

async function measure(mix: Mix, extent: Extent): Promise<void> {
  const { policies, attributes, people } = organisation(extent, mix)
  const persons = [...people()]
  const population = buildPopulation(attributes, persons)
  const everyone = gatherEveryone(persons)
  const sample = persons.slice(0, SAMPLE.closures)
  const alone = oneByOne(policies)
  const peer = peerOneByOne(policies)
  const forPeers = sample.slice(0, SAMPLE.peer).map(forPeer)

  const { classOf, classes } = matchRules(population, policies, NOW)
  const environment = ruleEnvironment(attributes)
  const derived = deriveEveryone(everyone, { classOf, classes }, policies, NOW)
  for (const [ordinal, facts] of sample.entries()) {
    const rules = classes[classOf[ordinal]!]!.join()
    agree(alone(facts).join(), rules)
    if (ordinal < forPeers.length) agree(peer(forPeers[ordinal]!).join(), rules)
    if (ordinal < SAMPLE.reference)
      agree(holding(policies, (text) => referenceEvaluate(text, environment, facts, NOW) === true).join(), rules)
    agree(deriveHeld(facts, policies, NOW).join(), derived.entitlementsOf(ordinal).join())
  }

  const scaled = (of: number) => extent.identities / of
  const taken = await inTurns(rounds, {
    matching: () => cpuOf(() => matchRules(population, policies, NOW)),
    whole: () => cpuOf(() => deriveEveryone(everyone, matchRules(population, policies, NOW), policies, NOW)),
    closures: () => cpuOf(() => sample.forEach(alone)) * scaled(sample.length),
    peer: () => cpuOf(() => forPeers.forEach(peer)) * scaled(forPeers.length),
  })

  let held = 0
  for (const number of classOf) held += classes[number]!.length
  const common = { unit: 'cpu-ms', n: extent.identities }
  const note = `${extent.rules} ${mix} rules, ${(held / classOf.length).toFixed(1)} hold for each; ${classes.length} classes; ${derived.countPairs()} pairs`
  for (const [name, { median, ...rest }] of [
    [`match-everyone.${mix}`, taken.matching],
    [`derive-everyone.${mix}`, taken.whole],
  ] as const) {
    report({ ...common, name, value: median, note: `${note}; ${between({ median, ...rest })} ms` })
    for (const [versus, other, size] of [
      ['closures, one identity at a time', taken.closures, sample.length],
      ['@marcbachmann/cel-js, one identity at a time', taken.peer, forPeers.length],
    ] as const)
      report({
        ...common,
        name,
        value: other.median,
        versus,
        ratio: other.median / median,
        note: `matching alone, scaled from ${size} identities`,
      })
  }
}

/** The naive twin: every rule asked for every identity. */
function oneByOne(policies: PolicySet): (facts: IdentityFacts) => number[] {
  const closures = policies.rules.all.map(({ program }) => compileClosure(program.checked))
  return (facts) => closures.flatMap((holds, ordinal) => (holds(facts, NOW) === true ? [ordinal] : []))
}

function peerOneByOne(policies: PolicySet): (facts: object) => number[] {
  const environment = new PeerEnvironment({ unlistedVariablesAreDyn: true })
  const parsed = policies.rules.all.map(({ rule }) => environment.parse(rule.when))
  return (facts) => parsed.flatMap((evaluate, ordinal) => (evaluate(facts) === true ? [ordinal] : []))
}

const holding = (policies: PolicySet, holds: (text: string) => boolean): number[] =>
  policies.rules.all.flatMap(({ rule }, ordinal) => (holds(rule.when) ? [ordinal] : []))

/** The peer takes numbers for doubles, so ints go in as bigints. */
const forPeer = (facts: IdentityFacts) => ({
  identity: { ...facts.attributes, level: BigInt(facts.attributes.level as number), type: facts.type },
})

function agree(found: string, expected: string): void {
  if (found !== expected) throw new Error(`the contenders differ: ${found} / ${expected}`)
}

const { sizes, rounds } = readArguments({ sizes: ['M', 'L'], rounds: 5 })
for (const size of sizes) {
  // The rules of the largest size for every size: then only the identities grow.
  const extent = { ...SIZES.L, identities: SIZES[size].identities }
  for (const mix of ['conjunctive', 'realistic'] as const) await measure(mix, extent)
}
