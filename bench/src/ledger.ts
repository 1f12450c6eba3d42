/** The ledger: entries recorded in their transactions, sequenced into the tree and signed, and the whole of it verified. */

import path from 'node:path'
import { accept } from '@remit/kernel'
import { ledgerKey, recordAll, Sequencer, verifyLedger } from '@remit/server/features/ledger/index'
import { readArguments } from './harness/arguments.ts'
import { sinceCpu } from './harness/cpu.ts'
import { type House, inHouse } from './harness/house.ts'
import { between, brief, report } from './harness/report.ts'
import { inTurns } from './harness/rounds.ts'

const BY = { kind: 'system', name: 'bench' } as const
const EACH_TURN = 20_000

/** As a recomputation writes them. */
const entry = (n: number) => ({
  action: 'identity.grants-changed',
  subject: { kind: 'identity', id: `person.${n}` },
  detail: { name: `person.${n}`, opened: ['books/right-1', 'books/right-2'], closed: ['books/right-3'], grants: 21 },
})

/** CPU milliseconds of Remit and PostgreSQL together. */
async function spent(house: House, deed: () => Promise<void>): Promise<number> {
  const [own, database] = [process.cpuUsage(), house.databaseCpu()]
  await deed()
  return sinceCpu(own) + house.databaseCpu() - database
}

const write = async ({ platform }: House, entries: number, together: number): Promise<void> => {
  for (let from = 0; from < entries; from += together)
    await platform.perform(BY, async (work) => {
      await recordAll(
        work,
        Array.from({ length: together }, (_, n) => entry(from + n)),
      )
      return accept()
    })
}

const { rounds } = readArguments({ sizes: ['M'], rounds: 5 })
await inHouse(async (house) => {
  const { database, clock, sealer } = house.platform
  const copy = path.join(house.dataDir, 'checkpoints')
  const sequencer = new Sequencer(database, clock, await ledgerKey(database, sealer, clock), 'remit/Bench', copy)
  const rate = (entries: number, milliseconds: number) => (entries * 1000) / milliseconds
  let written = 0
  let verified = 0
  const recorded = (entries: number, together: number) => async () => {
    written += entries
    return rate(entries, await spent(house, () => write(house, entries, together)))
  }
  const sequenceAll = async () => {
    for (let more = true; more; ) more = await sequencer.round()
  }
  const taken = await inTurns(rounds, {
    'record.500-a-transaction': recorded(EACH_TURN, 500),
    'record.1-a-transaction': recorded(500, 1),
    sequence: async () => rate(EACH_TURN + 500, await spent(house, sequenceAll)),
    verify: async () => {
      const cost = await spent(house, async () => {
        const { ok, entries, problems } = await verifyLedger(database, copy)
        if (!ok) throw new Error(`the ledger does not hold: ${problems[0]}`)
        verified = entries
      })
      return rate(verified, cost)
    },
  })
  for (const [name, spread] of Object.entries(taken)) {
    const seconds = name === 'verify' ? `; ${brief(100_000 / spread.median)} cpu-s for 100,000` : ''
    report({
      name: `ledger.${name}`,
      value: spread.median,
      unit: 'entries/cpu-s',
      n: written,
      note: `Remit and PostgreSQL together; ${between(spread)}${seconds}`,
    })
  }
})
