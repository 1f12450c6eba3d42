import { accept, days } from '@remit/kernel'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TESTER } from '../testing/test-platform.ts'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'
import { change, gone, mayAt, rule, type Scene, scene } from './scene.ts'

let here: Scene
let elsewhere: TestRemit
const ROUNDS = 8

beforeAll(async () => {
  here = await scene()
  elsewhere = await testRemit({ beside: here.remit.platform, role: 'api' })
})
afterAll(async () => {
  await elsewhere.close()
  await here.remit.close()
})

/** Gives ada what can be taken away again. @returns how to take it, and the revision in which it is gone. */
const WAYS = {
  async withdraw() {
    const { id } = await here.remit.ask<{ id: string }>('POST', '/assignments', {
      identity: 'ada',
      entitlement: 'books/pay',
    })
    return async () => String((await here.remit.raw('DELETE', `/assignments/${id}`)).headers['remit-revision'])
  },
  async exclude() {
    const { id } = await here.remit.ask<{ id: string }>('POST', '/assignments', {
      identity: 'ada',
      entitlement: 'books/pay',
    })
    return async () => {
      const excluded = await here.remit.raw('POST', '/exclusions', { identity: 'ada', entitlement: 'books/pay' })
      undo = async () => {
        await here.remit.ask('DELETE', `/assignments/${id}`)
        await here.remit.ask('DELETE', `/exclusions/${excluded.json().id}`)
      }
      return String(excluded.headers['remit-revision'])
    }
  },
  async 'apply a plan'() {
    await here.apply(
      await here.plan([
        change({ kind: 'role', name: 'payer', entitlements: ['books/pay'] } as never),
        change(rule('payers', 'identity.department == "Finance"', ['payer'])),
      ]),
    )
    const away = await here.plan([gone('rule', 'payers')])
    return async () =>
      String((await here.remit.raw('POST', `/plans/${away.id}/apply`, { hash: away.hash })).headers['remit-revision'])
  },
} as const
let undo = async () => {}

type Way = keyof typeof WAYS

/** Checks race with a revocation. @returns how many that began after it had returned were allowed. */
async function allowedAfterwards(way: Way, rounds: number, ask: (revision: string) => Promise<boolean>) {
  let allowed = 0
  for (let round = 0; round < rounds; round++) {
    const revoke = await WAYS[way]()
    expect(await here.may('ada', 'books/pay')).toBe(true)
    let revision: string | null = null
    const racing = Array.from({ length: 4 }, async () => {
      while (revision === null) await here.may('ada', 'books/pay')
    })
    revision = await revoke()
    expect(revision).not.toBe('')
    const after = await Promise.all(Array.from({ length: 5 }, () => ask(revision!)))
    allowed += after.filter(Boolean).length
    await Promise.all(racing)
    await undo()
    undo = async () => {}
    await here.remit.settled()
  }
  return allowed
}

const here5 = () => here.may('ada', 'books/pay')
const thereWithRevision = (revision: string) => mayAt(elsewhere, 'ada', 'books/pay', { 'remit-at-least': revision })

describe.each(Object.keys(WAYS) as Way[])('after a revocation (%s) has returned', (way) => {
  const rounds = way === 'apply a plan' ? 3 : ROUNDS

  it('no check in the same process is allowed', async () => expect(await allowedAfterwards(way, rounds, here5)).toBe(0))

  it('no check in another process that asks for at least its revision is allowed', async () =>
    expect(await allowedAfterwards(way, rounds, thereWithRevision)).toBe(0))

  it('is found out when the process does not take its own commits in', async () => {
    const include = vi.spyOn(here.remit.world, 'include')
    const seen: number[] = []
    for (let attempt = 0; attempt < 6 && Math.max(0, ...seen) === 0; attempt++) {
      const given = await WAYS[way]()
      include.mockImplementation(async () => {})
      await given()
      seen.push((await Promise.all(Array.from({ length: 5 }, here5))).filter(Boolean).length)
      include.mockReset()
      await new Promise((resume) => setTimeout(resume, 400))
      await undo()
      undo = async () => {}
      await here.remit.settled()
    }
    include.mockRestore()
    expect(Math.max(...seen)).toBeGreaterThan(0)
  })
})

describe('another process that is asked without a revision', () => {
  it('is behind, and never by more than a second', async () => {
    const delays: number[] = []
    for (let round = 0; round < 10; round++) {
      const revoke = await WAYS.withdraw()
      await vi.waitFor(async () => expect(await mayAt(elsewhere, 'ada', 'books/pay')).toBe(true), {
        timeout: 3000,
        interval: 10,
      })
      await revoke()
      const began = performance.now()
      while (await mayAt(elsewhere, 'ada', 'books/pay')) if (performance.now() - began > 5000) break
      delays.push(performance.now() - began)
    }
    expect(Math.max(...delays)).toBeLessThan(1_000)
    // Were it never behind, the revision would prove nothing.
    expect(Math.max(...delays)).toBeGreaterThan(5)
  })

  it('is no further behind while somebody writes for a long time', async () => {
    const revoke = await WAYS.withdraw()
    await vi.waitFor(async () => expect(await mayAt(elsewhere, 'ada', 'books/pay')).toBe(true), {
      timeout: 3000,
      interval: 10,
    })
    let end = () => {}
    const long = here.remit.platform.perform(TESTER, async () => {
      await new Promise<void>((resume) => {
        end = resume
      })
      return accept()
    })
    await vi.waitFor(() => expect(end).not.toBe(undefined))
    await new Promise((resume) => setTimeout(resume, 100))
    const revision = await revoke()
    expect(await mayAt(elsewhere, 'ada', 'books/read', { 'remit-at-least': revision })).toBe(false)
    const began = performance.now()
    await vi.waitFor(async () => expect(await mayAt(elsewhere, 'ada', 'books/pay')).toBe(false), {
      timeout: 3000,
      interval: 10,
    })
    expect(performance.now() - began).toBeLessThan(1_000)
    end()
    await long
  })

  it('knows what was committed before the revision it is asked for, whoever committed it', async () => {
    for (let round = 0; round < 5; round++) {
      const revoke = await WAYS.withdraw()
      await vi.waitFor(async () => expect(await mayAt(elsewhere, 'ada', 'books/pay')).toBe(true), {
        timeout: 3000,
        interval: 10,
      })
      await revoke()
      const unrelated = await elsewhere.raw('POST', '/exclusions', { identity: 'eve', entitlement: 'books/pay' })
      expect(
        await mayAt(elsewhere, 'ada', 'books/pay', { 'remit-at-least': String(unrelated.headers['remit-revision']) }),
      ).toBe(false)
      await elsewhere.ask('DELETE', `/exclusions/${unrelated.json().id}`)
    }
  })

  it.each([
    ['nonsense', 'x'],
    ['of the future', Buffer.from('1:999999999999').toString('base64url')],
    ['of another making', Buffer.from('2:1').toString('base64url')],
    ['without end', 'a'.repeat(2000)],
  ])('denies rather than guess at a revision that is %s', async (_how, revision) => {
    await here.remit.ask('POST', '/assignments', { identity: 'eve', entitlement: 'books/read' })
    expect(await here.may('eve', 'books/read')).toBe(true)
    expect(await mayAt(here.remit, 'eve', 'books/read', { 'remit-at-least': revision })).toBe(false)
  })
})

describe('when nobody works', () => {
  it('access ends at its instant all the same', async () => {
    const until = here.remit.platform.clock.now() + days(1)
    await here.remit.ask('POST', '/assignments', {
      identity: 'ada',
      entitlement: 'books/pay',
      until: new Date(until).toISOString(),
    })
    await Promise.all(here.remit.pulses.map((pulse) => pulse.stop()))
    here.remit.platform.clock.set((until - 1) as never)
    expect(await here.may('ada', 'books/pay')).toBe(true)
    here.remit.platform.clock.set(until as never)
    expect(await here.may('ada', 'books/pay')).toBe(false)
    for (const pulse of here.remit.pulses) pulse.start()
  })

  it('nor does whoever leaves keep anything past the day, nor a rule hold past its date', async () => {
    const { clock } = here.remit.platform
    const ends = clock.now() + days(2)
    await here.people({
      temp: { attributes: { department: 'Sales' }, ends: new Date(ends).toISOString() },
      sal: { attributes: { department: 'Sales' } },
    })
    const soon = clock.now() + days(1)
    await here.apply(
      await here.plan([
        change(
          rule('campaign', `identity.department == "Sales" && now < timestamp("${new Date(soon).toISOString()}")`),
        ),
      ]),
    )
    await here.remit.ask('POST', '/assignments', { identity: 'temp', entitlement: 'books/pay' })
    await Promise.all(here.remit.pulses.map((pulse) => pulse.stop()))
    clock.set((soon - 1) as never)
    expect(await here.may('sal', 'books/read')).toBe(true)
    clock.set(soon as never)
    expect(await here.may('sal', 'books/read')).toBe(false)
    clock.set((ends - 1) as never)
    expect(await here.may('temp', 'books/pay')).toBe(true)
    clock.set(ends as never)
    expect(await here.may('temp', 'books/pay')).toBe(false)
    for (const pulse of here.remit.pulses) pulse.start()
  })
})

describe('when the database goes away', () => {
  it('answers from memory for five seconds, then denies as stale, and is back by itself', async () => {
    const admin = new pg.Client({ ...(here.remit.platform.connection as pg.ClientConfig), database: 'postgres' })
    await admin.connect()
    const name = String(here.remit.platform.connection.database)
    const { world } = here.remit
    await here.remit.ask('POST', '/assignments', { identity: 'eve', entitlement: 'books/pay' })
    expect(world.evaluate('eve', 'books/pay')?.decision).toBe(true)
    await admin.query(`alter database ${name} allow_connections false`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await new Promise((resume) => setTimeout(resume, 1_500))
    expect(world.evaluate('eve', 'books/pay')?.decision).toBe(true)
    await new Promise((resume) => setTimeout(resume, 4_000))
    expect(world.snapshot).toBeNull()
    await admin.query(`alter database ${name} allow_connections true`)
    await vi.waitFor(() => expect(world.evaluate('eve', 'books/pay')?.decision).toBe(true), {
      timeout: 10_000,
      interval: 50,
    })
    await admin.end()
    await vi.waitFor(async () => expect(await here.may('eve', 'books/pay')).toBe(true), {
      timeout: 10_000,
      interval: 100,
    })
    await here.remit.ask('POST', '/exclusions', { identity: 'eve', entitlement: 'books/pay' })
    expect(await here.may('eve', 'books/pay')).toBe(false)
  })
})
