import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connector, Session } from './connector.ts'
import type { OperationName, Outcome, Writer } from './operations.ts'
import { readAll } from './read-all.ts'
import type { AccountRecord, Attributes, Collection, Cursor, Page } from './records.ts'

export interface ContractSubject<Settings> {
  readonly connector: Connector<Settings>
  /** A live session; asked for once. */
  readonly open: () => Promise<Session>
  /** What to write with; absent for a connector that only reads. */
  readonly life?: {
    /** A user name nobody has, and attributes to begin with. */
    readonly userName: string
    readonly attributes: Attributes
    /** Attributes to change, as they are read back. */
    readonly change: Attributes
    /** nativeId of an entitlement that nobody needs to hold. */
    readonly entitlement: () => Promise<string> | string
  }
  /** Milliseconds after which a write is surely to be seen; 0 where reads follow writes. */
  readonly settlesWithin?: number
}

const COLLECTIONS: readonly Collection[] = ['identities', 'accounts', 'entitlements', 'holdings', 'nesting', 'devices']
const OPERATIONS: readonly OperationName[] = [
  'createAccount',
  'updateAccount',
  'enableAccount',
  'disableAccount',
  'deleteAccount',
  'addEntitlement',
  'removeEntitlement',
  'endSessions',
]
const LIMITS = { pages: 10_000, items: 1_000_000 }
const NOBODY = 'no-such-account-6f1c2a'

/** What every connector promises, tried on a live session. */
export function connectorContract<Settings>(subject: ContractSubject<Settings>): void {
  describe(`the contract, kept by ${subject.connector.name}`, () => {
    let session: Session
    beforeAll(async () => {
      session = crossing(await subject.open())
    })
    afterAll(async () => {
      await session?.close()
    })

    promisesAForm(subject.connector)
    promisesToRead(() => session)
    promisesToDeclineStrangers(() => session)
    if (subject.life) promisesALife(() => session, subject.life, subject.settlesWithin ?? 0)
    else
      it('writes nothing, and says so by having nothing to write with', () => {
        expect(Object.keys(session.write)).toEqual([])
      })
  })
}

function promisesAForm(connector: Connector<never>): void {
  it('asks for its settings in words a form can show, and hides its secrets', () => {
    expect(connector.title).not.toBe('')
    expect(plain(connector.settings)).toEqual(connector.settings)
    const { properties } = connector.settings as { properties: Record<string, Record<string, unknown>> }
    for (const [name, property] of Object.entries(properties)) {
      expect(property.title, `title of ${name}`).toBeTypeOf('string')
      expect(property.description, `description of ${name}`).toBeTypeOf('string')
      if (/password|token|secret/i.test(name)) expect(property.writeOnly, `${name} is a secret`).toBe(true)
    }
  })
}

function promisesToRead(session: () => Session): void {
  it('can be used', async () => {
    expect(['done', 'already']).toContain((await session().check()).outcome)
  })

  it('has only keys of the contract, and each of them works', async () => {
    const readable = [...COLLECTIONS, 'account', 'accountByUserName']
    expect(Object.keys(session().read).filter((key) => !readable.includes(key))).toEqual([])
    expect(Object.keys(session().write).filter((key) => !OPERATIONS.includes(key as OperationName))).toEqual([])
    for (const of of COLLECTIONS) if (session().read[of]) await everything(session(), of)
  })

  it('gives every account and entitlement one key', async () => {
    for (const of of ['accounts', 'entitlements'] as const) {
      const keys = session().read[of]
        ? (await everything<{ nativeId: string }>(session(), of)).map(({ nativeId }) => nativeId)
        : []
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('tells holdings of accounts and entitlements that it tells, too', async () => {
    if (!session().read.holdings) return
    const keys = async (of: Collection) =>
      new Set((await everything<{ nativeId: string }>(session(), of)).map(({ nativeId }) => nativeId))
    const [accounts, entitlements] = [await keys('accounts'), await keys('entitlements')]
    type Holding = { account: string; entitlement: string; principal?: string }
    const adrift = (await everything<Holding>(session(), 'holdings')).filter(
      ({ account, entitlement, principal }) =>
        !entitlements.has(entitlement) || (principal !== 'identity' && !accounts.has(account)),
    )
    expect(adrift).toEqual([])
  })
}

function promisesToDeclineStrangers(session: () => Session): void {
  it('declines what it does not know, and throws nothing', async () => {
    expect((await session().read.account?.(NOBODY)) ?? null).toBeNull()
    expect((await session().read.accountByUserName?.(NOBODY)) ?? null).toBeNull()
    const { write } = session()
    const strangers: [OperationName, Outcome | undefined, readonly string[]][] = [
      [
        'updateAccount',
        await write.updateAccount?.({ account: NOBODY, attributes: { displayName: 'x' } }, 'k1'),
        ['declined'],
      ],
      ['enableAccount', await write.enableAccount?.({ account: NOBODY }, 'k2'), ['declined']],
      ['disableAccount', await write.disableAccount?.({ account: NOBODY }, 'k3'), ['declined']],
      ['addEntitlement', await write.addEntitlement?.({ account: NOBODY, entitlement: NOBODY }, 'k4'), ['declined']],
      // What is not there is as gone as it was asked to be.
      [
        'removeEntitlement',
        await write.removeEntitlement?.({ account: NOBODY, entitlement: NOBODY }, 'k5'),
        ['already', 'declined'],
      ],
      ['deleteAccount', await write.deleteAccount?.({ account: NOBODY }, 'k6'), ['already', 'declined']],
    ]
    for (const [name, outcome, allowed] of strangers) if (outcome) expect(allowed, name).toContain(outcome.outcome)
  })
}

function promisesALife(
  session: () => Session,
  life: NonNullable<ContractSubject<never>['life']>,
  settlesWithin: number,
): void {
  describe('one account from first to last, each deed asked twice', () => {
    let account = ''
    const twice = async (deed: (write: Required<Writer>, key: string) => Promise<Outcome>): Promise<string[]> => {
      const write = session().write as Required<Writer>
      const first = await deed(write, 'deed-1')
      await settled(first, settlesWithin)
      const second = await deed(write, 'deed-2')
      return [first, second].map((outcome) =>
        'reason' in outcome ? `${outcome.outcome}: ${outcome.reason}` : outcome.outcome,
      )
    }
    const seen = async () => (await session().read.account?.(account)) ?? null
    const becomes = (what: () => Promise<unknown>) => expect.poll(what, { timeout: settlesWithin + 100, interval: 50 })

    it('is created once', async () => {
      const { userName, attributes } = life
      const made: (string | undefined)[] = []
      const outcomes = await twice(async (write, key) => {
        const outcome = await write.createAccount({ userName, attributes }, key)
        made.push('account' in outcome ? outcome.account : undefined)
        return outcome
      })
      expect(outcomes).toEqual(['done', 'already'])
      expect(made[0]).toBeTypeOf('string')
      expect(made[1]).toBe(made[0])
      account = made[0]!
    })

    it('is read back, by key, by user name and among all', async () => {
      const found = await seen()
      expect(found?.account).toMatchObject({ nativeId: account, status: 'active', attributes: life.attributes })
      expect(found?.holdings).toEqual([])
      expect(await session().read.accountByUserName?.(life.userName)).toEqual(found?.account)
      const all = await everything<AccountRecord>(session(), 'accounts')
      expect(all.find(({ nativeId }) => nativeId === account)).toEqual(found?.account)
    })

    it('is updated, keeping what was not named', async () => {
      const deed = (write: Required<Writer>, key: string) =>
        write.updateAccount({ account, attributes: life.change }, key)
      expect(await twice(deed)).toEqual(['done', 'already'])
      const expected = { ...life.attributes, ...life.change }
      await becomes(async () => (await seen())?.account.attributes).toMatchObject(expected)
    })

    it('is disabled and enabled', async () => {
      expect(await twice((write, key) => write.disableAccount({ account }, key))).toEqual(['done', 'already'])
      await becomes(async () => (await seen())?.account.status).toBe('disabled')
      expect(await twice((write, key) => write.enableAccount({ account }, key))).toEqual(['done', 'already'])
      await becomes(async () => (await seen())?.account.status).toBe('active')
    })

    it('gets an entitlement and loses it', async () => {
      const entitlement = await life.entitlement()
      const deed = { account, entitlement }
      expect(await twice((write, key) => write.addEntitlement(deed, key))).toEqual(['done', 'already'])
      await becomes(async () => (await seen())?.holdings).toEqual([entitlement])
      expect(await everything(session(), 'holdings')).toContainEqual(expect.objectContaining(deed))
      expect(await twice((write, key) => write.removeEntitlement(deed, key))).toEqual(['done', 'already'])
      await becomes(async () => (await seen())?.holdings).toEqual([])
    })

    it('gets no entitlement that does not exist', async () => {
      const outcome = await session().write.addEntitlement?.({ account, entitlement: NOBODY }, 'deed-3')
      expect(outcome?.outcome).toBe('declined')
    })

    it('is deleted, with everything it held', async () => {
      const entitlement = await life.entitlement()
      await session().write.addEntitlement?.({ account, entitlement }, 'deed-4')
      expect(await twice((write, key) => write.deleteAccount({ account }, key))).toEqual(['done', 'already'])
      await becomes(seen).toBeNull()
      expect(await session().read.accountByUserName?.(life.userName)).toBeNull()
      await becomes(async () =>
        (await everything<{ account: string }>(session(), 'holdings')).filter((held) => held.account === account),
      ).toEqual([])
    })
  })
}

const settled = (outcome: Outcome, milliseconds: number): Promise<void> | undefined =>
  outcome.outcome === 'done' && milliseconds > 0 ? new Promise((done) => setTimeout(done, milliseconds)) : undefined

async function everything<Item>(session: Session, of: Collection): Promise<readonly Item[]> {
  const read = session.read[of] as unknown as (from: Cursor | null) => Promise<Page<Item>>
  const all = await readAll(read, LIMITS)
  expect(all.complete || all.why, `reading ${of}`).toBe(true)
  return all.items
}

/** The same session as if it ran in another process: whatever goes in or comes out must be plain data. */
function crossing(session: Session): Session {
  const crossed = <Part extends object>(part: Part): Part =>
    Object.fromEntries(
      Object.entries(part).map(([name, call]) => [
        name,
        async (...given: unknown[]) => {
          const answer: unknown = await call(...structuredClone(given))
          expect(plain(answer), `what ${name} answers is plain data`).toEqual(structuredClone(answer))
          return structuredClone(answer)
        },
      ]),
    ) as Part
  return { ...session, read: crossed(session.read), write: crossed(session.write) }
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
