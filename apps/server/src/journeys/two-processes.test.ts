import path from 'node:path'
import { readJournal, type ScimService, startScimService } from '@remit/example-scim-service'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'
import { type Company, company } from './company.ts'

const TOKEN = 'a-token-of-a-shared-service'
const PEOPLE = 20
const everybody = Array.from({ length: PEOPLE }, (_, n) => `person${n}`)

describe('two processes on one database', () => {
  let acme: Company
  let beside: TestRemit
  let target: ScimService

  beforeAll(async () => {
    acme = await company({ environment: { WIKI_TOKEN: TOKEN } })
    target = await startScimService({ port: 0, file: path.join(acme.remit.dataDir, 'wiki.json'), token: TOKEN })
    await fetch(`${target.url}/Groups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'readers' }),
    })
    beside = await testRemit({
      beside: acme.remit.platform,
      fileRoots: [acme.remit.dataDir],
      environment: { WIKI_TOKEN: TOKEN },
    })
    await acme.apply(
      {
        kind: 'source',
        name: 'hr',
        connector: 'csv-people',
        rank: 10,
        settings: {
          path: 'hr.csv',
          key: 'number',
          trailer: 'END',
          columns: { number: 'employeeNumber', login: 'name', name: 'displayName' },
        },
      },
      {
        kind: 'application',
        name: 'wiki',
        connector: 'scim',
        settings: { url: target.url, token: { secret: 'WIKI_TOKEN' } },
        accounts: { userName: '{name}' },
      },
    )
    await acme.import('wiki')
  })
  afterAll(async () => {
    await beside?.close()
    await acme?.close()
    await target?.close()
  })

  const ask = async (remit: TestRemit, who: string, atLeast?: string): Promise<boolean> =>
    (
      await remit.raw(
        'POST',
        '/access/v1/evaluation',
        {
          subject: { type: 'identity', id: who },
          action: { name: 'use' },
          resource: { type: 'entitlement', id: 'wiki/readers' },
        },
        atLeast ? { 'remit-at-least': atLeast } : {},
      )
    ).json().decision

  it('do together, once, what is to be done', async () => {
    await acme.apply(
      { kind: 'role', name: 'readers', entitlements: ['wiki/readers'] },
      { kind: 'rule', name: 'readers', when: 'true', gives: ['readers'] },
    )
    acme.write(
      'hr.csv',
      `${['number,login,name', ...everybody.map((login, n) => `${n},${login},Number ${n}`)].join('\n')}\nEND,${PEOPLE}\n`,
    )
    expect(await acme.read('hr')).toMatchObject({ state: 'applied' })
    await acme.idle()
    const journal = readJournal(target.journal)
    expect(
      journal
        .filter((line) => line.did === 'user.created')
        .map((line) => line.name)
        .sort(),
    ).toEqual([...everybody].sort())
    expect(journal.flatMap((line) => line.added ?? []).length).toBe(PEOPLE)
    expect((await acme.operations('wiki')).map((one) => one.state)).toEqual(Array(PEOPLE * 2).fill('verified'))
  })

  it('deny in the other what was taken in one: at once with its revision, without it within a second', async () => {
    for (const who of everybody.slice(0, 5)) {
      await expect.poll(() => ask(beside, who), { timeout: 15_000 }).toBe(true)
      const taken = await acme.remit.raw('POST', '/exclusions', {
        identity: who,
        entitlement: 'wiki/readers',
        justification: 'a test',
      })
      const at = performance.now()
      expect(await ask(acme.remit, who)).toBe(false)
      expect(await ask(beside, who, String(taken.headers['remit-revision']))).toBe(false)
      expect(performance.now() - at).toBeLessThan(1_000)
    }
    for (const who of everybody.slice(5, 10)) {
      await acme.remit.raw('POST', '/exclusions', {
        identity: who,
        entitlement: 'wiki/readers',
        justification: 'a test',
      })
      const at = performance.now()
      while (await ask(beside, who)) await new Promise((resume) => setTimeout(resume, 5))
      expect(performance.now() - at).toBeLessThan(1_000)
    }
  })

  it('never answer from before a revision that is not there yet', async () => {
    expect(await ask(beside, everybody[15]!)).toBe(true)
    const { rows } = await sql<{
      next: string
    }>`select (txid_snapshot_xmax(txid_current_snapshot()) + 1000000)::text as next`.execute(
      acme.remit.platform.database,
    )
    expect(await ask(beside, everybody[15]!, rows[0]!.next)).toBe(false)
  })

  it('give the ledger one order without gaps', async () => {
    await Promise.all(
      everybody.map((who, n) =>
        (n % 2 ? acme.remit : beside).raw('POST', '/assignments', {
          identity: who,
          entitlement: 'wiki/readers',
          justification: 'both at once',
        }),
      ),
    )
    await expect
      .poll(
        async () =>
          (
            await sql<{
              open: number
            }>`select count(*)::int as open from ledger_entry where leaf_index is null`.execute(
              acme.remit.platform.database,
            )
          ).rows[0]!.open,
        { timeout: 10_000 },
      )
      .toBe(0)
    const { rows } = await sql<{ entries: number; last: number; different: number }>`
      select count(*)::int as entries, max(leaf_index)::int as last, count(distinct leaf_index)::int as different from ledger_entry`.execute(
      acme.remit.platform.database,
    )
    expect(rows[0]).toEqual({ entries: rows[0]!.entries, last: rows[0]!.entries - 1, different: rows[0]!.entries })
    expect(await beside.ask('POST', '/ledger/verify')).toMatchObject({ ok: true })
  })
})
