import type { Outcome, Writer } from '@remit/connector-sdk'
import { type Change, changed, changesFor, ENTERPRISE, USER } from './attributes.ts'
import { type Answer, type Good, notDone, notSeen, type ScimClient } from './client.ts'
import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { findByUserName, type ReadingSettings } from './reading.ts'
import { isActive, membersOf } from './records.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** What the target offers, as its ServiceProviderConfig says; a target without one is taken to patch. */
interface Offers {
  readonly patch: boolean
  readonly versions: boolean
}

/** Each operation looks before it acts, so that asking twice is asking once. */
export function scimWriter(client: ScimClient, settings: ReadingSettings): Writer {
  let known: Offers | null = null
  const offers = async (): Promise<Offers> => {
    if (known !== null) return known
    const answer = await client.get('/ServiceProviderConfig')
    const told = answer.is === 'good' ? answer.body : {}
    const supports = (name: string): boolean | null => (objectOf(told[name])?.supported ?? null) as boolean | null
    const found = { patch: supports('patch') !== false, versions: supports('etag') === true }
    if (answer.is === 'good' || answer.is === 'absent') known = found
    return found
  }

  /** Looks, decides, and sends; once more when somebody else changed the resource in between. */
  async function change(path: string, decide: (now: JsonObject) => Decision, whenAbsent?: Outcome): Promise<Outcome> {
    for (let again = true; ; again = false) {
      const seen = await client.get(path)
      if (seen.is === 'absent')
        return whenAbsent ?? { outcome: 'declined', reason: `the target has no ${path.slice(1)}` }
      if (seen.is !== 'good') return notSeen(seen)
      const decided = decide(seen.body)
      if (decided === 'so-already') return { outcome: 'already' }
      const sent = await send(path, seen, decided, await offers())
      if (sent.is === 'good') return { outcome: 'done' }
      if (sent.is !== 'changed-meanwhile' || !again) return notDone(sent)
    }
  }

  async function send(path: string, seen: Good, wanted: Wanted, { patch, versions }: Offers): Promise<Answer> {
    const version = versions ? seen.version : null
    if (patch) {
      const sent = await client.send('PATCH', path, { schemas: [PATCH_OP], Operations: wanted.operations }, version)
      if (sent.is !== 'not-offered') return sent
    }
    const { meta, groups, ...whole } = wanted.whole
    return client.send('PUT', path, whole, version)
  }

  const switchTo = (account: string, active: boolean): Promise<Outcome> =>
    change(userPath(account), (user) =>
      isActive(user) === active ? 'so-already' : replacing(user, [{ path: 'active', value: active }]),
    )

  async function findAfterConflict(userName: string, detail: string): Promise<Outcome> {
    try {
      const found = await findByUserName(client, userName, settings.pageSize, true)
      if (found) return { outcome: 'already', account: found.nativeId }
      return { outcome: 'declined', reason: `${detail}, though no user is named "${userName}"` }
    } catch (error) {
      return { outcome: 'later', after: 5_000, reason: (error as Error).message }
    }
  }

  /** The target took it and did not tell the key (or not readably). */
  async function findAfterCreation(userName: string): Promise<Outcome> {
    const found = await findByUserName(client, userName, settings.pageSize).catch(() => null)
    if (found) return { outcome: 'done', account: found.nativeId }
    return { outcome: 'unknown', reason: 'the target answered the creation without an id' }
  }

  const write: Writer = {
    async createAccount({ userName, attributes }) {
      try {
        const before = await findByUserName(client, userName, settings.pageSize)
        if (before) return { outcome: 'already', account: before.nativeId }
      } catch (error) {
        return { outcome: 'later', after: 5_000, reason: (error as Error).message }
      }
      const user = newUser(userName, changesFor({}, attributes))
      const answer = await client.send('POST', '/Users', user)
      if (answer.is === 'good') {
        const account = textOf(answer.body.id)
        return account ? { outcome: 'done', account } : findAfterCreation(userName)
      }
      if (answer.is === 'conflict') return findAfterConflict(userName, answer.detail)
      if (answer.is !== 'refused') return notDone(answer)
      return { outcome: 'declined', reason: `${answer.detail}${await whatIsMissing(client, user)}` }
    },
    updateAccount: ({ account, attributes }) =>
      change(userPath(account), (user) => {
        const changes = changesFor(user, attributes)
        return changes.length === 0 ? 'so-already' : replacing(user, changes)
      }),
    enableAccount: ({ account }) => switchTo(account, true),
    disableAccount: ({ account }) => switchTo(account, false),
    async deleteAccount({ account }) {
      const answer = await client.send('DELETE', userPath(account))
      if (answer.is === 'good') return { outcome: 'done' }
      return answer.is === 'absent' ? { outcome: 'already' } : notDone(answer)
    },
  }
  if (!settings.groups) return write
  return {
    ...write,
    async addEntitlement({ account, entitlement }) {
      const user = await client.get(userPath(account))
      if (user.is === 'absent') return { outcome: 'declined', reason: `the target has no user ${account}` }
      if (user.is !== 'good') return notSeen(user)
      return change(groupPath(entitlement), (group) =>
        membersOf(group).some(({ id }) => id === account)
          ? 'so-already'
          : {
              operations: [{ op: 'add', path: 'members', value: [{ value: account }] }],
              whole: { ...group, members: [...listOf(group.members), { value: account }] },
            },
      )
    },
    async removeEntitlement({ account, entitlement }) {
      return change(
        groupPath(entitlement),
        (group) =>
          membersOf(group).some(({ id }) => id === account)
            ? {
                // Never `remove members` with a value: a server that overlooks the value empties the group.
                operations: [{ op: 'remove', path: `members[value eq ${JSON.stringify(account)}]` }],
                whole: { ...group, members: listOf(group.members).filter((each) => memberId(each) !== account) },
              }
            : 'so-already',
        // A group that is gone has no members left.
        { outcome: 'already' },
      )
    },
  }
}

interface Wanted {
  readonly operations: readonly JsonObject[]
  /** The resource as it should be, for targets that only replace. */
  readonly whole: JsonObject
}
type Decision = Wanted | 'so-already'

const userPath = (account: string): string => `/Users/${encodeURIComponent(account)}`
const groupPath = (entitlement: string): string => `/Groups/${encodeURIComponent(entitlement)}`
const memberId = (member: Json): string | null => textOf(objectOf(member)?.value ?? member)

const replacing = (user: JsonObject, changes: readonly Change[]): Wanted => ({
  operations: changes.map(({ path, value }) =>
    value === null ? { op: 'remove', path } : { op: 'replace', path, value },
  ),
  whole: changed(user, changes),
})

function newUser(userName: string, changes: readonly Change[]): JsonObject {
  const user = changed(
    { userName, active: true },
    changes.filter(({ value }) => value !== null),
  )
  const extensions = Object.keys(user).filter((key) => key.startsWith('urn:'))
  return { schemas: [USER, ...new Set([...extensions, ...(ENTERPRISE in user ? [ENTERPRISE] : [])])], ...user }
}

/** A refused creation is mostly a profile that requires more: its schema says what. */
async function whatIsMissing(client: ScimClient, user: JsonObject): Promise<string> {
  const answer = await client.get('/Schemas')
  if (answer.is !== 'good') return ''
  const schema = listOf(answer.body.Resources)
    .map(objectOf)
    .find((each) => each?.id === USER)
  const missing = listOf(schema?.attributes)
    .map((each) => objectOf(each) ?? {})
    .filter(
      ({ required, mutability, name }) => required === true && mutability !== 'readOnly' && !(String(name) in user),
    )
    .map(({ name }) => String(name))
  return missing.length === 0 ? '' : `; the target requires ${missing.join(', ')}`
}
