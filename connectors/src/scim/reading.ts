import type { AccountRecord, Cursor, HoldingRecord, NestingRecord, Page, Reader } from '@remit/connector-sdk'
import { readAll } from '@remit/connector-sdk'
import { type Bad, reasonOf, type ScimClient } from './client.ts'
import { type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { accountOf, entitlementOf, type Member, membersOf } from './records.ts'

export interface ReadingSettings {
  readonly groups: boolean
  readonly pageSize: number
  /** Reads each group by itself, for servers whose lists leave the members out. */
  readonly membersOneByOne: boolean
}

/** Pages of one resource type, as far as they can be trusted. */
export interface ResourcePage {
  readonly resources: readonly JsonObject[]
  readonly next: Cursor | null
  readonly total: number
  readonly problem: string | null
}

/** All the state of a read. `seen` are the first and last id of the page before: overlapping pages prove nothing. */
interface Place {
  readonly start: number
  readonly total: number
  readonly seen: readonly string[]
}

const LOOK_UP = { pages: 10_000, items: 1_000_000 }

/** @throws when the target could not be asked. */
export async function resourcePage(
  client: ScimClient,
  path: string,
  from: Cursor | null,
  count: number,
): Promise<ResourcePage> {
  const place = from === null ? null : (JSON.parse(from) as Place)
  const start = place?.start ?? 1
  const answer = await client.get(`${path}${path.includes('?') ? '&' : '?'}startIndex=${start}&count=${count}`)
  // One server answers 404 to a search that finds nobody.
  if (answer.is === 'absent' && path.includes('filter=')) return { resources: [], next: null, total: 0, problem: null }
  if (answer.is !== 'good') throw cannotAsk(path, answer)
  const { body } = answer
  const resources = listOf(body.Resources).map((each) => objectOf(each) ?? {})
  const total = Number(body.totalResults ?? resources.length)
  const ids = resources.map(({ id }) => textOf(id) ?? '')
  const reached = start + resources.length - 1
  const problem = ((): string | null => {
    if (!Number.isSafeInteger(total) || total < 0) return `totalResults is "${String(body.totalResults)}"`
    if (place !== null && total !== place.total) return `the target counted ${place.total}, then ${total}`
    if (place !== null && Number(body.startIndex ?? start) !== start) return `the target does not page from ${start}`
    if (place?.seen.some((id) => ids.includes(id))) return `the page from ${start} repeats the one before`
    if (resources.length === 0 && reached < total) return `the target claims ${total} and has none from ${start}`
    return null
  })()
  const more = problem === null && reached < total
  const onward: Place = { start: reached + 1, total, seen: [ids[0] ?? '', ids.at(-1) ?? ''] }
  return { resources, next: more ? JSON.stringify(onward) : null, total, problem }
}

const cannotAsk = (path: string, answer: Bad): Error => new Error(`cannot read ${path}: ${reasonOf(answer)}`)

export function scimReader(client: ScimClient, settings: ReadingSettings): Reader {
  const page = (path: string, from: Cursor | null): Promise<ResourcePage> =>
    resourcePage(client, path, from, settings.pageSize)

  const accounts = async (from: Cursor | null): Promise<Page<AccountRecord>> =>
    recordsOf(await page('/Users', from), accountOf)

  /** Groups with their members, resolved to accounts and groups. */
  const tied = async <Tie>(
    from: Cursor | null,
    ties: (group: string, member: Member & { readonly isGroup: boolean }) => readonly Tie[],
  ): Promise<Page<Tie>> => {
    const { resources, next, problem } = await page('/Groups', from)
    const items: Tie[] = []
    for (const listed of resources) {
      const id = textOf(listed.id)
      if (!id) continue
      const group = settings.membersOneByOne ? await resource(client, `/Groups/${encodeURIComponent(id)}`) : listed
      for (const member of group === null ? [] : membersOf(group))
        items.push(...ties(id, { ...member, isGroup: member.isGroup ?? (await isGroup(client, member.id)) }))
    }
    return { items, next, ...(problem === null ? {} : { problems: [{ at: '/Groups', problem }] }) }
  }

  const directGroups = async (user: JsonObject, id: string): Promise<readonly string[]> => {
    const told = Array.isArray(user.groups) ? listOf(user.groups).map((each) => objectOf(each) ?? {}) : null
    // Only a server that tells direct from indirect membership can be believed about either, and an empty list might
    // be one that it does not keep: a removal would be confirmed by a server that knows nothing of it.
    if (told !== null && told.length > 0 && told.every(({ type }) => type === 'direct' || type === 'indirect'))
      return told.flatMap(({ type, value }) => (type === 'direct' && textOf(value) ? [textOf(value)!] : []))
    const all = await readAll<HoldingRecord>(holdings, LOOK_UP)
    if (!all.complete) throw new Error(`cannot read the groups of ${id}: ${all.why}`)
    return all.items.filter(({ account }) => account === id).map(({ entitlement }) => entitlement)
  }

  const holdings = (from: Cursor | null): Promise<Page<HoldingRecord>> =>
    tied(from, (entitlement, member) => (member.isGroup ? [] : [{ account: member.id, entitlement }]))

  return {
    accounts,
    ...(settings.groups
      ? {
          entitlements: async (from: Cursor | null) =>
            recordsOf(await page('/Groups?excludedAttributes=members', from), entitlementOf),
          holdings,
          nesting: (from: Cursor | null): Promise<Page<NestingRecord>> =>
            tied(from, (held, member) => (member.isGroup ? [{ holder: member.id, held }] : [])),
        }
      : {}),
    async account(nativeId) {
      const user = await resource(client, `/Users/${encodeURIComponent(nativeId)}`)
      const account = user === null ? null : accountOf(user)
      if (user === null || account === null) return null
      return { account, holdings: settings.groups ? await directGroups(user, nativeId) : [] }
    },
    accountByUserName: (userName) => findByUserName(client, userName, settings.pageSize),
  }
}

function recordsOf<Item>(
  { resources, next, total, problem }: ResourcePage,
  make: (resource: JsonObject) => Item | null,
): Page<Item> {
  const items = resources.map(make).filter((item) => item !== null)
  const problems = [
    ...(problem === null ? [] : [{ at: 'the page', problem }]),
    ...(items.length < resources.length ? [{ at: 'a resource', problem: 'it has no id' }] : []),
  ]
  return { items, next, total, ...(problems.length > 0 ? { problems } : {}) }
}

/** @throws when the target could not be asked; `null` is absent. */
async function resource(client: ScimClient, path: string): Promise<JsonObject | null> {
  const answer = await client.get(path)
  if (answer.is === 'good') return answer.body
  if (answer.is === 'absent') return null
  throw cannotAsk(path, answer)
}

const isGroup = async (client: ScimClient, id: string): Promise<boolean> =>
  (await resource(client, `/Groups/${encodeURIComponent(id)}`)) !== null

/**
 * By filter; among all users where the target cannot filter, ignores filters, or compares case that it should not.
 * @throws when the target could not be asked, or when two users answer to the name.
 */
export async function findByUserName(
  client: ScimClient,
  userName: string,
  pageSize: number,
  thoroughly = false,
): Promise<AccountRecord | null> {
  const path = `/Users?filter=${encodeURIComponent(`userName eq ${JSON.stringify(userName)}`)}`
  const first = thoroughly ? null : await resourcePage(client, path, null, pageSize).catch(() => null)
  if (first?.problem === null && first.next === null) return theOne(first.resources, userName)
  const all = await readAll<JsonObject>(async (from) => {
    const { resources, next, total, problem } = await resourcePage(client, '/Users', from, pageSize)
    return { items: resources, next, total, ...(problem === null ? {} : { problems: [{ at: '/Users', problem }] }) }
  }, LOOK_UP)
  if (!all.complete) throw new Error(`cannot look for "${userName}": ${all.why}`)
  return theOne(all.items, userName)
}

function theOne(users: readonly JsonObject[], userName: string): AccountRecord | null {
  const named = users.filter((user) => textOf(user.userName)?.toLowerCase() === userName.toLowerCase())
  if (named.length > 1) throw new Error(`${named.length} users are named "${userName}"`)
  return named[0] === undefined ? null : accountOf(named[0])
}
