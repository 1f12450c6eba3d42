import { accept, days, type IdentityId, minutes } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { TESTER, type TestPlatform } from '../../testing/test-platform.ts'
import { entitlementIds } from '../catalog/index.ts'
import { subscribeGrants } from '../grants/index.ts'
import { rewordIdentity, saveClaims } from '../identities/index.ts'
import { findEntries } from '../ledger/index.ts'
import { addApplication } from '../provisioning/testing/scene.ts'
import { applyRun } from './commands/apply-run.ts'
import { askForRun } from './commands/ask-for-run.ts'
import { settleCase, undoCase } from './commands/settle-case.ts'
import { discardRun, releaseRun } from './commands/settle-paused-run.ts'
import { takeRun } from './commands/take-run.ts'
import { sourceConfigurable } from './configurable.ts'
import { findCases } from './store/cases.ts'
import { findRun } from './store/runs.ts'
import { COLUMNS, csv, firm, openScene, type Row, type Scene } from './testing/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  await scene.platform.jobs.start(false)
})
afterEach(async () => {
  await scene.platform.jobs.stop()
  await scene.close()
})

const called = async (displayName: string) => (await scene.everybody()).find((one) => one.displayName === displayName)
const without = (rows: readonly Row[], ...numbers: string[]) => rows.filter(({ number }) => !numbers.includes(number))
const changed = (rows: readonly Row[], number: string, change: Partial<Row>) =>
  rows.map((row) => (row.number === number ? { ...row, ...change } : row))
const openCases = () => findCases(scene.platform.database, { state: 'open', limit: 100 })

describe('a feed', () => {
  it('makes identities with their managers, and the first run of an installation is marked bootstrap', async () => {
    await scene.declare('hr')
    expect(await scene.feed('hr', csv(firm(30)))).toMatchObject({
      state: 'applied',
      counts: { read: 30, new: 30, bootstrap: 1 },
    })
    const everybody = await scene.everybody()
    expect(everybody.length).toBe(30)
    expect(await called('Ben Number1')).toMatchObject({
      name: 'ben.number1',
      manager: 'ada.number0',
      attributes: { department: 'Finance', employeeNumber: 'E1' },
    })
  })

  it('that says the same again changes nothing', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(30)))
    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged', counts: { unchanged: 30, changed: 0 } })
  })

  it('makes joiners, movers and leavers', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(30)))
    const next = [
      ...changed(changed(firm(30), 'E5', { department: 'Sales' }), 'E6', { status: 'left' }),
      { number: 'E99', name: 'New Comer', manager: 'E5' },
    ]
    expect(await scene.feed('hr', csv(next))).toMatchObject({
      state: 'applied',
      counts: { new: 1, changed: 2, leavers: 1, unchanged: 28 },
    })
    expect((await called('Finn Number5'))?.attributes.department).toBe('Sales')
    expect((await called('Gus Number6'))?.state).toBe('left')
    expect((await called('New Comer'))?.manager).toBe('finn.number5')
  })

  it('may name managers in a circle, and in any order', async () => {
    await scene.declare('hr')
    const run = await scene.feed(
      'hr',
      csv([
        { number: 'A', name: 'Ouro', manager: 'B' },
        { number: 'B', name: 'Boros', manager: 'A' },
      ]),
    )
    expect(run.state).toBe('applied')
    expect([(await called('Ouro'))?.manager, (await called('Boros'))?.manager]).toEqual(['boros', 'ouro'])
  })

  it('whose manager is nobody is applied without, says so, and heals when the manager comes', async () => {
    await scene.declare('hr')
    const [boss, ...rest] = firm(3) as [Row, ...Row[]]
    expect((await scene.feed('hr', csv(rest))).problems).toEqual([
      { at: 'E1', problem: '"E0" is nobody we know; it stays without' },
      { at: 'E2', problem: '"E0" is nobody we know; it stays without' },
    ])
    await scene.feed('hr', csv([boss, ...rest]))
    expect((await called('Cleo Number2'))?.manager).toBe('ada.number0')
  })

  it('is read by the types of the schema: what cannot be read is left out and named', async () => {
    await scene.declare('hr')
    const run = await scene.feed('hr', csv(changed(firm(30), 'E29', { end: '31.12.2026' })))
    expect(run).toMatchObject({
      state: 'applied',
      counts: { new: 29, unreadable: 1 },
      problems: [{ at: 'E29', problem: '"31.12.2026" is no date; one is 2026-03-31' }],
    })
  })
})

describe('somebody who is missing', () => {
  it('is only reported, unless the source says otherwise', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(30)))
    expect(await scene.feed('hr', csv(without(firm(30), 'E29')))).toMatchObject({
      state: 'applied',
      counts: { missing: 1, leavers: 0 },
    })
    expect((await called('Jill Number29'))?.state).toBe('active')
  })

  it('has left only when two whole feeds agree, and comes back with a third', async () => {
    await scene.declare('hr', { absence: 'leaver' })
    await scene.feed('hr', csv(firm(30)))
    await scene.feed('hr', csv(without(firm(30), 'E29')))
    expect((await called('Jill Number29'))?.state).toBe('active')
    await scene.read('hr')
    expect((await called('Jill Number29'))?.state).toBe('left')
    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged' })
    await scene.feed('hr', csv(firm(30)))
    expect((await called('Jill Number29'))?.state).toBe('active')
  })

  it('has left at once when the feed counts itself', async () => {
    const counted = (rows: readonly Row[]) => `${csv(rows)}END,${rows.length},,,,,\n`
    await scene.declare('hr', {
      absence: 'leaver',
      settings: { path: 'hr.csv', key: 'number', columns: COLUMNS, trailer: 'END' },
    })
    expect((await scene.feed('hr', counted(firm(30)))).state).toBe('applied')
    await scene.feed('hr', counted(without(firm(30), 'E29')))
    expect((await called('Jill Number29'))?.state).toBe('left')
  })

  it('is one of too many: the run waits for a person, who releases exactly this list', async () => {
    await scene.declare('hr', { absence: 'leaver' })
    await scene.feed('hr', csv(firm(30)))
    const run = await scene.feed('hr', csv(firm(18)))
    expect(run).toMatchObject({
      state: 'paused',
      why: '12 of 30 people are missing from the feed, and at most 5 may be; releasing it makes leavers of them. Nothing was changed; look at the list, then release or discard it.',
    })
    expect((await scene.everybody()).filter(({ state }) => state === 'left').length).toBe(0)

    const other = await releaseRun(scene.platform, TESTER, run.id, 'f'.repeat(64))
    expect(other.answer).toMatchObject({ ok: false, refusal: 'run.other-list' })
    expect((await releaseRun(scene.platform, TESTER, run.id, run.listHash!)).answer.ok).toBe(true)
    await applyRun(scene.platform, run.id, TESTER, async () => {})
    expect((await scene.everybody()).filter(({ state }) => state === 'left').length).toBe(12)
    expect((await findEntries(scene.platform.database, { action: 'source.run-released', limit: 1 })).length).toBe(1)
  })

  it('is one of too many, and discarded nothing happens', async () => {
    await scene.declare('hr', { absence: 'leaver' })
    await scene.feed('hr', csv(firm(30)))
    const run = await scene.feed('hr', csv(firm(18)))
    expect((await discardRun(scene.platform, TESTER, run.id)).answer.ok).toBe(true)
    expect(await scene.feed('hr', csv(firm(30)))).toMatchObject({ state: 'unchanged' })
  })

  it('is one of few, again and again: a day of small bites is one large one', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(40)))
    for (const left of [38, 36]) expect((await scene.feed('hr', csv(firm(left)))).state).toBe('applied')
    expect(await scene.feed('hr', csv(firm(34)))).toMatchObject({
      state: 'paused',
      why: expect.stringContaining(
        '2 of 36 people are missing from the feed, after 4 in the last 24 hours, and at most 5 may be',
      ),
    })
  })

  it('may be one of few every day', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(40)))
    for (const left of [38, 36, 34, 32]) {
      scene.platform.clock.pass(days(1))
      expect((await scene.feed('hr', csv(firm(left)))).state).toBe('applied')
    }
  })

  it('says nothing in a delta, where only "gone" in so many words does', async () => {
    const settings = {
      path: 'hr.csv',
      key: 'number',
      columns: { number: 'employeeNumber', name: 'displayName' },
      mode: 'delta',
      delta: { column: 'op', set: ['set'], gone: ['gone'] },
    }
    await scene.declare('hr', { mode: 'delta', settings })
    await scene.feed('hr', 'number,name,op\n1,Ada,set\n2,Ben,set\n')
    expect(await scene.feed('hr', 'number,name,op\n1,,gone\n')).toMatchObject({
      state: 'applied',
      counts: { leavers: 1, missing: 0 },
    })
    expect([(await called('Ada'))?.state, (await called('Ben'))?.state]).toEqual(['left', 'active'])
    expect(await scene.feed('hr', 'number,name,op\n1,Ada,set\n')).toMatchObject({ state: 'applied' })
    expect((await called('Ada'))?.state).toBe('active')
  })
})

describe('a record with a new key', () => {
  const registered = async (displayName: string, email: string) => {
    const identity = newId<IdentityId>()
    await scene.platform.perform(TESTER, async (work) =>
      accept(await saveClaims(work, [{ identity, source: 'directory', rank: 50, said: { displayName, email } }])),
    )
    return identity
  }

  it('is somebody known from elsewhere when a certain rule finds them alone', async () => {
    const ada = await registered('A. Lovelace', 'ADA@example.org')
    await scene.declare('hr', { rank: 10 })
    expect(await scene.feed('hr', csv([{ number: '1', name: 'Ada Lovelace', mail: 'ada@example.org' }]))).toMatchObject(
      { counts: { linked: 1, new: 0 } },
    )
    expect(await called('Ada Lovelace')).toMatchObject({ id: ada, name: 'a.lovelace' })
  })

  it('is nobody yet when two could be meant, or a name alone says so', async () => {
    await registered('Twin', 'twins@example.org')
    await registered('Twin', 'twins@example.org')
    await registered('Ben Name', 'ben@example.org')
    await scene.declare('hr')
    expect(
      await scene.feed(
        'hr',
        csv([
          { number: '1', name: 'Somebody', mail: 'twins@example.org' },
          { number: '2', name: 'Ben Name' },
        ]),
      ),
    ).toMatchObject({ counts: { cases: 2, new: 0 } })
    expect((await scene.everybody()).length).toBe(3)
    expect((await openCases()).map(({ key, candidates }) => [key, candidates.length]).sort()).toEqual([
      ['1', 2],
      ['2', 1],
    ])
  })

  it('is a case when it is the missing one under another key: no leaver, no joiner', async () => {
    await scene.declare('hr', { absence: 'leaver' })
    await scene.feed('hr', csv(firm(30)))
    const next = changed(firm(30), 'E29', { number: 'X29' })
    expect(await scene.feed('hr', csv(next))).toMatchObject({
      state: 'applied',
      counts: { cases: 1, new: 0, leavers: 0 },
    })
    const [one] = await openCases()
    expect(one?.candidates[0]?.name).toBe('jill.number29')
    expect((await called('Jill Number29'))?.state).toBe('active')

    const before = await called('Jill Number29')
    expect(
      (await settleCase(scene.platform, TESTER, one!.id, { decision: 'merge', identity: 'jill.number29' })).answer.ok,
    ).toBe(true)
    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged' })
    expect((await scene.everybody()).length).toBe(30)

    expect((await undoCase(scene.platform, TESTER, one!.id)).answer.ok).toBe(true)
    expect(await called('Jill Number29')).toEqual(before)
    expect((await openCases()).length).toBe(1)

    await settleCase(scene.platform, TESTER, one!.id, { decision: 'separate' })
    expect((await scene.everybody()).filter(({ displayName }) => displayName === 'Jill Number29').length).toBe(2)
    await undoCase(scene.platform, TESTER, one!.id)
    await settleCase(scene.platform, TESTER, one!.id, { decision: 'separate' })
    expect((await scene.everybody()).length).toBe(31)
  })

  it('is not taken back once the key that made way is told of again: it is somebody else by now', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(30)))
    const rekeyed = changed(firm(30), 'E29', { number: 'X29' })
    await scene.feed('hr', csv(rekeyed))
    const [one] = await openCases()
    await settleCase(scene.platform, TESTER, one!.id, { decision: 'merge', identity: 'jill.number29' })
    await scene.feed('hr', csv([...rekeyed, { number: 'E29', name: 'Nora New', status: 'active' }]))
    expect((await undoCase(scene.platform, TESTER, one!.id)).answer).toMatchObject({
      ok: false,
      refusal: 'case.key-told-again',
    })
    expect(await called('Nora New')).toMatchObject({ state: 'active' })
  })

  it('is nobody’s manager any more once that is taken back', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(30)))
    await scene.feed('hr', csv(changed(changed(firm(30), 'E7', { number: 'X7' }), 'E29', { manager: 'X7' })))
    const [one] = await openCases()
    expect(await called('Jill Number29')).toMatchObject({ manager: null })
    await settleCase(scene.platform, TESTER, one!.id, { decision: 'merge', identity: 'hana.number7' })
    expect(await called('Jill Number29')).toMatchObject({ manager: 'hana.number7' })
    await undoCase(scene.platform, TESTER, one!.id)
    expect(await called('Jill Number29')).toMatchObject({ manager: null })
  })

  it('never takes the life that hung on an e-mail address given out again', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(10)))
    await scene.feed('hr', csv(changed(firm(10), 'E9', { status: 'left' })))
    const next = [
      ...changed(firm(10), 'E9', { status: 'left' }),
      { number: 'E50', name: 'Other Person', mail: 'person9@example.org' },
    ]
    expect(await scene.feed('hr', csv(next))).toMatchObject({ counts: { cases: 1, linked: 0 } })
  })

  it('may have a name that somebody else in the same feed has', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(10)))
    expect(await scene.feed('hr', csv([...firm(10), { number: 'E50', name: 'Ada Number0' }]))).toMatchObject({
      counts: { new: 1, cases: 0 },
    })
  })
})

describe('a source', () => {
  it('that is given another rank is believed by it from its next run on', async () => {
    const one = firm(1)[0]!
    await scene.declare('hr', { rank: 10 })
    await scene.feed('hr', csv([{ ...one, department: 'Sales' }]))
    await scene.declare('directory', { rank: 20 })
    await scene.feed('directory', csv([{ ...one, department: 'SALES-EMEA' }]))
    expect((await called('Ada Number0'))?.attributes.department).toBe('Sales')
    await scene.declare('hr', { rank: 30 })
    expect(await scene.read('hr')).toMatchObject({ state: 'applied', counts: { changed: 1 } })
    expect((await called('Ada Number0'))?.attributes.department).toBe('SALES-EMEA')
    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged' })
  })

  it('that is removed leaves everybody as they are, to be changed in the console', async () => {
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(10)))
    const before = await scene.everybody()
    const kind = sourceConfigurable(scene.tools.connectors)
    const { answer } = await scene.platform.perform(TESTER, async (work) => accept(await kind.remove(work, ['hr'])))
    expect(answer).toEqual({ ok: true, value: null })
    expect(await scene.everybody()).toEqual(before)
    const reworded = await scene.platform.perform(TESTER, (work) =>
      rewordIdentity(work, 'ben.number1', { attributes: { title: 'Chief' } }),
    )
    expect(reworded.answer.ok).toBe(true)
    expect((await called('Ben Number1'))?.attributes).toMatchObject({ title: 'Chief', department: 'Finance' })
  })
})

describe('a run that is killed in the middle', () => {
  it('goes on where it was, and ends as if nothing had happened', async () => {
    const { platform, tools } = scene
    await scene.declare('hr')
    await scene.put('hr', csv(firm(1800)))
    const id = await scene.begin('hr')
    let works = 0
    // The first unit of work stages; the fourth applies, and never comes back.
    const dying: TestPlatform['perform'] = (by, deed) =>
      ++works < 4
        ? platform.perform(by, deed)
        : platform.perform(by, async (work) => {
            await deed(work)
            throw new Error('killed')
          })
    await expect(takeRun({ ...platform, perform: dying }, tools, id, async () => {})).rejects.toThrow('killed')
    expect((await findRun(platform.database, id))?.state).toBe('applying')
    expect((await scene.everybody()).length).toBe(1000)

    await takeRun(platform, tools, id, async () => {})
    expect((await findRun(platform.database, id))?.state).toBe('applied')
    expect((await scene.everybody()).length).toBe(1800)
    expect(await scene.read('hr')).toMatchObject({ state: 'unchanged' })
  })

  it('is weighed and counted once, however often it is taken up again', async () => {
    const { platform, tools } = scene
    await scene.declare('hr')
    await scene.feed('hr', csv(firm(10)))
    await addApplication(platform)
    const [editors] = (await entitlementIds(platform.database, ['crm/editors'])).values()
    subscribeGrants(platform)
    platform.events.on('identities.changed', (work, { ids }) =>
      work.emit({
        kind: 'grants.changed',
        changes: ids.map((identity) => ({ identity, opened: [editors!], closed: [], entry: null })),
      }),
    )
    await scene.put('hr', csv(changed(changed(firm(10), 'E1', { department: 'Law' }), 'E2', { department: 'Law' })))
    const id = await scene.begin('hr')
    let works = 0
    // Staged, rehearsed, weighed: then dies before anything is applied.
    const dying: TestPlatform['perform'] = (by, deed) =>
      ++works < 4 ? platform.perform(by, deed) : Promise.reject(new Error('killed'))
    await expect(takeRun({ ...platform, perform: dying }, tools, id, async () => {})).rejects.toThrow('killed')
    await takeRun(platform, tools, id, async () => {})
    expect(await findRun(platform.database, id)).toMatchObject({ state: 'applied', counts: { changed: 2, gains: 2 } })
    const { rows } = await sql`select application, gains, losses from effect_tally`.execute(platform.database)
    expect(rows).toEqual([{ application: 'crm', gains: 2, losses: 0 }])
  })

  it('may be worked on by two at a time', async () => {
    const { platform, tools } = scene
    await scene.declare('hr')
    await scene.put('hr', csv(firm(1200)))
    const id = await scene.begin('hr')
    await Promise.all([1, 2].map(() => takeRun(platform, tools, id, async () => {})))
    expect((await scene.everybody()).length).toBe(1200)
    expect((await findEntries(platform.database, { action: 'identity.joined', limit: 2000 })).length).toBe(1200)
  })
})

describe('a run that is asked for', () => {
  it('is one at a time, and taken up again when its job has long been silent', async () => {
    await scene.declare('hr')
    await scene.put('hr', csv(firm(10)))
    const { platform, tools } = scene
    const asked = await askForRun(platform, tools, TESTER, 'hr', null)
    expect(asked.answer.ok).toBe(true)
    expect((await askForRun(platform, tools, TESTER, 'hr', null)).answer).toMatchObject({
      ok: false,
      refusal: 'source.run-open',
    })
    platform.clock.pass(minutes(30))
    const again = await askForRun(platform, tools, TESTER, 'hr', null)
    expect(again.answer).toMatchObject({ ok: true, value: { run: asked.answer.ok && asked.answer.value.run } })
    expect((await askForRun(platform, tools, TESTER, 'nobody', null)).answer).toMatchObject({
      ok: false,
      refusal: 'source.unknown',
    })
  })
})
