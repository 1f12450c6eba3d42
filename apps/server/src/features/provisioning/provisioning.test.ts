import type { Session } from '@remit/connector-sdk'
import { chaos, type Fault, randomFrom } from '@remit/connector-sdk/chaos'
import { accept, type OperationId } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TESTER } from '../../testing/test-platform.ts'
import { findApplication } from '../applications/index.ts'
import { complete, retry, settleByImport, skip } from './commands.ts'
import { Provisioner } from './index.ts'
import { claim } from './lease-store.ts'
import { settleRun } from './settle-run.ts'
import { addIdentity, type Scene, scene } from './testing/scene.ts'

let here: Scene
beforeEach(async () => {
  here = await scene()
})
afterEach(() => here.close())

const states = async () =>
  (await here.operations()).map((one) => `${one.kind}${one.entitlement ? ` ${one.entitlement}` : ''}: ${one.state}`)
const perform = (deed: Parameters<typeof here.platform.perform>[1]) => here.platform.perform(TESTER, deed)
const lastOperation = async (): Promise<OperationId> => {
  const { rows } = await sql<{ id: OperationId }>`select id from operation order by id desc limit 1`.execute(
    here.platform.database,
  )
  return rows[0]!.id
}

describe('a grant', () => {
  it('becomes an account and a holding in the target, read back and told to the ledger', async () => {
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect(here.target.effects).toEqual(['created account-1', 'added g-editors to account-1'])
    expect(await states()).toEqual(['createAccount: verified', 'addEntitlement g-editors: verified'])
    expect(await here.holdings()).toEqual(['ada g-editors'])
    const { rows } = await sql<{
      action: string
    }>`select action from ledger_entry where subject_kind = 'operation' order by at, id`.execute(here.platform.database)
    expect(rows.map((row) => row.action)).toEqual(['operation.verified', 'operation.verified'])
  })

  it('that ended becomes a removal; planning again changes nothing', async () => {
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    here.grants.take(here.ada, here.editors)
    await here.plan()
    await here.plan()
    await here.settle()
    expect(here.target.effects.at(-1)).toBe('removed g-editors from account-1')
    expect(await here.holdings()).toEqual([])
    expect(await states()).toHaveLength(3)
  })

  it('that ended before it was carried out never reaches the target', async () => {
    here.grants.give(here.ada, here.editors)
    await here.plan()
    here.grants.take(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect(here.target.effects).toEqual([])
    expect(await states()).toEqual(['createAccount: superseded', 'addEntitlement g-editors: superseded'])
  })

  it('changes nothing in an application that was never read', async () => {
    await sql`update connection set last_import_at = null`.execute(here.platform.database)
    here.grants.give(here.ada, here.editors)
    await here.plan()
    expect(await states()).toEqual([])
  })

  it('of two people with the same name ends in two accounts', async () => {
    const other = await scene({ name: 'wiki', accounts: { userName: '{type}' } })
    try {
      const { rows } = await sql<{
        id: typeof other.editors
      }>`select id from entitlement where name = 'wiki/editors'`.execute(other.platform.database)
      const bob = await addIdentity(other.platform, 'bob')
      for (const one of [other.ada, bob]) other.grants.give(one, rows[0]!.id)
      await other.plan([other.ada, bob])
      await other.settle()
      const made = await sql<{ name: string }>`select user_name as name from account order by id`.execute(
        other.platform.database,
      )
      expect(made.rows.map((row) => row.name).sort()).toEqual(['employee', 'employee2'])
    } finally {
      await other.close()
    }
  })

  it('never takes over an account that is there and says nothing of whose it is', async () => {
    await here.target.session.write.createAccount!({ userName: 'ada', attributes: {} }, 'by somebody else')
    await perform(async (work) => {
      await sql`update application set spec = spec || '{"correlation": []}'`.execute(work.tx)
      return accept()
    })
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect(await here.operations()).toMatchObject([
      { state: 'declined', reason: expect.stringContaining('nothing says whose it is') },
      { state: 'waiting' },
    ])
  })

  it('nor when the target was busy at first, nor when a person has it tried again', async () => {
    await here.target.session.write.createAccount!({ userName: 'ada', attributes: {} }, 'by somebody else')
    await perform(async (work) => {
      await sql`update application set spec = spec || '{"correlation": []}'`.execute(work.tx)
      return accept()
    })
    let asked = 0
    const busy = { outcome: 'later', after: 10, reason: 'busy' } as const
    const createAccount: NonNullable<Session['write']['createAccount']> = async (wanted, key) =>
      asked++ === 0 ? busy : here.target.session.write.createAccount!(wanted, key)
    here.through({ ...here.target.session, write: { ...here.target.session.write, createAccount } })
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle(4)
    const [creation] = await here.operations()
    expect(creation).toMatchObject({ state: 'declined', reason: expect.stringContaining('nothing says whose it is') })
    await perform((work) => retry(work, here.grants.grantsOf, creation!.id))
    await here.settle(4)
    expect(await here.operations()).toMatchObject([{ state: 'declined' }, { state: 'waiting' }])
  })

  it('takes the account that the correlation rules say is theirs', async () => {
    await here.target.session.write.createAccount!({ userName: 'ada', attributes: {} }, 'by somebody else')
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect(here.target.effects).toEqual(['created account-1', 'added g-editors to account-1', 'updated account-1'])
    expect(await states()).toEqual([
      'createAccount: verified',
      'addEntitlement g-editors: verified',
      'updateAccount: verified',
    ])
  })
})

describe('somebody who left', () => {
  const leave = () =>
    perform(async (work) => {
      await sql`update identity set status = 'left'`.execute(work.tx)
      return accept()
    })
  const come = () =>
    perform(async (work) => {
      await sql`update identity set status = 'active'`.execute(work.tx)
      return accept()
    })

  it('is cut off first, then loses what they held; coming back, the account is enabled again', async () => {
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    await leave()
    here.grants.take(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect(here.target.effects.slice(2)).toEqual(['disabled account-1', 'removed g-editors from account-1'])
    await come()
    here.grants.give(here.ada, here.readers)
    await here.plan([here.ada], { opened: [here.readers] })
    await here.settle()
    expect(here.target.effects.slice(4)).toEqual(['active account-1', 'added g-readers to account-1'])
  })
})

describe('a target', () => {
  it.each(['lost-before', 'lost-after', 'later', 'late', 'unreadable', 'stale'] as const)(
    'that answers "%s" at first gets it once',
    async (fault: Fault) => {
      const { session, arrive } = chaos(here.target.session, { schedule: [fault, fault, fault] })
      here.through(session)
      here.grants.give(here.ada, here.editors)
      await here.plan()
      await here.settle()
      await arrive()
      expect([...here.target.effects].sort()).toEqual(['added g-editors to account-1', 'created account-1'])
      expect(await states()).toEqual(['createAccount: verified', 'addEntitlement g-editors: verified'])
    },
  )

  it('that says done and does nothing is not believed', async () => {
    const { session } = chaos(here.target.session, { random: () => 0, rates: { ignored: 1 } })
    here.through(session)
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    expect((await here.operations())[0]).toMatchObject({
      kind: 'createAccount',
      state: 'declined',
      reason: 'The target said it was done, and it is not so.',
    })
    expect(await here.holdings()).toEqual([])
  })

  it('that refuses is asked again only when a person says so', async () => {
    const refusing = {
      ...here.target.session,
      write: {
        ...here.target.session.write,
        addEntitlement: async () => ({ outcome: 'declined', reason: 'quota' }) as const,
      },
    }
    here.through(refusing)
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    await here.plan()
    expect(await here.operations()).toMatchObject([{ state: 'verified' }, { state: 'declined', reason: 'quota' }])
    here.through(here.target.session)
    const id = await lastOperation()
    await perform((work) => retry(work, here.grants.grantsOf, id))
    await here.settle()
    expect(await here.holdings()).toEqual(['ada g-editors'])
  })

  it('that refused is not asked again for what nobody grants any more', async () => {
    const addEntitlement = async () => ({ outcome: 'declined', reason: 'quota' }) as const
    here.through({ ...here.target.session, write: { ...here.target.session.write, addEntitlement } })
    here.grants.give(here.ada, here.editors)
    await here.plan()
    await here.settle()
    here.grants.take(here.ada, here.editors)
    await here.plan()
    here.through(here.target.session)
    const id = await lastOperation()
    expect((await perform((work) => retry(work, here.grants.grantsOf, id))).answer).toMatchObject({
      ok: false,
      refusal: 'operation.not-wanted',
    })
    await here.settle()
    expect(here.target.effects).toEqual(['created account-1'])
  })

  it('that is away opens the circuit: it is tried now and then, and everything is done when it is back', async () => {
    let asked = 0
    const away = async () => {
      asked++
      return { outcome: 'later', after: 10, reason: 'connection refused' } as const
    }
    here.through({ ...here.target.session, write: { createAccount: away, addEntitlement: away } })
    here.grants.give(here.ada, here.editors, here.readers)
    await here.plan()
    for (let n = 0; n < 200; n++) {
      await here.provisioner.workOff()
      here.platform.clock.pass(5000)
    }
    expect(asked).toBeLessThan(20)
    const { rows } = await sql<{ state: string; failures: number }>`select state, failures from connection`.execute(
      here.platform.database,
    )
    expect(rows[0]).toMatchObject({ state: 'failing' })
    here.through(here.target.session)
    await here.settle()
    expect(await here.holdings()).toEqual(['ada g-editors', 'ada g-readers'])
  })

  it('ends as the grants say, in order, whatever goes wrong on the way', async () => {
    const rates = { 'lost-before': 0.15, 'lost-after': 0.15, later: 0.15, unreadable: 0.15 }
    for (let seed = 1; seed <= 6; seed++) {
      const random = randomFrom(seed)
      here.through(chaos(here.target.session, { random, rates }).session)
      for (let step = 0; step < 12; step++) {
        const entitlement = [here.editors, here.readers, here.admins][Math.floor(random() * 3)]!
        if (random() < 0.5) here.grants.give(here.ada, entitlement)
        else here.grants.take(here.ada, entitlement)
        await here.plan()
        if (random() < 0.5) await here.provisioner.workOff()
      }
      await here.settle()
      const wanted = [...(await here.grants.grantsOf(null, [here.ada])).get(here.ada)!].length
      const account = (await here.target.session.read.accountByUserName!('ada'))!
      const held = (await here.target.session.read.account!(account.nativeId))!.holdings
      expect((await here.holdings()).map((one) => one.split(' ')[1])).toEqual([...held].sort())
      expect(held.length).toBe(wanted)
    }
    expect(here.target.effects.filter((one) => one.startsWith('created'))).toHaveLength(1)
  })
})

describe('workers', () => {
  it('never take the same operation, nor a later one of the same account, however many there are', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => addIdentity(here.platform, `p${n}`)))
    for (const one of people) here.grants.give(one, here.editors, here.readers)
    await here.plan(people)
    const now = here.platform.clock.now()
    const taken = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { answer } = await perform(async (work) =>
          accept(await claim(work.tx, here.application, 4, now, (now + 1000) as typeof now)),
        )
        return (answer as { value: Awaited<ReturnType<typeof claim>> }).value
      }),
    )
    const all = taken.flat().map((one) => one.operation)
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length)
    expect(new Set(all.map((one) => one.identity)).size).toBe(all.length)
    expect(all.every((one) => one.kind === 'createAccount')).toBe(true)
  })

  it('racing in numbers do everything once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => addIdentity(here.platform, `p${n}`)))
    for (const one of people) here.grants.give(one, here.editors, here.readers)
    await here.plan(people)
    const crowd = Array.from(
      { length: 4 },
      () => new Provisioner(here.platform, { reaching: here.reaching, grantsOf: here.grants.grantsOf }),
    )
    for (let n = 0; n < 5; n++) await Promise.all(crowd.map((one) => one.workOff()))
    expect(here.target.effects).toHaveLength(30)
    expect(new Set((await here.operations()).map((one) => one.state))).toEqual(new Set(['verified']))
  })

  it('that die over a call are followed by one that looks before it acts', async () => {
    here.grants.give(here.ada, here.editors)
    await here.plan()
    const now = here.platform.clock.now()
    await perform(async (work) => accept(await claim(work.tx, here.application, 4, now, (now + 60_000) as typeof now)))
    await here.target.session.write.createAccount!(
      { userName: 'ada', attributes: { displayName: 'ada' } },
      'the one who died',
    )
    await here.provisioner.workOff()
    expect(await states()).toEqual(['createAccount: running', 'addEntitlement g-editors: waiting'])
    here.platform.clock.pass(61_000)
    await here.settle()
    expect(here.target.effects).toEqual(['created account-1', 'added g-editors to account-1'])
  })

  it('that come back late do not overwrite what was written down since', async () => {
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    here.grants.give(here.ada, here.editors)
    await here.plan()
    const slow = {
      ...here.target.session,
      write: {
        ...here.target.session.write,
        createAccount: async () => {
          await held
          return { outcome: 'declined', reason: 'too late' } as const
        },
      },
    }
    here.through(slow)
    const sleeper = here.provisioner.workOff()
    await new Promise((resume) => setTimeout(resume, 200))
    here.platform.clock.pass(10 * 60_000)
    here.through(here.target.session)
    await new Provisioner(here.platform, { reaching: here.reaching, grantsOf: here.grants.grantsOf }).workOff()
    release()
    await sleeper
    expect(await states()).toEqual(['createAccount: verified', 'addEntitlement g-editors: verified'])
  })

  it('that come back late with what they read do not bring back a holding that has been removed since', async () => {
    here.grants.give(here.ada, here.readers)
    await here.plan()
    await here.provisioner.workOff()
    here.grants.give(here.ada, here.editors)
    await here.plan()
    const now = here.platform.clock.now()
    const until = (now + 1000) as typeof now
    const { answer } = await perform(async (work) => accept(await claim(work.tx, here.application, 1, now, until)))
    const [late] = (answer as { value: Awaited<ReturnType<typeof claim>> }).value
    here.platform.clock.pass(60_000)
    await here.settle()
    here.grants.take(here.ada, here.editors)
    await here.plan()
    await here.settle()
    const account = { nativeId: 'account-1', userName: 'ada', status: 'active', attributes: {} } as const
    await perform(async (work) =>
      accept(
        await settleRun(
          work,
          here.grants.grantsOf,
          (await findApplication(work.tx, { id: here.application }))!,
          late!.operation,
          { verdict: { is: 'verified' }, observed: { account, holdings: ['g-editors'] }, byUs: true, failure: null },
          0,
        ),
      ),
    )
    expect(await here.holdings()).toEqual(['ada g-readers'])
  })

  it('that fail to write one thing down do not take the connection from the others', async () => {
    const bob = await addIdentity(here.platform, 'bob')
    for (const one of [here.ada, bob]) here.grants.give(one, here.editors)
    await here.plan([here.ada, bob])
    let closed = false
    const closedWhenSeen: boolean[] = []
    const { read } = here.target.session
    here.through({
      ...here.target.session,
      read: {
        ...read,
        account: async (native) => {
          const found = await read.account!(native)
          if (found?.account.userName !== 'bob') return found
          await new Promise((resume) => setTimeout(resume, 300))
          closedWhenSeen.push(closed)
          return found
        },
      },
      close: async () => {
        closed = true
      },
    })
    const grantsOf: typeof here.grants.grantsOf = async (tx, ids) => {
      if (ids.includes(here.ada)) throw new Error('a bug')
      return here.grants.grantsOf(tx, ids)
    }
    await expect(new Provisioner(here.platform, { reaching: here.reaching, grantsOf }).workOff()).rejects.toThrow(
      'a bug',
    )
    expect(closedWhenSeen).toEqual([false])
  })
})

describe('what people do by hand', () => {
  const crm = async () => (await findApplication(here.platform.database, { id: here.application }))!
  beforeEach(async () => {
    await perform(async (work) => {
      await sql`update application set spec = spec || '{"fulfilment": "manual", "instructions": "Ring the vendor."}'`.execute(
        work.tx,
      )
      return accept()
    })
    here.grants.give(here.ada, here.editors)
    await here.plan()
  })

  it('waits for them with instructions, and no worker touches it', async () => {
    await here.settle()
    expect(await states()).toEqual(['createAccount: manual', 'addEntitlement g-editors: manual'])
  })

  it('is verified by an import that shows it, and comes back when the import does not', async () => {
    const id = await lastOperation()
    expect((await perform((work) => complete(work, id, 'ticket 4711'))).answer.ok).toBe(true)
    await perform(async (work) => accept(await settleByImport(work, await crm(), () => false)))
    expect((await here.operations()).at(-1)).toMatchObject({
      state: 'manual',
      reason: expect.stringContaining('does not show it'),
    })
    await perform(async (work) => accept(await settleByImport(work, await crm(), () => true)))
    expect(await states()).toEqual(['createAccount: verified', 'addEntitlement g-editors: verified'])
  })

  it('can be left undone with a reason, and is not asked for again by itself', async () => {
    const id = await lastOperation()
    await perform((work) => skip(work, id, 'not needed before May'))
    await here.plan()
    expect(await states()).toEqual(['createAccount: manual', 'addEntitlement g-editors: superseded'])
    await here.plan([here.ada], { opened: [here.editors] })
    expect(await states()).toContain('addEntitlement g-editors: manual')
  })
})

describe('a server that is to stop', () => {
  it('writes down what is under way and takes nothing more', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => addIdentity(here.platform, `person${n}`)))
    for (const one of people) here.grants.give(one, here.editors)
    await here.plan(people)
    const asked = Promise.withResolvers<void>()
    const answers = Promise.withResolvers<void>()
    here.through({
      ...here.target.session,
      write: {
        ...here.target.session.write,
        createAccount: async (operation, key) => {
          asked.resolve()
          await answers.promise
          return here.target.session.write.createAccount!(operation, key)
        },
      },
    })
    here.provisioner.start()
    await asked.promise
    const stopped = here.provisioner.stop()
    answers.resolve()
    await stopped
    const left = await states()
    expect(left.filter((one) => one.endsWith('running'))).toEqual([])
    expect(left.filter((one) => one === 'createAccount: verified').length).toBeLessThanOrEqual(4)
    expect(left.filter((one) => one === 'createAccount: waiting').length).toBeGreaterThanOrEqual(8)
  })
})
