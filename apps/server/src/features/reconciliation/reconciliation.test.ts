import { chaos } from '@remit/connector-sdk/chaos'
import { accept } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TESTER } from '../../testing/test-platform.ts'
import { addIdentity, type Scene, scene } from '../provisioning/testing/scene.ts'
import { previewDeed, remove } from './commands.ts'
import { reconciliationFeature } from './feature.ts'
import { askForImport, importApplication, releaseImport } from './import-application.ts'
import { findRun, openFindings, type RunId, runsOf } from './store.ts'

let here: Scene
beforeEach(async () => {
  here = await scene({ accounts: { userName: '{name}' } })
  reconciliationFeature(here.platform, { reaching: here.reaching, grantsOf: here.grants.grantsOf })
  await here.platform.jobs.start(false)
  await sql`update connection set last_import_at = null`.execute(here.platform.database)
})
afterEach(async () => {
  await here.platform.jobs.stop()
  await here.close()
})

const perform = (deed: Parameters<typeof here.platform.perform>[1]) => here.platform.perform(TESTER, deed)
const ask = async (): Promise<RunId> => {
  const { answer } = await here.platform.perform(TESTER, (work) => askForImport(work, here.platform, 'crm'))
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value.run
}
const take = (run: RunId) =>
  importApplication(here.platform, { reaching: here.reaching, grantsOf: here.grants.grantsOf }, run, async () => {})
const imported = async () => {
  here.platform.clock.pass(60_000)
  return take(await ask())
}
const findings = async () =>
  (await openFindings(here.platform.database, here.application))
    .map((one) => `${one.kind}: ${one.classification}`)
    .sort()
/** Somebody else at work in the target. */
const outside = async (userName: string, ...groups: readonly string[]): Promise<string> => {
  const { write, read } = here.target.session
  await write.createAccount!({ userName, attributes: {} }, 'outside')
  const { nativeId } = (await read.accountByUserName!(userName))!
  for (const group of groups) await write.addEntitlement!({ account: nativeId, entitlement: group }, 'outside')
  return nativeId
}
const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => addIdentity(here.platform, `p${n}`)))

describe('an import', () => {
  it('finds whose accounts are whose, what nobody granted, and accounts of nobody', async () => {
    await outside('ada', 'g-editors')
    await outside('ghost', 'g-admins')
    here.grants.give(here.ada, here.readers)
    expect(await imported()).toMatchObject({
      state: 'applied',
      counts: { accounts: 2, entitlements: 3, direct: 2, orphans: 1 },
    })
    expect(await findings()).toEqual([
      'missing-holding: not-yet-provisioned',
      'orphan-account: unowned',
      'unjustified-holding: initial',
    ])
  })

  it('has what is missing provisioned, which settles the finding', async () => {
    await outside('ada')
    here.grants.give(here.ada, here.readers)
    await imported()
    await here.settle()
    expect(await here.holdings()).toEqual(['ada g-readers'])
    expect(await findings()).toEqual([])
  })

  it('changes nothing the second time', async () => {
    await outside('ada', 'g-editors')
    await imported()
    const count = async () =>
      (
        await sql<{
          n: number
        }>`select (select count(*) from account_history) + (select count(*) from holding_history) + (select count(*) from finding) + (select count(*) from operation) as n`.execute(
          here.platform.database,
        )
      ).rows[0]!.n
    const before = await count()
    await imported()
    expect(await count()).toBe(before)
  })

  it('tells what was added outside, and puts back what was taken away outside', async () => {
    here.grants.give(here.ada, here.readers)
    await imported()
    await here.settle()
    const { nativeId } = (await here.target.session.read.accountByUserName!('ada'))!
    await here.target.session.write.removeEntitlement!({ account: nativeId, entitlement: 'g-readers' }, 'outside')
    await here.target.session.write.addEntitlement!({ account: nativeId, entitlement: 'g-admins' }, 'outside')
    await imported()
    expect(await findings()).toEqual(['missing-holding: removed-outside', 'unjustified-holding: added-outside'])
    await here.settle()
    expect(await here.holdings()).toEqual(['ada g-admins', 'ada g-readers'])
    expect(await findings()).toEqual(['unjustified-holding: added-outside'])
  })

  it('sees that an account was changed, where the connector could not look by itself', async () => {
    await perform(async (work) => {
      await sql`update application set spec = spec || '{"accounts": {"userName": "{name}", "attributes": {"displayName": "{displayName}"}}}'`.execute(
        work.tx,
      )
      return accept()
    })
    await outside('ada')
    await imported()
    const { account: _account, accountByUserName: _byUserName, ...blind } = here.target.session.read
    here.through({ ...here.target.session, read: blind })
    await here.plan()
    await here.provisioner.workOff()
    expect(await here.operations()).toMatchObject([{ kind: 'updateAccount', state: 'done' }])
    await imported()
    expect(await here.operations()).toMatchObject([{ kind: 'updateAccount', state: 'verified' }])
  })

  it('settles an account that could not be made once nobody wants it, or it is there', async () => {
    await imported()
    const createAccount = async () => ({ outcome: 'declined', reason: 'no licence' }) as const
    here.through({ ...here.target.session, write: { ...here.target.session.write, createAccount } })
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.provisioner.workOff()
    await imported()
    expect(await findings()).toEqual(['account-missing: not-yet-provisioned', 'missing-holding: not-yet-provisioned'])
    here.grants.take(here.ada, here.editors)
    await here.plan()
    await imported()
    expect(await findings()).toEqual([])
  })

  it('settles what is no more', async () => {
    const account = await outside('ada', 'g-editors')
    await imported()
    await here.target.session.write.removeEntitlement!({ account, entitlement: 'g-editors' }, 'outside')
    await imported()
    expect(await findings()).toEqual([])
  })

  it('under way keeps a second one from beginning', async () => {
    const first = await ask()
    const { answer } = await here.platform.perform(TESTER, (work) => askForImport(work, here.platform, 'crm'))
    expect(answer).toMatchObject({ ok: false, refusal: 'import.already-running' })
    await take(first)
    expect(await imported()).toMatchObject({ state: 'applied' })
  })

  it('that was taken by two processes does the same as by one', async () => {
    await outside('ada', 'g-editors')
    const run = await ask()
    await Promise.all([take(run), take(run)])
    expect(await findings()).toEqual(['unjustified-holding: initial'])
  })
})

describe('a reading', () => {
  beforeEach(async () => {
    await people(15)
    for (let n = 0; n < 15; n++) await outside(`p${n}`, 'g-editors')
    await imported()
  })

  it.each(['unreadable', 'truncated', 'loop'] as const)('that was %s takes nothing away', async (fault) => {
    const account = (await here.target.session.read.accountByUserName!('p3'))!.nativeId
    await here.target.session.write.deleteAccount!({ account }, 'outside')
    here.through(chaos(here.target.session, { random: () => 0, rates: { [fault]: 1 } }).session)
    expect(['applied', 'refused']).toContain(((await imported()) as { state: string }).state)
    expect(await here.holdings()).toHaveLength(15)
    here.through(here.target.session)
    await imported()
    expect(await here.holdings()).toHaveLength(14)
  })

  it('that would take away too much is paused; what is let go is exactly what was shown', async () => {
    const emptied = async (from: number, to: number) => {
      for (let n = from; n < to; n++)
        await here.target.session.write.deleteAccount!(
          { account: (await here.target.session.read.accountByUserName!(`p${n}`))!.nativeId },
          'outside',
        )
    }
    await emptied(0, 12)
    expect(await imported()).toMatchObject({ state: 'paused', problem: expect.stringContaining('12 of 15 accounts') })
    expect(await here.holdings()).toHaveLength(15)
    const [paused] = await runsOf(here.platform.database, here.application, null, 1)
    const release = async () => {
      const { answer } = await here.platform.perform(TESTER, (work) =>
        releaseImport(work, here.platform, paused!.id, paused!.listHash!),
      )
      if (!answer.ok) throw new Error(answer.refusal)
      here.platform.clock.pass(1000)
      return take(answer.value.run)
    }
    await emptied(12, 13)
    expect(await release()).toMatchObject({ state: 'paused', problem: expect.stringContaining('13 of 15 accounts') })
    expect(await here.holdings()).toHaveLength(15)
    const [again] = await runsOf(here.platform.database, here.application, null, 1)
    const { answer } = await here.platform.perform(TESTER, (work) =>
      releaseImport(work, here.platform, again!.id, again!.listHash!),
    )
    if (!answer.ok) throw new Error(answer.refusal)
    here.platform.clock.pass(1000)
    expect(await take(answer.value.run)).toMatchObject({ state: 'applied' })
    expect(await here.holdings()).toHaveLength(2)
    expect(await findRun(here.platform.database, paused!.id)).toMatchObject({ state: 'paused' })
  })

  it('that began before an operation does not undo what the operation did', async () => {
    here.platform.clock.pass(1000)
    const grown = await addIdentity(here.platform, 'new')
    here.grants.give(grown, here.readers)
    let reading = false
    here.through({
      ...here.target.session,
      read: {
        ...here.target.session.read,
        async holdings(from) {
          const page = await here.target.session.read.holdings!(from)
          if (!reading) {
            reading = true
            here.platform.clock.pass(1000)
            await here.plan([grown], { opened: [here.readers] })
            await here.provisioner.workOff()
          }
          return page
        },
      },
    })
    expect(await imported()).toMatchObject({ state: 'applied' })
    expect(await here.holdings()).toContain('new g-readers')
  })
})

describe('differences', () => {
  beforeEach(async () => {
    await outside('ada', 'g-editors', 'g-admins')
    await imported()
  })
  const preview = async (deed: 'adopt' | 'remove') => {
    const found = await previewDeed({ tx: here.platform.database, now: here.platform.clock.now() }, 'crm', deed, 'all')
    if (!found.ok) throw new Error(found.refusal)
    return found.value
  }

  it('are removed as they were shown, and settled once that is seen', async () => {
    const { hash, findings: shown } = await preview('remove')
    expect(shown).toHaveLength(2)
    await perform((work) =>
      remove(work, 'crm', { which: 'all', hash, justification: 'nobody needs it', release: false }),
    )
    expect(await findings()).toHaveLength(2)
    expect((await preview('remove')).findings).toEqual([])
    await here.settle()
    expect(await here.holdings()).toEqual([])
    expect(await findings()).toEqual([])
  })

  it('asked for by two at once are removed once', async () => {
    const { hash } = await preview('remove')
    const asked = { which: 'all', hash, justification: 'x', release: false } as const
    const slowly = async (work: Parameters<typeof remove>[0]) => {
      const answer = await remove(work, 'crm', asked)
      await new Promise((resume) => setTimeout(resume, 200))
      return answer
    }
    const both = await Promise.all([perform(slowly), perform(slowly)])
    expect(both.map(({ answer }) => answer.ok).sort()).toEqual([false, true])
    expect(await here.operations()).toHaveLength(2)
  })

  it('that are not those shown are not touched', async () => {
    const { hash } = await preview('remove')
    await here.target.session.write.addEntitlement!({ account: 'account-1', entitlement: 'g-readers' }, 'outside')
    await imported()
    const { answer } = await perform((work) =>
      remove(work, 'crm', { which: 'all', hash, justification: 'x', release: false }),
    )
    expect(answer).toMatchObject({ ok: false, refusal: 'difference.list-changed' })
    expect(await here.operations()).toEqual([])
  })

  it('beyond what a brake allows need a word more', async () => {
    await people(12)
    for (let n = 0; n < 12; n++) await outside(`p${n}`, 'g-editors')
    await imported()
    const { hash, brake } = await preview('remove')
    expect(brake).toMatchObject({ tripped: true })
    const asked = { which: 'all', hash, justification: 'x' } as const
    expect((await perform((work) => remove(work, 'crm', { ...asked, release: false }))).answer).toMatchObject({
      refusal: 'difference.brake-holds',
    })
    expect((await perform((work) => remove(work, 'crm', { ...asked, release: true }))).answer).toMatchObject({
      ok: true,
    })
  })

  it('slice by slice are counted together', async () => {
    await people(12)
    for (let n = 0; n < 12; n++) await outside(`p${n}`, 'g-editors')
    await imported()
    const first = await preview('remove')
    const some = first.findings.slice(0, 8).map((one) => one.id)
    const slice = async (which: readonly (typeof some)[number][]) => {
      const shown = await previewDeed(
        { tx: here.platform.database, now: here.platform.clock.now() },
        'crm',
        'remove',
        which,
      )
      if (!shown.ok) throw new Error(shown.refusal)
      const asked = { which, hash: shown.value.hash, justification: 'x', release: false }
      return (await perform((work) => remove(work, 'crm', asked))).answer
    }
    expect(await slice(some)).toMatchObject({ ok: true })
    expect(await slice(first.findings.slice(8).map((one) => one.id))).toMatchObject({
      refusal: 'difference.brake-holds',
    })
  })

  it('of somebody who left do not wait: the account is disabled as soon as it is read', async () => {
    await perform(async (work) => {
      await sql`update identity set status = 'left'`.execute(work.tx)
      return accept()
    })
    await imported()
    await here.settle()
    expect(here.target.effects.at(-1)).toBe('disabled account-1')
    expect(await findings()).not.toContain('account-of-leaver: added-outside')
  })

  it('of somebody who left are told where the target refuses to close it', async () => {
    const refusing = {
      ...here.target.session,
      write: {
        ...here.target.session.write,
        disableAccount: async () => ({ outcome: 'declined', reason: 'protected' }) as const,
      },
    }
    here.through(refusing)
    await perform(async (work) => {
      await sql`update identity set status = 'left'`.execute(work.tx)
      return accept()
    })
    await imported()
    await here.settle()
    await imported()
    expect(await findings()).toContain('account-of-leaver: added-outside')
  })
})
