import { accept, type IdentityId } from '@remit/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { findEntries } from '../ledger/index.ts'
import { allIdentityFacts, type Claim, findIdentityByName, identityFacts, type Said, saveClaims } from './index.ts'

let platform: TestPlatform
const heard: IdentityId[] = []

beforeAll(async () => {
  platform = await testPlatform()
  platform.events.on('identities.changed', async (_work, { ids }) => void heard.push(...ids))
})
afterAll(() => platform.close())

const HR = { source: 'hr', rank: 10 }
const perform = async <Value>(deed: (work: UnitOfWork) => Promise<Value>): Promise<Value> => {
  const { answer } = await platform.perform(TESTER, async (work) => accept(await deed(work)))
  if (!answer.ok) throw new Error('refused')
  return answer.value
}
const claim = (claims: readonly Claim[]) => perform((work) => saveClaims(work, claims))
const hire = async (said: Said): Promise<IdentityId> => {
  const identity = newId<IdentityId>()
  await claim([{ identity, ...HR, said }])
  return identity
}
const facts = async (id: IdentityId) => (await identityFacts(platform.database, [id], platform.clock.now())).get(id)!
const latest = async (id: IdentityId) =>
  (await findEntries(platform.database, { subjectKind: 'identity', subjectId: id, limit: 1 }))[0]!
const minutesPass = () => platform.clock.pass(60_000)

describe('an identity', () => {
  it('joins by what a source says, and everybody above hears of it', async () => {
    const ada = await hire({
      displayName: 'Ada Lovelace',
      email: 'ada@example.org',
      attributes: { department: 'Engines' },
    })
    expect(await facts(ada)).toMatchObject({
      name: 'ada.lovelace',
      state: 'active',
      type: 'employee',
      attributes: { department: 'Engines', email: 'ada@example.org' },
      manager: null,
    })
    expect(heard).toContain(ada)
    expect((await latest(ada)).action).toBe('identity.joined')
  })

  it('gets a number when its name is taken, in the same call or before', async () => {
    const ids = [newId<IdentityId>(), newId<IdentityId>()]
    await claim(ids.map((identity) => ({ identity, ...HR, said: { displayName: 'Zoë Ångström' } })))
    await hire({ displayName: 'Zoe Angstrom' })
    const names = await Promise.all(
      ['zoe.angstrom', 'zoe.angstrom2', 'zoe.angstrom3'].map(
        async (name) => (await findIdentityByName(platform.database, name))?.name,
      ),
    )
    expect(names).toEqual(['zoe.angstrom', 'zoe.angstrom2', 'zoe.angstrom3'])
  })

  it('may be managed in a circle', async () => {
    const [one, other] = [newId<IdentityId>(), newId<IdentityId>()]
    await claim([
      { identity: one, ...HR, said: { displayName: 'Ouro', manager: other } },
      { identity: other, ...HR, said: { displayName: 'Boros', manager: one } },
    ])
    expect([(await facts(one)).manager, (await facts(other)).manager]).toEqual(['boros', 'ouro'])
  })

  it('moves, leaves and comes back, and the ledger says from where to where', async () => {
    const id = await hire({ displayName: 'Max Mover', attributes: { department: 'Finance' } })
    minutesPass()
    await claim([{ identity: id, ...HR, said: { displayName: 'Max Mover', attributes: { department: 'Sales' } } }])
    expect(JSON.parse((await latest(id)).body).detail.sentence).toBe(
      'Max Mover moved (hr): department Finance → Sales.',
    )
    minutesPass()
    await claim([{ identity: id, ...HR, said: { displayName: 'Max Mover', status: 'left' } }])
    expect([(await latest(id)).action, (await facts(id)).state]).toEqual(['identity.left', 'left'])
    minutesPass()
    await claim([{ identity: id, ...HR, said: { displayName: 'Max Mover' } }])
    expect((await latest(id)).action).toBe('identity.returned')
  })

  it('is untouched by hearing the same again', async () => {
    const said = { displayName: 'Same Again', attributes: { title: 'Clerk' } }
    const id = await hire(said)
    const before = heard.length
    minutesPass()
    expect(await claim([{ identity: id, ...HR, said }])).toMatchObject({ unchanged: 1, changed: 0 })
    expect(heard.length).toBe(before)
  })

  it('lives by the calendar of its zone: the last day counts as a whole', async () => {
    const id = await hire({
      displayName: 'Late Leaver',
      zone: 'Pacific/Auckland',
      starts: '2026-03-01',
      ends: '2026-03-02',
    })
    // 09:00 UTC on Monday 2 March is 22:00 in Auckland.
    expect((await facts(id)).state).toBe('active')
    const [tonight] = [
      ...(await identityFacts(platform.database, [id], (platform.clock.now() + 3 * 3_600_000) as never)).values(),
    ]
    expect(tonight!.state).toBe('left')
  })

  it('takes each attribute from the source with the smallest rank that says it', async () => {
    const id = await hire({ displayName: 'Two Sources', attributes: { department: 'Finance', title: 'Clerk' } })
    await claim([
      {
        identity: id,
        source: 'directory',
        rank: 20,
        said: { displayName: 'T. Sources', attributes: { department: 'FIN', location: 'Bern' } },
      },
    ])
    expect((await facts(id)).attributes).toEqual({ department: 'Finance', title: 'Clerk', location: 'Bern' })
    await claim([{ identity: id, ...HR, said: null }])
    expect(await facts(id)).toMatchObject({
      displayName: 'T. Sources',
      attributes: { department: 'FIN', location: 'Bern' },
      state: 'active',
    })
    await claim([{ identity: id, source: 'directory', rank: 20, said: null }])
    expect(await facts(id)).toMatchObject({ displayName: 'T. Sources', state: 'left' })
  })

  it('is told as it was known at a moment of the past', async () => {
    const id = await hire({ displayName: 'Past Tense', attributes: { department: 'Then' } })
    const then = new Date(platform.clock.now())
    minutesPass()
    await claim([{ identity: id, ...HR, said: { displayName: 'Past Tense', attributes: { department: 'Now' } } }])
    const now = platform.clock.now()
    expect((await identityFacts(platform.database, [id], now, then)).get(id)?.attributes.department).toBe('Then')
    expect((await identityFacts(platform.database, [id], now, new Date(now))).get(id)?.attributes.department).toBe(
      'Now',
    )
    expect((await identityFacts(platform.database, [id], now, new Date(0))).has(id)).toBe(false)
  })

  it('appears once among all', async () => {
    const all: IdentityId[] = []
    for await (const page of allIdentityFacts(platform.database, platform.clock.now()))
      all.push(...page.map(({ id }) => id))
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(5)
  })

  it('is never named twice by two at once', async () => {
    const hires = Array.from({ length: 8 }, () => hire({ displayName: 'Race Condition' }))
    const ids = await Promise.all(hires)
    const names = await Promise.all(ids.map(async (id) => (await facts(id)).name))
    expect(new Set(names).size).toBe(8)
  })
})
