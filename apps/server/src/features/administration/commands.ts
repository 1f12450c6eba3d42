import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2'
import { type Actor, accept, type Result, refuse } from '@remit/kernel'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { UnitOfWork } from '../../platform/unit-of-work.ts'
import { record } from '../ledger/index.ts'
import type { OperatorRole } from './domain/permissions.ts'
import type { Refused } from './domain/refusals.ts'
import { hashOfToken, makeToken } from './domain/token.ts'
import {
  deleteOtherBootstrapTokens,
  deleteTokensNamed,
  findOperator,
  findOperators,
  identityExists,
  insertOperator,
  insertSession,
  insertSetupLink,
  insertToken,
  lockOperators,
  type Operator,
  disableOperator as storeDisabled,
  useSetupLink,
} from './store.ts'

/** OWASP password storage: argon2id, 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Verified when there is no such operator, so that both answers take as long. */
let nobody: Promise<string> | null = null

const START: Actor = { kind: 'system', name: 'start' }
const HOUR = 3_600_000
export const SESSION_HOURS = 12
export const IDLE_HOURS = 2
export const MOST_TOKEN_DAYS = 90

export interface Opened {
  readonly key: string
  readonly csrf: string
  readonly operator: Operator
}

export async function signIn(
  platform: Platform,
  name: string,
  password: string,
  agent: string,
): Promise<Result<Opened, Refused>> {
  const operator = await findOperator(platform.database, name)
  nobody ??= argon2('nobody has this password', COST)
  const right = await argon2Verify(operator?.passwordHash ?? (await nobody), password)
  const by: Actor = { kind: 'operator', id: operator?.id ?? '', name }
  if (!operator || !right || operator.disabled) {
    await platform.perform(by, async (work) => {
      await record(work, { action: 'session.refused', subject: { kind: 'operator', id: name }, detail: { name } })
      return accept()
    })
    return refuse('session.wrong')
  }
  const { answer } = await platform.perform(by, async (work) => accept(await openSession(work, operator, agent)))
  return answer
}

async function openSession(work: UnitOfWork, operator: Operator, agent: string): Promise<Opened> {
  const key = makeToken('session')
  const csrf = makeToken('session')
  await insertSession(work.tx, {
    hash: hashOfToken(key),
    operator: operator.id,
    csrf,
    at: work.now,
    ends: new Date(work.now + SESSION_HOURS * HOUR),
    agent,
  })
  await record(work, {
    action: 'session.opened',
    subject: { kind: 'operator', id: operator.name },
    detail: { name: operator.name },
  })
  return { key, csrf, operator }
}

export interface NewOperator {
  readonly name: string
  readonly displayName: string
  readonly password: string
  readonly roles: readonly OperatorRole[]
  readonly identity: string | null
}

export async function addOperator(work: UnitOfWork, fresh: NewOperator): Promise<Result<Operator, Refused>> {
  if (fresh.password.length < 12) return refuse('operator.weak-password')
  if (await findOperator(work.tx, fresh.name)) return refuse('operator.name-taken')
  if (fresh.identity && !(await identityExists(work.tx, fresh.identity))) return refuse('operator.no-such-identity')
  const operator = {
    id: newId() as string,
    name: fresh.name,
    displayName: fresh.displayName,
    passwordHash: await argon2(fresh.password, COST),
    roles: fresh.roles,
    identity: fresh.identity,
    disabled: false,
  }
  await insertOperator(work.tx, operator)
  await record(work, {
    action: 'operator.added',
    subject: { kind: 'operator', id: fresh.name },
    detail: { name: fresh.name, roles: [...fresh.roles] },
  })
  return accept(operator)
}

export async function disableOperator(work: UnitOfWork, name: string): Promise<Result<void, Refused>> {
  // Locked: two administrators who disable each other at once would leave nobody.
  const all = await lockOperators(work.tx)
  const operator = all.find((one) => one.name === name)
  if (!operator) return refuse('operator.not-found')
  const others = all.filter((one) => one.name !== name && !one.disabled && one.roles.includes('administrator'))
  if (others.length === 0) return refuse('operator.last-administrator')
  await storeDisabled(work.tx, operator.id)
  await record(work, { action: 'operator.disabled', subject: { kind: 'operator', id: name }, detail: { name } })
  return accept()
}

/** The first administrator comes by a one-time link: whoever can read the server's output is whoever runs it. */
export async function setUp(
  platform: Platform,
  token: string,
  fresh: NewOperator,
  agent: string,
): Promise<Result<Opened, Refused>> {
  const { answer } = await platform.perform(
    { kind: 'system', name: 'set-up link' },
    async (work): Promise<Result<Opened, Refused>> => {
      if (!(await useSetupLink(work.tx, hashOfToken(token), new Date(work.now)))) return refuse('setup.link-used')
      const added = await addOperator(work, fresh)
      if (!added.ok) return added
      return accept(await openSession(work, added.value, agent))
    },
  )
  return answer
}

/** @returns the token to put in the link, or `null` when there is an administrator already. */
export async function firstSetupLink(platform: Platform): Promise<string | null> {
  if ((await findOperators(platform.database)).some((one) => one.roles.includes('administrator') && !one.disabled))
    return null
  return makeSetupLink(platform)
}

export async function makeSetupLink(platform: Platform): Promise<string> {
  const token = makeToken('setup')
  await platform.perform(START, async (work) => {
    await insertSetupLink(work.tx, hashOfToken(token), work.now, new Date(work.now + 24 * HOUR))
    await record(work, { action: 'setup.link-made', subject: { kind: 'installation', id: 'remit' } })
    return accept()
  })
  return token
}

/** A token shown once; its owner's rights bound it, today's and tomorrow's. */
export async function makeApiToken(
  work: UnitOfWork,
  name: string,
  days: number,
  operator: string | null,
  permissions: readonly string[],
): Promise<Result<{ id: string; token: string; endsAt: string }, Refused>> {
  if (days > MOST_TOKEN_DAYS) return refuse('token.too-long')
  const token = makeToken('api')
  const id = newId() as string
  const ends = new Date(work.now + days * 24 * HOUR)
  await insertToken(work.tx, { id, name, hash: hashOfToken(token), operator, permissions, at: work.now, ends })
  await record(work, {
    action: 'token.made',
    subject: { kind: 'token', id },
    detail: { name, endsAt: ends.toISOString(), permissions: [...permissions] },
  })
  return accept({ id, token, endsAt: ends.toISOString() })
}

/** Accepts the token the environment names, for automation, and no other: one that was changed or taken away there is dead here. */
export async function acceptBootstrapToken(platform: Platform, token: string | null): Promise<void> {
  await platform.perform(START, async (work) => {
    const hash = token === null ? null : hashOfToken(token)
    const ended = await deleteOtherBootstrapTokens(work.tx, hash)
    const accepted =
      hash !== null &&
      (await insertToken(work.tx, {
        id: newId(),
        name: 'bootstrap',
        hash,
        operator: null,
        permissions: ['*'],
        at: work.now,
        ends: null,
      }))
    if (ended > 0)
      await record(work, { action: 'token.bootstrap-ended', subject: { kind: 'installation', id: 'remit' } })
    if (accepted)
      await record(work, { action: 'token.bootstrap-accepted', subject: { kind: 'installation', id: 'remit' } })
    return accept()
  })
}

const LOCAL = 'command line on this machine'

/** A fresh token for whoever runs this process, to be kept in a file only they can read. */
export async function makeLocalToken(platform: Platform): Promise<string> {
  const { answer } = await platform.perform(START, async (work) => {
    await deleteTokensNamed(work.tx, LOCAL)
    return makeApiToken(work, LOCAL, MOST_TOKEN_DAYS, null, ['*'])
  })
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value.token
}
