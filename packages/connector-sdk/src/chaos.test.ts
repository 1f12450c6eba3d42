import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chaos, type Fault, randomFrom } from './chaos.ts'
import { memoryTarget } from './memory-target.ts'
import { readAll } from './read-all.ts'

const LIMITS = { pages: 50, items: 1000 }
const entitlements = Array.from({ length: 25 }, (_, n) => ({ nativeId: `e${n}`, name: `E ${n}`, type: 'right' }))
const target = () => memoryTarget(entitlements, 10)

async function readThrough(...schedule: (Fault | 'none')[]) {
  const { session } = chaos(target().session, { schedule })
  return readAll(session.read.entitlements!, LIMITS)
}

describe('a read on a bad day', () => {
  it('is complete when nothing happened to it (the control)', async () => {
    expect(await readThrough('none', 'none', 'none')).toEqual({ complete: true, items: entitlements })
  })

  it.each([
    ['unreadable', 'the connection broke'],
    ['truncated', 'the target claims 25 items and sent 15'],
    ['loop', 'the target sent the same page mark twice'],
  ] as const)('is never complete when a page was %s', async (fault, why) => {
    expect(await readThrough('none', fault)).toMatchObject({ complete: false, why })
  })

  it('may be yesterday’s', async () => {
    const { session } = chaos(target().session, { schedule: ['none', 'none', 'stale'] })
    expect(await session.read.accountByUserName!('ada')).toBeNull()
    await session.write.createAccount!({ userName: 'ada', attributes: {} }, 'key')
    expect(await session.read.accountByUserName!('ada')).toBeNull()
    expect(await session.read.accountByUserName!('ada')).toMatchObject({ userName: 'ada' })
  })

  it('that is complete holds everything, whatever the seed', async () => {
    const rates = { unreadable: 0.1, truncated: 0.1, loop: 0.1 }
    let incomplete = 0
    for (let seed = 0; seed < 200; seed++) {
      const { session, trace } = chaos(target().session, { random: randomFrom(seed), rates })
      const all = await readAll(session.read.entitlements!, LIMITS)
      if (all.complete) expect(all.items, trace.join('\n')).toEqual(entitlements)
      else incomplete++
    }
    expect(incomplete).toBeGreaterThan(20)
  })
})

describe('a write on a bad day', () => {
  const create = { userName: 'ada', attributes: {} }

  it.each([
    ['lost-before', 'unknown', 0],
    ['lost-after', 'unknown', 1],
    ['later', 'later', 0],
    ['ignored', 'done', 0],
    ['late', 'unknown', 0],
    ['none', 'done', 1],
  ] as const)('that is %s answers "%s" and has %i effects', async (fault, outcome, effects) => {
    const memory = target()
    const { session } = chaos(memory.session, { schedule: [fault] })
    expect((await session.write.createAccount!(create, 'key')).outcome).toBe(outcome)
    expect(memory.effects.length).toBe(effects)
  })

  it('may happen after a later one, and undo it', async () => {
    const memory = target()
    const { account } = (await memory.session.write.createAccount!(create, 'key')) as { account: string }
    const { session, arrive } = chaos(memory.session, { schedule: ['late'] })
    await session.write.disableAccount!({ account }, 'older')
    await session.write.enableAccount!({ account }, 'newer')
    expect((await memory.session.read.account!(account))?.account.status).toBe('active')
    await arrive()
    expect((await memory.session.read.account!(account))?.account.status).toBe('disabled')
  })

  it('is the same for the same seed', async () => {
    const run = async (seed: number) => {
      const rates = { 'lost-before': 0.2, 'lost-after': 0.2, late: 0.1, later: 0.1, ignored: 0.1 }
      const memory = target()
      const { session, trace } = chaos(memory.session, { random: randomFrom(seed), rates })
      for (let n = 0; n < 20; n++)
        await session.write.createAccount!({ userName: `user${n % 7}`, attributes: {} }, `${n}`)
      return { trace, effects: memory.effects }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        expect(await run(seed)).toEqual(await run(seed))
      }),
    )
    expect((await run(1)).trace).not.toEqual((await run(2)).trace)
  })
})
