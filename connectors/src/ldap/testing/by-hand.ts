import { readFile } from 'node:fs/promises'
import { Attribute, Change, Client, type Entry } from 'ldapts'

/** What of a directory is needed to work in it by hand. */
interface Directory {
  readonly url: string
  readonly people: string
  readonly groups: string
  readonly admin: { readonly dn: string; readonly password: string }
  readonly journal: string
}

/** Somebody at the directory's own console: sees and changes it behind the back of whoever governs it. */
export interface ByHand {
  person(uid: string): Promise<Entry | null>
  /** Every user name, sorted; one that stands twice is told twice. */
  everybody(): Promise<readonly string[]>
  /** Groups that name this person themselves, sorted; not those that hold one of these groups. */
  groupsOf(uid: string): Promise<readonly string[]>
  join(group: string, uid: string): Promise<void>
  leave(group: string, uid: string): Promise<void>
  /** What changed since the start, as the server itself wrote it down: `made ada`, `ada joined staff`; oldest first. */
  journal(): Promise<readonly string[]>
  close(): Promise<void>
}

export async function byHand(slapd: Directory): Promise<ByHand> {
  const client = new Client({ url: slapd.url })
  await client.bind(slapd.admin.dn, slapd.admin.password)
  const dn = (uid: string): string => `uid=${uid},${slapd.people}`
  const find = async (base: string, filter: string): Promise<readonly Entry[]> =>
    (await client.search(base, { filter })).searchEntries
  const edit = (operation: 'add' | 'delete', group: string, uid: string): Promise<void> =>
    client.modify(`cn=${group},${slapd.groups}`, [
      new Change({ operation, modification: new Attribute({ type: 'member', values: [dn(uid)] }) }),
    ])
  return {
    person: async (uid) => (await find(slapd.people, `(uid=${uid})`))[0] ?? null,
    everybody: async () => (await find(slapd.people, '(uid=*)')).map((entry) => String(entry.uid)).sort(),
    groupsOf: async (uid) => (await find(slapd.groups, `(member=${dn(uid)})`)).map((entry) => String(entry.cn)).sort(),
    join: (group, uid) => edit('add', group, uid),
    leave: (group, uid) => edit('delete', group, uid),
    journal: async () => told(await readFile(slapd.journal, 'utf8')),
    close: () => client.unbind(),
  }
}

/** Of the LDIF of `slapo-auditlog`: accounts that were made, and members that groups were given. */
function told(ldif: string): readonly string[] {
  const changes = ldif.replaceAll('\n ', '').split(/\n\n/)
  return changes.flatMap((change) => {
    const of = (name: string): readonly string[] =>
      [...change.matchAll(new RegExp(`^${name}: (.*)$`, 'gm'))].map((match) => match[1]!)
    const [first] = /(?<==)[^,]+/.exec(of('dn')[0] ?? '') ?? []
    if (first === undefined) return []
    if (of('changetype')[0] === 'add') return [`made ${first}`]
    const joined = [...change.matchAll(/^add: member\n((?:member: .*\n?)+)/gm)].flatMap((match) =>
      match[1]!.split('\n'),
    )
    return joined.flatMap((line) => /(?<=uid=)[^,]+/.exec(line)?.map((uid) => `${uid} joined ${first}`) ?? [])
  })
}
