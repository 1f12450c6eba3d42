import { accept, type IdentityId } from '@remit/kernel'
import { type Said, saveClaims } from '../features/identities/index.ts'
import { newId } from '../platform/ids.ts'
import { TESTER } from '../testing/test-platform.ts'
import { type TestRemit, testRemit } from '../testing/test-remit.ts'
import type { Headers } from './callers.ts'

export interface Plan {
  readonly id: string
  readonly hash: string
  readonly needs: readonly string[]
  readonly findings: readonly { severity: string; message: string }[]
  readonly impact: { people: number; gains: number; losses: number; bootstrap: boolean; digest: string }
}

export interface Scene {
  readonly remit: TestRemit
  readonly ids: ReadonlyMap<string, IdentityId>
  people(people: Readonly<Record<string, Said>>): Promise<void>
  plan(changes: readonly object[], headers?: Headers): Promise<Plan>
  /** Applies and waits until everybody is derived anew. */
  apply(plan: Plan): Promise<void>
  may(who: string, what: string, headers?: Headers): Promise<boolean>
}

export const change = (document: { readonly kind: string; readonly name: string }) => ({
  kind: document.kind,
  name: document.name,
  document,
})
export const gone = (kind: string, name: string) => ({ kind, name, document: null })
export const rule = (name: string, when: string, gives: readonly string[] = ['clerk']) => ({
  kind: 'rule',
  name,
  owner: 'eve',
  when,
  gives,
})
export const clerks = (count: number, department = 'Finance'): Record<string, Said> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`clerk${n}`, { attributes: { department } }]))

export const BOOKS = {
  kind: 'application',
  name: 'books',
  connector: 'csv-export',
  fulfilment: 'manual',
  instructions: 'Write to the clerk.',
  accounts: { userName: '{name}' },
  settings: {
    accounts: { path: 'books.csv', account: 'login' },
    holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
  },
}
export const READ = { kind: 'entitlement', name: 'books/read' }
export const PAY = { kind: 'entitlement', name: 'books/pay' }
export const CLERK = { kind: 'role', name: 'clerk', entitlements: ['books/read'] }

/** An application with two entitlements, a role, and whoever the test names. */
export async function scene(options: Parameters<typeof testRemit>[0] = {}): Promise<Scene> {
  const remit = await testRemit(options)
  const ids = new Map<string, IdentityId>()
  const self: Scene = {
    remit,
    ids,
    async people(people) {
      await remit.platform.perform(TESTER, async (work) => {
        await saveClaims(
          work,
          Object.entries(people).map(([name, said]) => {
            const identity = ids.get(name) ?? newId<IdentityId>()
            ids.set(name, identity)
            return {
              identity,
              source: 'hr',
              rank: 10,
              said: { type: 'employee' as const, displayName: name, status: 'active' as const, ...said },
              name,
            }
          }),
        )
        return accept()
      })
      remit.platform.clock.pass(60_000)
    },
    async plan(changes, headers = {}) {
      const answer = await remit.raw('POST', '/plans', { changes }, headers)
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json<Plan>()
    },
    async apply(plan) {
      remit.platform.clock.pass(60_000)
      await remit.ask('POST', `/plans/${plan.id}/apply`, { hash: plan.hash })
      await remit.settled()
      remit.platform.clock.pass(60_000)
    },
    may: (who, what, headers = {}) => mayAt(remit, who, what, headers),
  }
  await self.people({ eve: { attributes: { department: 'Audit' } }, ada: { attributes: { department: 'Finance' } } })
  await self.apply(await self.plan([BOOKS, READ, PAY, CLERK].map(change)))
  return self
}

export async function mayAt(remit: TestRemit, who: string, what: string, headers: Headers = {}): Promise<boolean> {
  const answer = await remit.raw(
    'POST',
    '/access/v1/evaluation',
    { subject: { type: 'identity', id: who }, action: { name: 'use' }, resource: { type: 'entitlement', id: what } },
    headers,
  )
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json().decision
}
