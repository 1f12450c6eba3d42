import { Attribute, Change, Client, type Entry } from 'ldapts'
import type { Slapd } from './slapd.ts'

/** Somebody at the directory's own console: sees and changes it behind the back of whoever governs it. */
export interface ByHand {
  person(uid: string): Promise<Entry | null>
  /** Every user name, sorted; one that stands twice is told twice. */
  everybody(): Promise<readonly string[]>
  /** Groups that name this person themselves, sorted; not those that hold one of these groups. */
  groupsOf(uid: string): Promise<readonly string[]>
  join(group: string, uid: string): Promise<void>
  leave(group: string, uid: string): Promise<void>
  close(): Promise<void>
}

export async function byHand(slapd: Slapd): Promise<ByHand> {
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
    close: () => client.unbind(),
  }
}
