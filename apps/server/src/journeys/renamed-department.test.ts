import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TESTER } from '../testing/test-platform.ts'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'

let remit: TestRemit

const PEOPLE = 60
const feed = (department: (n: number) => string) =>
  fs.writeFileSync(
    path.join(remit.dataDir, 'hr.csv'),
    `number,name,department\n${Array.from({ length: PEOPLE }, (_, n) => `${n},Clerk ${n},${department(n)}\n`).join('')}`,
  )

interface Run {
  id: string
  state: string
  why: string | null
  listHash: string | null
}
const latest = async () => (await remit.ask<{ items: Run[] }>('GET', '/sources/hr/runs')).items[0]!
const readFeed = async () => {
  const job = await remit.readSource(TESTER, 'hr')
  for (;;) {
    const { state } = await remit.ask<{ state: string }>('GET', `/jobs/${job}`)
    if (state === 'done' || state === 'failed') break
    await new Promise((resume) => setTimeout(resume, 50))
  }
  await remit.settled()
  remit.platform.clock.pass(60_000)
  return latest()
}
const apply = async (documents: object[]) => {
  const plan = await remit.ask<{ id: string; hash: string; findings: { severity: string }[] }>('POST', '/plans', {
    documents: documents.map((document) => ({ document })),
  })
  expect(plan.findings.filter((finding) => finding.severity === 'error')).toEqual([])
  await remit.ask('POST', `/plans/${plan.id}/apply`, { hash: plan.hash })
  await remit.settled()
}
const grants = async () => (await remit.ask<{ counts: { grants: number } }>('GET', '/overview')).counts.grants

beforeAll(async () => {
  remit = await testRemit()
  feed(() => 'Finance')
  await apply([
    {
      kind: 'application',
      name: 'books',
      connector: 'csv-export',
      fulfilment: 'manual',
      instructions: 'Write to the clerk.',
      accounts: { userName: '{name}' },
      settings: {
        accounts: { path: 'books.csv', account: 'login' },
        holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
      },
    },
    { kind: 'entitlement', name: 'books/read' },
    { kind: 'role', name: 'finance', entitlements: ['books/read'] },
    { kind: 'rule', name: 'finance', when: 'identity.department == "Finance"', gives: ['finance'] },
    {
      kind: 'source',
      name: 'hr',
      connector: 'csv-people',
      settings: {
        path: 'hr.csv',
        key: 'number',
        columns: { number: 'employeeNumber', name: 'displayName', department: 'department' },
      },
    },
  ])
})
afterAll(() => remit.close())

describe('a feed in which a department has another name', () => {
  it('is the ordinary first load to begin with', async () => {
    expect(await readFeed()).toMatchObject({ state: 'applied' })
    expect(await grants()).toBe(PEOPLE)
  })

  it('loses no record and everybody’s access: it is held, and says what it would end', async () => {
    // Fifteen of sixty: too few for the brake on changed people, too many grants for the brake on effects.
    feed((n) => (n < 15 ? 'Finance and accounting' : 'Finance'))
    const run = await readFeed()
    expect(run).toMatchObject({ state: 'paused' })
    expect(run.why).toContain('would end 15 grants in books')
    expect(await grants()).toBe(PEOPLE)
  })

  it('happens as seen once somebody has released that list', async () => {
    const { id, listHash } = await latest()
    const { job } = await remit.ask<{ job: string }>('POST', `/runs/${id}/release`, { listHash })
    for (;;) if ((await remit.ask<{ state: string }>('GET', `/jobs/${job}`)).state === 'done') break
    await remit.settled()
    expect(await grants()).toBe(PEOPLE - 15)
  })
})
