/**
 * What is elsewhere, read and written down: ten thousand people of a personnel file, until everybody is derived; and a
 * target system of 100,000 accounts with 1,000,000 holdings (goal 18), from a folder of files made on the spot.
 */

import fs from 'node:fs'
import path from 'node:path'
import { accept, type IdentityId } from '@remit/kernel'
import type { Remit } from '@remit/server/compose'
import { saveClaims } from '@remit/server/features/identities/index'
import { newId } from '@remit/server/platform/ids'
import { sql } from 'kysely'
import { readArguments } from './harness/arguments.ts'
import { sinceCpu } from './harness/cpu.ts'
import { type House, inHouse, ROOT, TOKEN } from './harness/house.ts'
import { seeded } from './harness/random.ts'
import { brief, report, skip } from './harness/report.ts'
import type { Size } from './harness/workload.ts'

const BY = { kind: 'system', name: 'bench' } as const
const HOLDINGS_EACH = 10
const TARGETS: Readonly<Record<Size, { readonly accounts: number; readonly entitlements: number }>> = {
  S: { accounts: 1_000, entitlements: 100 },
  M: { accounts: 10_000, entitlements: 1_000 },
  L: { accounts: 100_000, entitlements: 5_000 },
}

interface Taken {
  readonly wall: number
  /** CPU seconds of Remit and PostgreSQL together. */
  readonly cpu: number
  readonly megabytes: number
}

async function taken(house: House, deed: () => Promise<void>): Promise<Taken> {
  const [began, own, database] = [performance.now(), process.cpuUsage(), house.databaseCpu()]
  let most = 0
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 200)
  try {
    await deed()
  } finally {
    clearInterval(watching)
  }
  return {
    wall: (performance.now() - began) / 1000,
    cpu: (sinceCpu(own) + house.databaseCpu() - database) / 1000,
    megabytes: Math.round(most / 1e6),
  }
}

/** Until the job has ended and nobody waits to be derived. @throws with what the job said, when it failed. */
async function settled({ platform }: House, job: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ state: string; result: unknown; queued: number }>`
      select state, result, (select count(*) from recompute_queue) as queued from job where id = ${job}`.execute(
      platform.database,
    )
    const { state, result, queued } = rows[0]!
    if (state === 'failed') throw new Error(JSON.stringify(result))
    if (state === 'done' && queued === 0) return
    await new Promise((resume) => setTimeout(resume, 50))
  }
}

async function apply({ http }: Remit, documents: readonly { kind: string; name: string }[]): Promise<void> {
  const headers = { authorization: `Bearer ${TOKEN}` }
  const ask = async (url: string, payload: object) => {
    const answer = await http.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
    if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`)
    return answer.json()
  }
  const changes = documents.map((document) => ({ kind: document.kind, name: document.name, document }))
  const { id, hash, findings } = await ask('/plans', { changes })
  const wrong = findings.find(({ severity }: { severity: string }) => severity === 'error')
  if (wrong) throw new Error(wrong.message)
  await ask(`/plans/${id}/apply`, { hash })
}

async function withRemit(roots: readonly string[], deed: (house: House, remit: Remit) => Promise<void>): Promise<void> {
  await inHouse(async (house) => {
    const remit = await house.compose(roots)
    await remit.start()
    try {
      await deed(house, remit)
    } finally {
      await remit.stop()
    }
  })
}

const count = async ({ platform }: House, table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(platform.database)).rows[0]!.n

const PLAINLY = 300

/** The plain way: no feed compared as a whole, but a transaction for each person who comes by. */
async function plainly({ platform }: House): Promise<void> {
  for (let n = 0; n < PLAINLY; n++)
    await platform.perform(BY, async (work) => {
      const said = { type: 'employee' as const, displayName: `Person ${n}`, status: 'active' as const }
      await saveClaims(work, [{ identity: newId<IdentityId>(), source: 'bench', rank: 10, said }])
      return accept()
    })
}

async function importPeople(): Promise<void> {
  const organisations = path.resolve(ROOT, process.env.REMIT_TEST_DATA ?? '../shared/data', 'organisations')
  const directory = path.join(organisations, 'employees-10k')
  if (!fs.existsSync(directory)) return skip('import.people', `${directory} is not there: set REMIT_TEST_DATA`)
  await withRemit([organisations], async (house, remit) => {
    await apply(remit, [
      {
        kind: 'source',
        name: 'hr',
        connector: 'csv-application',
        settings: { directory },
        mapping: { type: 'kind', starts: 'start', ends: 'end' },
      } as { kind: string; name: string },
    ])
    const once = await taken(house, async () => settled(house, await remit.readSource(BY, 'hr')))
    const again = await taken(house, async () => settled(house, await remit.readSource(BY, 'hr')))
    const plain = await taken(house, async () => plainly(house))
    const people = (await count(house, 'identity')) - PLAINLY
    if (people !== 10_000 || remit.world.size !== people + PLAINLY) throw new Error(`${people} people were imported`)
    report({
      name: 'import.people',
      value: people / once.cpu,
      unit: 'identities/cpu-s',
      versus: 'a transaction for each person',
      ratio: people / once.cpu / (PLAINLY / plain.cpu),
      n: people,
      note: `${PLAINLY} one by one ${brief(PLAINLY / plain.cpu)} a CPU second; ${brief(once.wall)} s wall until everybody is derived and decided about; read again unchanged ${brief(again.wall)} s; Remit and PostgreSQL together; at most ${once.megabytes} MB resident`,
    })
  })
}

/** The neutral form: accounts whose owners nobody knows, and what each holds. */
function writeTarget(folder: string, { accounts, entitlements }: { accounts: number; entitlements: number }): void {
  const pick = seeded(21)
  const lines = (name: string, header: string, rows: Iterable<string>): void => {
    const file = fs.openSync(path.join(folder, `${name}.csv`), 'w')
    let waiting = `${header}\n`
    for (const row of rows) {
      waiting += `${row}\n`
      if (waiting.length < 1 << 20) continue
      fs.writeSync(file, waiting)
      waiting = ''
    }
    fs.writeSync(file, waiting)
    fs.closeSync(file)
  }
  function* each(size: number, row: (n: number) => string): Generator<string> {
    for (let n = 0; n < size; n++) yield row(n)
  }
  lines(
    'accounts',
    'id,identity_id,application,native_id,status,attributes',
    each(accounts, (n) => `a${n},,target,login${n},active,`),
  )
  lines(
    'entitlements',
    'id,application,type,name,resource_id,level,privileged,owner_ids,attributes',
    each(entitlements, (n) => `e${n},target,group,right ${n},,,,,`),
  )
  const width = Math.floor(entitlements / HOLDINGS_EACH)
  lines(
    'grants',
    'principal_type,principal_id,entitlement_id,relation,valid_from,valid_to,reason',
    each(accounts * HOLDINGS_EACH, (n) => {
      // One of each tenth of the entitlements: never the same twice.
      const right = (n % HOLDINGS_EACH) * width + pick(width)
      return `account,a${Math.floor(n / HOLDINGS_EACH)},e${right},member,,,`
    }),
  )
}

async function importAccounts(size: Size): Promise<void> {
  const extent = TARGETS[size]
  const folder = fs.mkdtempSync('/var/tmp/remit-bench-target-')
  try {
    writeTarget(folder, extent)
    await withRemit([folder], async (house, remit) => {
      await apply(remit, [
        {
          kind: 'application',
          name: 'target',
          connector: 'csv-application',
          fulfilment: 'manual',
          instructions: 'Write to the clerk.',
          settings: { directory: folder },
        } as { kind: string; name: string },
      ])
      const once = await taken(house, async () => settled(house, await remit.importApplication(BY, 'target')))
      const again = await taken(house, async () => settled(house, await remit.importApplication(BY, 'target')))
      const [accounts, holdings] = [await count(house, 'account'), await count(house, 'holding')]
      if (accounts !== extent.accounts || holdings !== accounts * HOLDINGS_EACH)
        throw new Error(`${accounts} accounts and ${holdings} holdings were imported`)
      report({
        name: `import.accounts.${size}`,
        value: once.wall,
        unit: 's wall',
        n: holdings,
        note: `${accounts} accounts, ${holdings} holdings; ${brief(once.cpu)} cpu-s, database included; read again unchanged ${brief(again.wall)} s; at most ${once.megabytes} MB resident`,
      })
    })
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const { sizes } = readArguments({ sizes: ['S', 'M'], rounds: 1 })
await importPeople()
for (const size of sizes) await importAccounts(size)
