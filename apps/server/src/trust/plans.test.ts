import { accept, hours } from '@remit/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workOffQueue } from '../features/grants/index.ts'
import { holdPolicies } from '../features/policies/index.ts'
import { TESTER } from '../testing/test-platform.ts'
import { testRemit } from '../testing/test-remit.ts'
import { type Headers, signedIn, signIn, tokenOf } from './callers.ts'
import { CLERK, change, clerks, gone, type Plan, rule, type Scene, scene } from './scene.ts'

let here: Scene
beforeAll(async () => {
  here = await scene()
})
afterAll(() => here.remit.close())

const apply = (plan: Plan, headers: Headers = {}) =>
  here.remit.raw('POST', `/plans/${plan.id}/apply`, { hash: plan.hash }, headers)
const codes = (answers: readonly { statusCode: number; json(): { code?: string } }[]) =>
  answers.map((one) => (one.statusCode === 200 ? 'applied' : one.json().code)).sort()
const database = () => here.remit.platform.database
const count = async (of: string): Promise<number> =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.raw(of)}`.execute(database())).rows[0]!.count

describe('two plans applied at once', () => {
  it('are one applied and one stale, though they touch different rules', async () => {
    for (let round = 0; round < 6; round++) {
      const [one, other] = [
        await here.plan([change(rule(`one${round}`, 'false'))]),
        await here.plan([change(rule(`other${round}`, 'false'))]),
      ]
      expect(codes(await Promise.all([apply(one), apply(other)]))).toEqual(['applied', 'plan.is-stale'])
      await here.remit.settled()
    }
  })

  it('are applied once, if they are the same', async () => {
    const plan = await here.plan([change(rule('same', 'false'))])
    const answers = codes(await Promise.all(Array.from({ length: 5 }, () => apply(plan))))
    expect(answers.filter((code) => code === 'applied')).toHaveLength(1)
    await here.remit.settled()
  })
})

describe('a plan that is cut off in the middle', () => {
  it('leaves all or nothing', async () => {
    const { platform } = here.remit
    const plan = await here.plan([
      change(rule('halfway', 'identity.department == "Finance"')),
      change({ kind: 'role', name: 'halfway', entitlements: ['books/pay'] } as never),
    ])
    const before = [
      await count('rule'),
      await count('role'),
      await count('ledger_entry'),
      (await sql<{ epoch: number }>`select epoch from policy_epoch`.execute(database())).rows[0]!.epoch,
    ]
    let cut = true
    platform.events.on('policies.changed', async (work) => {
      if (cut) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(work.tx)
    })
    expect((await apply(plan)).statusCode).toBe(500)
    cut = false
    expect([
      await count('rule'),
      await count('role'),
      await count('ledger_entry'),
      (await sql<{ epoch: number }>`select epoch from policy_epoch`.execute(database())).rows[0]!.epoch,
    ]).toEqual(before)
    expect(await here.remit.ask('GET', `/plans/${plan.id}`)).toMatchObject({ state: 'draft' })
    expect((await apply(plan)).statusCode).toBe(200)
    await here.remit.settled()
    await here.apply(await here.plan([gone('rule', 'halfway'), gone('role', 'halfway')]))
  })
})

describe('recomputations while plans are applied', () => {
  it('never derive from half a change', async () => {
    // Either rule gives `clerk`, never both, never none: whoever sees half a change sees a membership too many or too few.
    const turn = (on: string, off: string) => [
      change(rule(on, 'identity.department == "Finance"')),
      change(rule(off, 'false')),
    ]
    await here.apply(await here.plan(turn('left', 'right')))
    let going = true
    const wrong: number[] = []
    const recomputing = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (going) {
          await here.remit.ask('POST', '/recomputations', { identities: ['ada'] })
          const { rows } = await sql<{ count: number }>`
            select count(*) as count from membership m join identity i on i.id = m.identity_id join role r on r.id = m.role_id where i.name = 'ada' and r.name = 'clerk'`.execute(
            database(),
          )
          if (rows[0]!.count !== 1) wrong.push(rows[0]!.count)
        }
      }),
    )
    for (let round = 0; round < 8; round++)
      expect(
        (await apply(await here.plan(round % 2 === 0 ? turn('right', 'left') : turn('left', 'right')))).statusCode,
      ).toBe(200)
    going = false
    await recomputing
    await here.remit.settled()
    expect(wrong).toEqual([])
    expect(await here.may('ada', 'books/read')).toBe(true)
    expect(
      await count(
        'membership m join derivation d using (identity_id) where d.epoch <> (select epoch from policy_epoch)',
      ),
    ).toBe(0)
  })

  it('are waited for by a plan: nobody derives from policies that ended meanwhile', async () => {
    const plan = await here.plan([change(rule('later', 'false'))])
    let open = () => {}
    const deriving = here.remit.platform.perform(TESTER, async (work) => {
      await holdPolicies(work.tx)
      await new Promise<void>((resume) => {
        open = resume
      })
      return accept()
    })
    const applying = apply(plan).then(({ statusCode }) => statusCode)
    const first = await Promise.race([applying, new Promise((resume) => setTimeout(() => resume('waits'), 1_500))])
    expect(first).toBe('waits')
    open()
    await deriving
    expect(await applying).toBe(200)
    await here.remit.settled()
  })

  it('go on with everybody else when somebody cannot be derived', async () => {
    await Promise.all(here.remit.pulses.map((pulse) => pulse.stop()))
    const eve = here.ids.get('eve')!
    await sql
      .raw(`create function fail() returns trigger language plpgsql as $$ begin if new.identity_id = '${eve}' then raise exception 'poisoned'; end if; return new; end $$;
      create trigger poisoned before insert or update on derivation for each row execute function fail()`)
      .execute(database())
    await here.remit.ask('POST', '/recomputations', {})
    const queued = await count('recompute_queue')
    const round = workOffQueue(here.remit.platform)
    for (let n = 0; n < queued + 3; n++) await round().catch(() => {})
    const left = await sql<{
      name: string
    }>`select name from recompute_queue join identity on identity.id = identity_id`.execute(database())
    expect(left.rows).toEqual([{ name: 'eve' }])
    await sql`drop trigger poisoned on derivation`.execute(database())
    while (await round());
    expect(await count('recompute_queue')).toBe(0)
    for (const pulse of here.remit.pulses) pulse.start()
  })

  it('go on after a restart with what was queued', async () => {
    await Promise.all(here.remit.pulses.map((pulse) => pulse.stop()))
    await here.remit.ask('POST', '/recomputations', {})
    expect(await count('recompute_queue')).toBeGreaterThan(1)
    const restarted = await testRemit({ beside: here.remit.platform })
    await restarted.settled()
    expect(await count('recompute_queue')).toBe(0)
    await restarted.close()
    for (const pulse of here.remit.pulses) pulse.start()
  })
})

describe('what is written past the house', () => {
  it('finds that a membership or an assignment cannot be without lineage', async () => {
    const insert = (into: string, columns: string, values: string) =>
      sql
        .raw(
          `do $$ begin perform set_config('remit.moment', now()::text, true); insert into ${into} (${columns}) select ${values} from identity i where i.name = 'eve'; end $$`,
        )
        .execute(database())
    const other = "'00000000-0000-7000-8000-000000000001'::uuid"
    const entitlement = "(select id from entitlement where name = 'books/pay')"
    await expect(
      insert('assignment', 'id, identity_id, entitlement_id, origin', `${other}, i.id, ${entitlement}, 'direct:x'`),
    ).rejects.toThrow('entry_id')
    await expect(
      insert(
        'assignment',
        'id, identity_id, entitlement_id, origin, entry_id',
        `${other}, i.id, ${entitlement}, 'direct:x', ${other}`,
      ),
    ).rejects.toThrow('foreign key')
    await expect(insert('membership', 'identity_id, role_id, rule_id', `i.id, ${other}, ${other}`)).rejects.toThrow(
      'entry_id',
    )
    await expect(
      insert('membership', 'identity_id, role_id, rule_id, entry_id', `i.id, ${other}, ${other}, ${other}`),
    ).rejects.toThrow('foreign key')
    await expect(
      insert('membership', 'identity_id, role_id, entry_id', `i.id, ${other}, (select id from ledger_entry limit 1)`),
    ).rejects.toThrow('check')
    await insert(
      'membership',
      'identity_id, role_id, rule_id, entry_id',
      `i.id, ${other}, ${other}, (select id from ledger_entry limit 1)`,
    )
    await here.remit.platform.perform(TESTER, async (work) => {
      await sql`delete from membership where role_id = ${sql.raw(other)}`.execute(work.tx)
      return accept()
    })
  })

  it('is not written at all outside of a unit of work', async () => {
    await expect(sql`update identity set display_name = 'Mallory'`.execute(database())).rejects.toThrow()
    await expect(sql`delete from membership`.execute(database())).rejects.toThrow()
    await expect(
      sql`insert into rule (id, name, title, condition, gives, managed_by) values (gen_random_uuid(), 'x', 'x', 'true', '{}', 'console')`.execute(
        database(),
      ),
    ).rejects.toThrow()
  })
})

describe('a brake', () => {
  const people = clerks(100, 'Books')
  const slice = (keep: number) =>
    change(
      rule(
        'slices',
        `identity.department == "Books" && identity.employeeNumber >= "${String(100 - keep).padStart(3, '0')}"`,
      ),
    )

  it('counts slices together until the window has passed', async () => {
    await here.people(
      Object.fromEntries(
        Object.entries(people).map(([name, said], n) => [
          name,
          { ...said, attributes: { department: 'Books', employeeNumber: String(n).padStart(3, '0') } },
        ]),
      ),
    )
    here.remit.platform.clock.pass(hours(25))
    const first = await here.plan([slice(100)])
    expect(first.impact).toMatchObject({ gains: 100, bootstrap: false })
    expect(first.needs[0]).toContain('would give 100 grants')
    const second = await signedIn(here.remit, 'second', ['administrator'])
    here.remit.platform.clock.pass(60_000)
    expect((await apply(first, second)).statusCode).toBe(200)
    await here.remit.settled()
    here.remit.platform.clock.pass(hours(25))

    const held: number[] = []
    for (let keep = 96; keep >= 80 && held.length === 0; keep -= 4) {
      const four = await here.plan([slice(keep)])
      expect(four.impact.losses).toBe(4)
      if (four.needs.length > 0) held.push(keep)
      else await here.apply(four)
    }
    expect(held).toEqual([88])
    here.remit.platform.clock.pass(hours(25))
    expect((await here.plan([slice(88)])).needs).toEqual([])
  })

  it('is not taken off by one written for something else, and not loosened by one person', async () => {
    const loose = { count: 1_000_000, share: 1 }
    const brake = await here.plan([
      change({
        kind: 'brake',
        name: 'loose',
        scope: { source: 'hr' },
        gains: loose,
        losses: loose,
        hours: 24,
      } as never),
    ])
    expect(brake.needs).toEqual(['It changes a brake.'])
    expect((await apply(brake)).json()).toMatchObject({ code: 'plan.needs-second-person' })
    expect((await apply(brake, await signIn(here.remit, 'second'))).statusCode).toBe(200)
    await here.remit.settled()
    expect((await here.plan([gone('rule', 'slices')])).needs[0]).toContain('without a second person')
  })

  it('is not off again after everything was taken away: only the first load of all is a bootstrap', async () => {
    const all = await here.plan([...['slices', 'left', 'right'].map((name) => gone('rule', name))])
    expect((await apply(all, await signIn(here.remit, 'second'))).statusCode).toBe(200)
    await here.remit.settled()
    here.remit.platform.clock.pass(hours(25))
    const back = await here.plan([change(rule('slices', 'true'))])
    expect(back.impact.bootstrap).toBe(false)
    expect(back.needs).not.toEqual([])
  })

  it('was off for the first load', async () => {
    const fresh = await scene()
    await fresh.people(clerks(80))
    const first = await fresh.plan([change(rule('all', 'identity.department == "Finance"'))])
    expect(first).toMatchObject({ needs: [], impact: { gains: 81, bootstrap: true } })
    await fresh.remit.close()
  })
})

describe('a second person', () => {
  const forAda = () => here.plan([change(rule('self', 'identity.department == "Finance"'))], ada)
  let ada: Headers

  it('is needed by whoever would gain from their own plan', async () => {
    ada = await signedIn(here.remit, 'ada', ['administrator'], here.ids.get('ada')!)
    const plan = await forAda()
    expect(plan.needs).toContain('It would give access to whoever made it.')
    expect((await apply(plan, ada)).json()).toMatchObject({ code: 'plan.needs-second-person' })
  })

  it('is not the same person with a token, with another operator, or with a token of nobody', async () => {
    const plan = await forAda()
    expect((await apply(plan, await tokenOf(here.remit, ada, ['configuration.apply']))).json()).toMatchObject({
      code: 'plan.needs-second-person',
    })
    expect(
      (await apply(plan, await signedIn(here.remit, 'ada-too', ['administrator'], here.ids.get('ada')!))).json(),
    ).toMatchObject({ code: 'plan.needs-second-person' })
    expect((await apply(plan)).json()).toMatchObject({ code: 'plan.needs-second-person' })
    expect((await apply(plan, await signIn(here.remit, 'second'))).statusCode).toBe(200)
    await here.remit.settled()
    await here.apply(await here.plan([gone('rule', 'self')]))
  })

  it('is asked for as well when people moved so that the maker gains by now', async () => {
    await here.people({ ada: { attributes: { department: 'Sales' } } })
    const plan = await here.plan([change(rule('drift', 'identity.department == "Treasury"', ['clerk']))], ada)
    expect(plan.needs).toEqual([])
    await here.people({ ada: { attributes: { department: 'Treasury' } } })
    expect((await apply(plan, ada)).json()).toMatchObject({
      code: 'plan.is-stale',
      detail: expect.stringContaining('whoever made it'),
    })
    expect(await here.may('ada', 'books/read')).toBe(false)
  })

  it('releases what they saw and nothing else', async () => {
    const plan = await here.plan([change(rule('drift', 'identity.department == "Treasury"'))], ada)
    expect(plan.needs).not.toEqual([])
    await here.people({ eve: { attributes: { department: 'Treasury' } } })
    expect((await apply(plan, await signIn(here.remit, 'second'))).json()).toMatchObject({
      code: 'plan.is-stale',
      detail: expect.stringContaining('than what was seen'),
    })
  })

  it('is not needed to assign to others; nobody assigns to themselves nor ends their own exclusion', async () => {
    const ask = (method: 'POST' | 'DELETE', url: string, body?: object) => here.remit.raw(method, url, body, ada)
    expect((await ask('POST', '/assignments', { identity: 'ada', entitlement: 'books/pay' })).json()).toMatchObject({
      code: 'assignment.for-oneself',
    })
    const { id } = await here.remit.ask<{ id: string }>('POST', '/exclusions', {
      identity: 'ada',
      entitlement: 'books/pay',
    })
    expect((await ask('DELETE', `/exclusions/${id}`)).json()).toMatchObject({ code: 'exclusion.for-oneself' })
    expect((await ask('POST', '/assignments', { identity: 'eve', entitlement: 'books/pay' })).statusCode).toBe(201)
  })
})

describe('the effects of a plan', () => {
  it('are told by the names of what the plan itself makes, and hash to the same when it is asked again', async () => {
    const wanted = [
      change({ kind: 'entitlement', name: 'books/audit' }),
      change({ ...CLERK, name: 'auditor', entitlements: ['books/audit'] } as never),
      change(rule('auditors', 'identity.department == "Books"', ['auditor'])),
    ]
    const [one, again] = [await here.plan(wanted), await here.plan(wanted)]
    const { items } = await here.remit.ask<{ items: { entitlement: { name: string } }[] }>(
      'GET',
      `/plans/${one.id}/effects?limit=3`,
    )
    expect(items.map((item) => item.entitlement.name)).toEqual(['books/audit', 'books/audit', 'books/audit'])
    expect(again.impact.digest).toBe(one.impact.digest)
  })
})
