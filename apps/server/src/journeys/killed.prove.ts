import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomFrom } from '@remit/connector-sdk/chaos'
import { type ByHand, byHand, type Slapd, startSlapd, whyNoSlapd } from '@remit/connectors/testing/slapd'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startEmbedded } from '../platform/database/embedded.ts'
import type { Shown, ShownOperation } from './company.ts'
import { type ServerProcess, startServer, whyNotBuilt } from './server-process.ts'

const SECONDS = Number(process.env.REMIT_PROVE_SECONDS ?? 60)
const SEED = Number(process.env.REMIT_PROVE_SEED ?? 1)
/** Joiners that each life of the server begins with. */
const JOINERS = 6
/** What was taken when the last life ended is taken over when its lease runs out; the rest follows at once. */
const LEASE_AND_MORE = 200_000

const why = whyNoSlapd() ?? whyNotBuilt()
const GROUPS = ['staff', 'readers']
const ENTRIES = GROUPS.map(
  (cn) => `dn: cn=${cn},ou=groups,dc=acme,dc=test\nobjectClass: groupOfNames\ncn: ${cn}\nmember: cn=nobody\n\n`,
).join('')

describe.skipIf(why !== null)(
  `the server killed again and again over a directory${why === null ? '' : ` (skipped: ${why})`}`,
  () => {
    let slapd: Slapd
    let desk: ByHand
    let dataDir: string
    let server: ServerProcess

    const start = async (): Promise<void> => {
      server = await startServer(dataDir, { DIRECTORY_PASSWORD: slapd.admin.password })
    }
    beforeEach(async () => {
      slapd = await startSlapd({ ldif: ENTRIES, overlays: ['auditlog'] })
      desk = await byHand(slapd)
      dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'remit-killed-'))
      fs.chmodSync(dataDir, 0o755)
      await start()
      await apply(
        {
          kind: 'source',
          name: 'hr',
          connector: 'csv-people',
          rank: 10,
          settings: {
            path: 'hr.csv',
            key: 'number',
            trailer: 'END',
            columns: { number: 'employeeNumber', login: 'name', name: 'displayName', mail: 'email' },
          },
        },
        // So many joiners in a few seconds are what the built-in brake is for.
        {
          kind: 'brake',
          name: 'hiring',
          scope: {},
          gains: { count: 10_000, share: 1 },
          losses: { count: 10, share: 0.05 },
          hours: 24,
        },
        {
          kind: 'application',
          name: 'directory',
          connector: 'ldap',
          settings: {
            url: slapd.url,
            bindDn: slapd.admin.dn,
            password: { secret: 'DIRECTORY_PASSWORD' },
            accounts: { base: slapd.people },
            groups: { base: slapd.groups },
          },
          accounts: { userName: '{name}', attributes: { displayName: '{displayName}', mail: '{email}' } },
        },
      )
      await follow('/applications/directory/imports')
      await apply(
        { kind: 'role', name: 'everybody', entitlements: GROUPS.map((name) => `directory/${name}`) },
        { kind: 'rule', name: 'everybody', when: 'true', gives: ['everybody'] },
      )
    })
    afterEach(async () => {
      await server?.end()
      await desk?.close()
      await slapd?.close()
      if (dataDir) fs.rmSync(dataDir, { recursive: true, force: true })
    })

    async function apply(...documents: readonly object[]): Promise<void> {
      const { id, hash } = await server.ask<{ id: string; hash: string }>('POST', '/plans', {
        documents: documents.map((document) => ({ document })),
      })
      await server.ask('POST', `/plans/${id}/apply`, { hash })
    }
    async function follow(what: string): Promise<void> {
      const { job } = await server.ask<{ job: string }>('POST', what)
      await vi.waitFor(async () => expect(await server.ask('GET', `/jobs/${job}`)).toMatchObject({ state: 'done' }), {
        timeout: 60_000,
        interval: 100,
      })
    }
    const everybody = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `person${n}`)
    function hire(count: number): void {
      const rows = everybody(count).map((login, n) => `${n},${login},Number ${n},${login}@acme.test`)
      fs.writeFileSync(
        path.join(dataDir, 'files/hr.csv'),
        `${['number,login,name,mail', ...rows].join('\n')}\nEND,${count}\n`,
      )
    }
    /** As the directory is, and as it wrote down that it came about. */
    async function seen(count: number): Promise<object> {
      const wanted = everybody(count)
      return {
        accounts: await desk.everybody(),
        groups: await Promise.all(wanted.map((uid) => desk.groupsOf(uid))),
        journal: [...(await desk.journal())].sort(),
      }
    }
    const exactly = (count: number): object => {
      const wanted = everybody(count)
      return {
        accounts: [...wanted].sort(),
        groups: wanted.map(() => [...GROUPS].sort()),
        journal: wanted.flatMap((uid) => [`made ${uid}`, ...GROUPS.map((cn) => `${uid} joined ${cn}`)]).sort(),
      }
    }

    it(
      'converges: everybody once, in exactly their groups, nothing done twice, nothing left open',
      async () => {
        const random = randomFrom(SEED)
        const until = Date.now() + SECONDS * 1000
        let hired = 0
        for (let lives = 0; lives < 3 || Date.now() < until; lives++) {
          hired += JOINERS
          hire(hired)
          // A run that was killed is taken up again by itself; asking for another is then refused, which is as good.
          await server.ask('POST', '/sources/hr/runs').catch((error: Error) => expect(error.message).toContain('409'))
          await new Promise((resume) => setTimeout(resume, 200 + random() * 2_800))
          await server.kill()
          await start()
        }
        const context = `seed ${SEED}, ${hired / JOINERS} kills`
        await vi.waitFor(
          async () =>
            expect(
              (await server.ask<{ lastRun: { state: string } }>('GET', '/sources/hr')).lastRun.state,
              context,
            ).toMatch(/applied|unchanged|refused/),
          { timeout: 60_000, interval: 500 },
        )
        await follow('/sources/hr/runs')
        await vi.waitFor(
          async () => {
            expect(
              (await server.ask<Shown<ShownOperation>>('GET', '/operations?state=open&limit=200')).items,
              context,
            ).toEqual([])
            expect(await seen(hired), context).toEqual(exactly(hired))
          },
          { timeout: LEASE_AND_MORE, interval: 1_000 },
        )
        expect((await server.ask<Shown<ShownOperation>>('GET', '/operations?state=declined')).items, context).toEqual(
          [],
        )
        await follow('/applications/directory/imports')
        expect((await server.ask<Shown<object>>('GET', '/applications/directory/differences')).items, context).toEqual(
          [],
        )
        expect(await server.ask('POST', '/ledger/verify'), context).toMatchObject({ ok: true })
        console.log(`${context}: ${hired} joiners, each once`)

        // The control of the looking itself: one thing done twice, and one undone, are both seen.
        await desk.leave('staff', 'person0')
        expect(await seen(hired)).not.toEqual(exactly(hired))
        await desk.join('staff', 'person0')
        expect(await seen(hired)).not.toEqual(exactly(hired))
      },
      SECONDS * 1000 + LEASE_AND_MORE + 120_000,
    )

    it('would lose some were operations noted as done before they are (the control)', async () => {
      const count = JOINERS * 5
      hire(count)
      await server.ask('POST', '/sources/hr/runs')
      await vi.waitFor(async () => expect((await desk.journal()).length).toBeGreaterThan(3), {
        timeout: 30_000,
        interval: 5,
      })
      process.kill(server.pid, 'SIGSTOP')
      const database = new pg.Client((await startEmbedded({ dataDir })).connection)
      await database.connect()
      await database.query(
        `update operation set state = 'verified', leased_until = null, settled_at = due_at
       where kind = 'createAccount' and state in ('waiting', 'running')`,
      )
      await database.end()
      await server.kill()
      await start()
      const done = (await server.ask<Shown<ShownOperation>>('GET', '/operations?state=verified&limit=200')).items
      const made = done.filter((one) => one.kind === 'createAccount').map((one) => one.identity!.name)
      const there = await desk.everybody()
      expect(made.filter((name) => !there.includes(name)).length).toBeGreaterThan(0)
    }, 120_000)
  },
)
