/**
 * The preview beside the editor of a rule: POST /plans with `preview`, every time with another condition (goal: at most
 * 500 ms at the 95th percentile with 100,000 identities). The whole way: shapes, rehearsal in a transaction that is
 * rolled back, checks, simulation over everybody, effects, answer.
 */

import { readArguments } from './harness/arguments.ts'
import { sinceCpu } from './harness/cpu.ts'
import { type House, inHouse, TOKEN } from './harness/house.ts'
import { brief, report } from './harness/report.ts'
import { quantile, spreadOf } from './harness/rounds.ts'
import { seed } from './harness/seed.ts'
import { type Organisation, organisation, SIZES, type Size } from './harness/workload.ts'

const PREVIEWS = 4

interface Previewed {
  readonly findings: readonly { readonly severity: string; readonly message: string }[]
  readonly impact: { readonly people: number; readonly gains: number; readonly losses: number }
}

/** The changes an author makes while typing: narrower, wider, elsewhere. */
function conditions(before: string, n: number): string {
  const forms = [
    `${before} && identity.level >= ${n % 10}`,
    `${before} || (identity.department == "d${n % 5}" && identity.level == ${n % 10})`,
    `identity.title == "t${n % 50}" && identity.type == "employee"`,
  ]
  return forms[n % forms.length]!
}

async function measure(size: Size, rounds: number): Promise<void> {
  const made = organisation(SIZES[size])
  await inHouse(async (house) => {
    await seed(house.platform, made)
    const remit = await house.compose()
    await remit.start()
    try {
      await previewAll(size, rounds, made, house, async (document) => {
        const answer = await remit.http.inject({
          method: 'POST',
          url: '/api/v1/plans',
          headers: { authorization: `Bearer ${TOKEN}` },
          payload: { preview: true, changes: [{ kind: 'rule', name: document.name, document }] },
        })
        if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${answer.body}`)
        return answer.json() as Previewed
      })
    } finally {
      await remit.stop()
    }
  })
}

type Preview = (document: { readonly kind: 'rule'; readonly name: string }) => Promise<Previewed>

async function previewAll(
  size: Size,
  rounds: number,
  made: Organisation,
  house: House,
  preview: Preview,
): Promise<void> {
  const { rules, roles } = made.facts
  const walls: number[] = []
  const [own, database] = [process.cpuUsage(), house.databaseCpu()]
  const touched: number[] = []
  for (let n = -2; n < rounds * PREVIEWS; n++) {
    const rule = rules[(n + 2) % rules.length]!
    const gives = rule.gives.map((id) => roles.find((role) => role.id === id)!.name)
    const document = {
      kind: 'rule' as const,
      name: rule.name,
      owner: 'person.0',
      when: conditions(rule.when, n + 2),
      gives,
    }
    const began = performance.now()
    const { findings, impact } = await preview(document)
    const wall = performance.now() - began
    const wrong = findings.find(({ severity }) => severity === 'error')
    if (wrong) throw new Error(wrong.message)
    if (n < 0) continue
    walls.push(wall)
    touched.push(impact.people)
  }
  const cpu = (sinceCpu(own) + house.databaseCpu() - database) / (walls.length + 2)
  const sorted = walls.toSorted((a, b) => a - b)
  const people = spreadOf(touched)
  if (people.most === 0) throw new Error('no change concerned anybody: nothing was measured')
  report({
    name: `live-preview.${size}`,
    value: quantile(sorted, 0.95),
    unit: 'ms p95',
    n: made.extent.identities,
    note: `p50 ${brief(quantile(sorted, 0.5))} ms wall; ${brief(cpu)} cpu-ms each, database included; ${walls.length} changes of one of ${rules.length} rules, up to ${people.most} people touched`,
  })
}

const { sizes, rounds } = readArguments({ sizes: ['S', 'M'], rounds: 5 })
for (const size of sizes) await measure(size, rounds)
