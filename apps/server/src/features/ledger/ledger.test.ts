import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { accept, refuse } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { ledgerKey, record, Sequencer, verifyLedger } from './index.ts'

let platform: TestPlatform
let sequencer: Sequencer
let copy: string

beforeEach(async () => {
  platform = await testPlatform()
  copy = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'remit-ledger-')), 'checkpoints')
  sequencer = new Sequencer(
    platform.database,
    platform.clock,
    await ledgerKey(platform.database, platform.sealer, platform.clock),
    'remit/test',
    copy,
  )
})
afterEach(() => platform.close())

const write = (name: string) =>
  platform.perform(TESTER, async (work) => {
    await record(work, { action: 'thing.made', subject: { kind: 'thing', id: name }, detail: { name } })
    return accept()
  })
/** Transactions of other databases on the same server hold the horizon back too: some entries come a moment later. */
const sequenceAll = async () => {
  for (;;) {
    while (await sequencer.round());
    const { rows } = await sql<{ open: boolean }>`
      select exists (select from ledger_entry where leaf_index is null) as open`.execute(platform.database)
    if (!rows[0]!.open) return
    await new Promise((resume) => setTimeout(resume, 20))
  }
}
/** An attacker with the database in hand: past the triggers. */
const tamper = async (statement: string) => {
  await sql
    .raw(`set session_replication_role = replica; ${statement}; set session_replication_role = default`)
    .execute(platform.database)
}

describe('the ledger', () => {
  it('holds when nobody touched it', async () => {
    for (const name of ['a', 'b', 'c']) await write(name)
    await sequenceAll()
    await write('d')
    await sequenceAll()
    expect(await verifyLedger(platform.database, copy)).toMatchObject({
      ok: true,
      entries: 4,
      checkpoints: 2,
      problems: [],
    })
  })

  it('is written in the transaction of the deed: refused work leaves nothing', async () => {
    await platform.perform(TESTER, async (work) => {
      await record(work, { action: 'thing.made', subject: { kind: 'thing', id: 'x' } })
      return refuse('no')
    })
    await sequenceAll()
    expect(await verifyLedger(platform.database, copy)).toMatchObject({ entries: 0 })
  })

  it('refuses to be changed or deleted by ordinary means', async () => {
    await write('a')
    await expect(sql`update ledger_entry set action = 'x'`.execute(platform.database)).rejects.toThrow('append-only')
    await expect(sql`delete from ledger_entry`.execute(platform.database)).rejects.toThrow('append-only')
    await expect(sql`truncate ledger_entry cascade`.execute(platform.database)).rejects.toThrow('append-only')
  })

  it.each([
    ['changed text', `update ledger_entry set body = replace(body, '"b"', '"B"') where leaf_index = 1`, 'was altered'],
    ['changed columns', `update ledger_entry set actor_name = 'mallory' where leaf_index = 1`, 'columns differ'],
    [
      'changed text with its hash mended',
      `update ledger_entry set body = replace(body, '"b"', '"B"'), leaf_hash = sha256('\\x00'::bytea || convert_to(replace(body, '"b"', '"B"'), 'UTF8')), subject_id = 'B' where leaf_index = 1`,
      'are not those',
    ],
    ['a deleted entry', `delete from ledger_entry where leaf_index = 1`, 'missing'],
    [
      'two entries in the other order',
      `update ledger_entry set leaf_index = -1 where leaf_index = 1; update ledger_entry set leaf_index = 1 where leaf_index = 2; update ledger_entry set leaf_index = 2 where leaf_index = -1`,
      'are not those',
    ],
    [
      'the end cut off, checkpoints and all',
      `delete from ledger_entry where leaf_index = 3; delete from checkpoint where tree_size = 4`,
      'cut off',
    ],
  ])('tells of %s', async (_what, statement, says) => {
    for (const name of ['a', 'b', 'c']) await write(name)
    await sequenceAll()
    await write('d')
    await sequenceAll()
    await tamper(statement)
    const verdict = await verifyLedger(platform.database, copy)
    expect(verdict.ok).toBe(false)
    expect(verdict.problems.join('\n')).toContain(says)
  })

  it('gives places without gaps while writers race and one is slow', async () => {
    const slow = platform.perform(TESTER, async (work) => {
      await record(work, { action: 'thing.made', subject: { kind: 'thing', id: 'slow' } })
      await new Promise((resume) => setTimeout(resume, 300))
      return accept()
    })
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(`n${n}`).then(() => sequencer.round())))
    await slow
    await sequenceAll()
    expect(await verifyLedger(platform.database, copy)).toMatchObject({ ok: true, entries: 41 })
  })

  it('gives each entry one place, though two processes sequence at once', async () => {
    const beside = await testPlatform(platform)
    const other = new Sequencer(
      beside.database,
      beside.clock,
      await ledgerKey(beside.database, beside.sealer, beside.clock),
      'remit/test',
      copy,
    )
    let writing = true
    const rounds = (one: Sequencer) =>
      (async () => {
        while (writing) await one.round()
      })()
    const sequencing = Promise.all([rounds(sequencer), rounds(other)])
    await Promise.all(Array.from({ length: 60 }, (_, n) => write(`n${n}`)))
    writing = false
    await sequencing
    await sequenceAll()
    const { rows } = await sql<{ places: number; entries: number; last: number }>`
      select count(distinct leaf_index) as places, count(*) as entries, max(leaf_index) as last from ledger_entry`.execute(
      platform.database,
    )
    expect(rows[0]).toEqual({ places: 60, entries: 60, last: 59 })
    expect(await verifyLedger(platform.database, copy)).toMatchObject({ ok: true, entries: 60, problems: [] })
    await beside.close()
  })

  it('has one key, though two processes start at once', async () => {
    const beside = await testPlatform(platform)
    const keys = await Promise.all([platform, beside].map((one) => ledgerKey(one.database, one.sealer, one.clock)))
    expect(keys[0]!.publicKey).toEqual(keys[1]!.publicKey)
    await beside.close()
  })
})
