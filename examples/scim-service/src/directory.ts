import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'

export interface User {
  readonly id: string
  readonly userName: string
  readonly displayName?: string
  readonly meta: Meta
}
export interface Group {
  readonly id: string
  readonly displayName: string
  /** Ids of users and of groups. */
  readonly members: readonly string[]
  readonly meta: Meta
}
interface Meta {
  readonly created: string
  readonly lastModified: string
}
interface State {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
}

/** A user or group cannot be as asked: `conflict` is 409 in SCIM, `missing` 404, `invalid` 400. */
export class NotSo extends Error {
  readonly kind: 'conflict' | 'missing' | 'invalid'
  constructor(kind: NotSo['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

/** What was written and changed something, one JSON object a line: whoever tests a client counts effects here. */
export interface JournalLine {
  readonly at: string
  readonly did: 'user.created' | 'user.changed' | 'user.deleted' | 'group.created' | 'group.changed' | 'group.deleted'
  readonly id: string
  readonly name: string
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/**
 * Users and groups in one JSON file. Every change is in the file before it is answered, and the file is replaced as a
 * whole, so that a process killed at any moment finds the state before or after the change and nothing between.
 */
export class Directory {
  readonly #file: string
  readonly #journal: string
  readonly #now: () => Date
  #state: State

  constructor(file: string, journal: string, now: () => Date = () => new Date()) {
    this.#file = file
    this.#journal = journal
    this.#now = now
    this.#state = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : { users: [], groups: [] }
  }

  get users(): readonly User[] {
    return this.#state.users
  }
  get groups(): readonly Group[] {
    return this.#state.groups
  }

  createUser(given: Omit<User, 'id' | 'meta'>): User {
    this.#refuseTakenName(given.userName, null)
    const user = { ...given, id: randomUUID(), meta: this.#fresh() }
    this.#save(
      { ...this.#state, users: [...this.users, user] },
      { did: 'user.created', id: user.id, name: user.userName },
    )
    return user
  }

  replaceUser(id: string, given: Omit<User, 'id' | 'meta'>): User {
    const before = found(this.users, id, 'user')
    this.#refuseTakenName(given.userName, id)
    const user = { ...given, id, meta: before.meta }
    if (JSON.stringify(sorted(user)) === JSON.stringify(sorted(before))) return before
    const changed = { ...user, meta: this.#touched(before) }
    this.#save(
      { ...this.#state, users: this.users.map((each) => (each.id === id ? changed : each)) },
      { did: 'user.changed', id, name: user.userName },
    )
    return changed
  }

  deleteUser(id: string): void {
    const { userName } = found(this.users, id, 'user')
    const users = this.users.filter((user) => user.id !== id)
    this.#save({ users, groups: without(this.groups, id) }, { did: 'user.deleted', id, name: userName })
  }

  createGroup(given: Omit<Group, 'id' | 'meta'>): Group {
    const group = { ...given, members: this.#existing(given.members), id: randomUUID(), meta: this.#fresh() }
    this.#save(
      { ...this.#state, groups: [...this.groups, group] },
      { did: 'group.created', id: group.id, name: group.displayName, added: group.members, removed: [] },
    )
    return group
  }

  replaceGroup(id: string, given: Omit<Group, 'id' | 'meta'>): Group {
    const before = found(this.groups, id, 'group')
    const members = this.#existing(given.members)
    const added = members.filter((member) => !before.members.includes(member))
    const removed = before.members.filter((member) => !members.includes(member))
    if (added.length + removed.length === 0 && given.displayName === before.displayName) return before
    const changed = { ...given, members, id, meta: this.#touched(before) }
    this.#save(
      { ...this.#state, groups: this.groups.map((group) => (group.id === id ? changed : group)) },
      { did: 'group.changed', id, name: changed.displayName, added, removed },
    )
    return changed
  }

  deleteGroup(id: string): void {
    const { displayName } = found(this.groups, id, 'group')
    const groups = this.groups.filter((group) => group.id !== id)
    this.#save({ ...this.#state, groups: without(groups, id) }, { did: 'group.deleted', id, name: displayName })
  }

  /** RFC 7643: userName is compared without regard to case. */
  #refuseTakenName(userName: string, by: string | null): void {
    const taken = this.users.some((user) => user.id !== by && user.userName.toLowerCase() === userName.toLowerCase())
    if (taken) throw new NotSo('conflict', `userName "${userName}" is taken`)
  }

  #existing(members: readonly string[]): readonly string[] {
    const unique = [...new Set(members)]
    const away = unique.find((id) => ![...this.users, ...this.groups].some((each) => each.id === id))
    if (away !== undefined) throw new NotSo('invalid', `there is no user or group "${away}" to be a member`)
    return unique
  }

  #fresh(): Meta {
    const at = this.#now().toISOString()
    return { created: at, lastModified: at }
  }

  #touched({ meta }: { readonly meta: Meta }): Meta {
    return { created: meta.created, lastModified: this.#now().toISOString() }
  }

  #save(state: State, line: Omit<JournalLine, 'at'>): void {
    const beside = `${this.#file}.new`
    const handle = openSync(beside, 'w', 0o600)
    try {
      writeFileSync(handle, JSON.stringify(state))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(beside, this.#file)
    this.#state = state
    appendFileSync(this.#journal, `${JSON.stringify({ at: this.#now().toISOString(), ...line })}\n`, { mode: 0o600 })
  }
}

export const readJournal = (journal: string): readonly JournalLine[] =>
  existsSync(journal)
    ? readFileSync(journal, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as JournalLine)
    : []

function found<Item extends { readonly id: string }>(items: readonly Item[], id: string, what: string): Item {
  const item = items.find((each) => each.id === id)
  if (item === undefined) throw new NotSo('missing', `there is no ${what} "${id}"`)
  return item
}

const without = (groups: readonly Group[], member: string): readonly Group[] =>
  groups.map((group) => ({ ...group, members: group.members.filter((id) => id !== member) }))

const sorted = (value: object): object => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
