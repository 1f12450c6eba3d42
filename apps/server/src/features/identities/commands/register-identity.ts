import type { Attributes, IdentityType } from '@remit/engine'
import { accept, type IdentityId, type Result, refuse } from '@remit/kernel'
import type { Tx } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/ids.ts'
import type { UnitOfWork } from '../../../platform/unit-of-work.ts'
import { readValue } from '../domain/attribute-definition.ts'
import type { Said, Status } from '../domain/claim.ts'
import { isIdentityName } from '../domain/identity-name.ts'
import { stateOf, wrongInTime } from '../domain/person.ts'
import type { IdentityRefusal } from '../domain/refusals.ts'
import { attributeDefinitions } from '../store/attributes.ts'
import { findClaims, findIdentity, findIdentityByName, handOverClaims, lockIdentities } from '../store/identities.ts'
import { saveClaims } from './save-claims.ts'

/** What people type in the console. The weakest voice: a source that comes to know somebody is believed over it. */
const REMIT = { source: 'remit', rank: 1_000 } as const

type RawValue = string | number | boolean | null | readonly string[]

/** `null` takes back what was said. References are names or keys of identities. */
export interface Wording {
  readonly displayName?: string
  readonly type?: IdentityType
  readonly email?: string | null
  readonly status?: Status
  readonly zone?: string | null
  readonly starts?: string | null
  readonly ends?: string | null
  readonly manager?: string | null
  readonly owner?: string | null
  readonly attributes?: Readonly<Record<string, RawValue>>
}
export type Registration = Wording & {
  readonly displayName: string
  readonly type: IdentityType
  readonly name?: string
}

type Answer<Value> = Promise<Result<Value, IdentityRefusal>>

/** Makes an identity that no source tells of: a service, an agent, a guest. */
export async function registerIdentity(work: UnitOfWork, { name, ...wording }: Registration): Answer<IdentityId> {
  if (name !== undefined && !isIdentityName(name)) return refuse('identity.name-malformed', `"${name}"`)
  if (name !== undefined && (await findIdentityByName(work.tx, name))) return refuse('identity.name-taken', `"${name}"`)
  const said = await worded(work, {}, wording)
  if (!said.ok) return said
  const identity = newId<IdentityId>()
  await saveClaims(work, [{ identity, ...REMIT, said: said.value, ...(name === undefined ? {} : { name }) }])
  return accept(identity)
}

/** Changes what was said in the console; who is told of by a source is changed there. */
export async function rewordIdentity(work: UnitOfWork, wanted: string, wording: Wording): Answer<IdentityId> {
  const found = await findIdentity(work.tx, wanted)
  if (!found) return refuse('identity.unknown', wanted)
  await lockIdentities(work.tx, [found.id])
  const claims = (await findClaims(work.tx, [found.id])).get(found.id) ?? []
  const masters = claims.filter(({ source }) => source !== REMIT.source).map(({ source }) => source)
  if (masters.length > 0)
    return refuse('identity.mastered-elsewhere', `${found.name} is told of by ${masters.join(', ')}.`)
  const said = await worded(work, claims[0]?.said ?? {}, wording)
  if (!said.ok) return said
  await saveClaims(work, [{ identity: found.id, ...REMIT, said: said.value }])
  return accept(found.id)
}

/**
 * A source is gone. What it said stays in force, as if it had been registered here: removing a source makes nobody
 * leave, and whoever it told of can be changed in the console from now on.
 */
export const adoptClaims = (work: UnitOfWork, source: string): Promise<void> => handOverClaims(work.tx, source, REMIT)

async function worded(work: UnitOfWork, before: Said, wording: Wording): Answer<Said> {
  const { manager, owner, attributes: raw, ...fields } = wording
  const attributes = await readAttributes(work.tx, before.attributes ?? {}, raw ?? {})
  if (!attributes.ok) return attributes
  const references = {
    manager: await reference(work.tx, before.manager, manager),
    owner: await reference(work.tx, before.owner, owner),
  }
  if (!references.manager.ok) return references.manager
  if (!references.owner.ok) return references.owner
  const said = spoken({
    ...before,
    ...fields,
    manager: references.manager.value,
    owner: references.owner.value,
    attributes: attributes.value,
  })
  const wrong = wrongInTime(said)
  if (wrong !== null) return refuse('identity.time-unreadable', wrong)
  const owned = await checkOwner(work, said)
  return owned.ok ? accept(said) : owned
}

/** Without what is taken back: absent is not said. */
const spoken = (fields: Readonly<Record<string, unknown>>): Said =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

async function reference(
  tx: Tx,
  before: IdentityId | undefined,
  wanted: string | null | undefined,
): Answer<IdentityId | undefined> {
  if (wanted === undefined) return accept(before)
  if (wanted === null) return accept(undefined)
  const found = await findIdentity(tx, wanted)
  return found ? accept(found.id) : refuse('identity.unknown', wanted)
}

/** Somebody answers for whatever acts by itself. */
async function checkOwner(work: UnitOfWork, said: Said): Answer<void> {
  if (said.type !== 'service' && said.type !== 'agent') return accept()
  if (said.owner === undefined) return refuse('identity.owner-missing')
  const owner = (await findIdentity(work.tx, said.owner))!
  const isPerson = owner.person.type !== 'service' && owner.person.type !== 'agent'
  return isPerson && stateOf(owner.person, work.now) !== 'left' ? accept() : refuse('identity.owner-unfit', owner.name)
}

async function readAttributes(tx: Tx, before: Attributes, raw: Readonly<Record<string, RawValue>>): Answer<Attributes> {
  const definitions = new Map((await attributeDefinitions(tx)).map((definition) => [definition.name, definition]))
  const attributes = new Map(Object.entries(before))
  for (const [name, value] of Object.entries(raw)) {
    const definition = definitions.get(name)
    if (!definition || name === 'email')
      return refuse(
        'identity.attribute-unreadable',
        `There is no attribute "${name}". There are: ${[...definitions.keys()].filter((each) => each !== 'email').join(', ')}.`,
      )
    const read = readValue(definition, value)
    if ('problem' in read) return refuse('identity.attribute-unreadable', read.problem)
    if (read.value === null) attributes.delete(name)
    else attributes.set(name, read.value)
  }
  return accept(Object.fromEntries(attributes))
}
