import type { EntitlementRecord } from '@remit/connector-sdk'
import { accept, type EntitlementId } from '@remit/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Configurable, Document } from '../../platform/configurable.ts'
import { TESTER, type TestPlatform, testPlatform } from '../../testing/test-platform.ts'
import { applicationConfigurable, findApplication } from '../applications/index.ts'
import {
  editEntitlements,
  entitlementConfigurable,
  entitlementFacts,
  entitlementIds,
  nestingFacts,
  roleConfigurable,
  roleFacts,
  saveEntitlements,
} from './index.ts'
import { findEntitlement, findEntitlements, findRole } from './queries.ts'

let platform: TestPlatform
const applications = applicationConfigurable(new Map())

beforeEach(async () => {
  platform = await testPlatform()
  await save(
    applications,
    { kind: 'application', name: 'crm', connector: 'memory' },
    { kind: 'application', name: 'wiki', connector: 'memory' },
  )
})
afterEach(() => platform.close())

const save = (kind: Configurable, ...documents: Document[]) =>
  platform.perform(TESTER, async (work) => {
    await kind.save(work, documents, 'files')
    return accept()
  })
const group = (nativeId: string, name: string, more: Partial<EntitlementRecord> = {}): EntitlementRecord => ({
  nativeId,
  name,
  type: 'group',
  ...more,
})
const imported = async (
  entitlements: readonly EntitlementRecord[],
  nesting: readonly [string, string, boolean][] = [],
  complete = true,
) => {
  const { id, name } = (await findApplication(platform.database, { name: 'crm' }))!
  const { answer } = await platform.perform(TESTER, async (work) =>
    accept(
      await saveEntitlements(
        work,
        { id, name },
        {
          entitlements,
          nesting: nesting.map(([holder, held, inherits]) => ({ holder, held, relation: 'member', inherits })),
          complete: { entitlements: complete, nesting: complete },
        },
      ),
    ),
  )
  if (!answer.ok) throw new Error('refused')
  return answer.value
}
const names = async () => (await entitlementFacts(platform.database)).map((one) => one.name)
const edit = async (
  names: readonly string[],
  set: Parameters<typeof editEntitlements>[2],
  within: ReadonlySet<string> | null = null,
) => {
  const ids = [...(await entitlementIds(platform.database, names)).values()]
  return (await platform.perform(TESTER, (work) => editEntitlements(work, ids, set, within))).answer
}

describe('an import of entitlements', () => {
  it('changes nothing the second time', async () => {
    expect(await imported([group('1', 'editors'), group('2', 'readers')], [['1', '2', true]])).toMatchObject({
      created: 2,
      changed: 0,
      nestings: 1,
    })
    platform.clock.pass(1000)
    expect(await imported([group('1', 'editors'), group('2', 'readers')], [['1', '2', true]])).toMatchObject({
      created: 0,
      changed: 0,
      vanished: 0,
    })
  })

  it('keeps the name of a group that is renamed in the target, and shows its new title', async () => {
    await imported([group('1', 'editors')])
    await imported([group('1', 'authors')])
    expect(await names()).toEqual(['crm/editors'])
    expect(await findEntitlements(platform.database, {}, null, 10)).toMatchObject([
      { name: 'crm/editors', title: 'authors' },
    ])
  })

  it('marks what is gone only when the read was complete', async () => {
    await imported([group('1', 'editors'), group('2', 'readers')])
    await imported([group('1', 'editors')], [], false)
    expect(await names()).toEqual(['crm/editors', 'crm/readers'])
    await imported([group('1', 'editors')])
    expect(await names()).toEqual(['crm/editors'])
  })

  it('finds again what was declared before it was seen, and leaves what people said', async () => {
    await save(entitlementConfigurable, { kind: 'entitlement', name: 'crm/editors', owner: 'ada', risk: 'high' })
    const before = await entitlementIds(platform.database, ['crm/editors'])
    await imported([group('7f3a', 'editors')])
    expect(await entitlementIds(platform.database, ['crm/editors'])).toEqual(before)
    expect(await findEntitlements(platform.database, {}, null, 10)).toMatchObject([
      { name: 'crm/editors', risk: 'high', present: true, managedBy: 'files' },
    ])
  })

  it('keeps structure without inheritance apart from what is inherited', async () => {
    await imported([group('1', 'child'), group('2', 'parent')], [['1', '2', false]])
    expect(await nestingFacts(platform.database)).toEqual([])
    const ids = await entitlementIds(platform.database, ['crm/child', 'crm/parent'])
    expect(await findEntitlement(platform.database, ids.get('crm/child')!)).toMatchObject({
      holds: [{ name: 'crm/parent', inherits: false }],
    })
  })

  it('says that the catalog changed, and whether people are touched', async () => {
    const heard: boolean[] = []
    platform.events.on('catalog.changed', async (_work, { nesting }) => void heard.push(nesting))
    await imported([group('1', 'editors'), group('2', 'readers')])
    await imported([group('1', 'editors'), group('2', 'readers')])
    await imported([group('1', 'editors'), group('2', 'readers')], [['1', '2', true]])
    expect(heard).toEqual([false, true])
  })

  it('takes 20,000 entitlements in seconds', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) =>
      group(`g${n}`, `group ${n}`, { resource: { id: `r${n % 500}`, type: 'site', name: `site ${n % 500}` } }),
    )
    const began = performance.now()
    expect(await imported(many)).toMatchObject({ created: 20_000 })
    expect(await imported(many)).toMatchObject({ created: 0, changed: 0 })
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('an edit of many entitlements', () => {
  beforeEach(() => imported([group('1', 'editors'), group('2', 'readers')]))

  it('says the same about all of them, and the ledger tells before and after', async () => {
    expect(await edit(['crm/editors', 'crm/readers'], { risk: 'high', labels: ['pii'] })).toEqual({
      ok: true,
      value: { edited: 2 },
    })
    const { rows } = await sql<{
      body: string
    }>`select body from ledger_entry where action = 'entitlement.edited' order by subject_id`.execute(platform.database)
    expect(rows.map(({ body }) => JSON.parse(body).detail)).toMatchObject([
      { before: { risk: 'low' }, after: { risk: 'high', labels: ['pii'] } },
      {},
    ])
  })

  it('is refused as a whole when one of them is managed by files, naming it', async () => {
    await save(entitlementConfigurable, { kind: 'entitlement', name: 'crm/editors', risk: 'medium' })
    expect(await edit(['crm/editors', 'crm/readers'], { risk: 'high' })).toMatchObject({
      ok: false,
      refusal: 'entitlement.managed-by-files',
      detail: 'Managed by files: crm/editors.',
    })
    expect(await findEntitlements(platform.database, { risk: 'high' }, null, 10)).toEqual([])
  })

  it('is refused to the owner of another application', async () => {
    expect(await edit(['crm/editors'], { risk: 'high' }, new Set(['wiki']))).toMatchObject({
      refusal: 'entitlement.of-another-owner',
    })
    expect(await edit(['crm/editors'], { risk: 'high' }, new Set(['crm']))).toMatchObject({ ok: true })
  })
})

describe('documents of the catalog', () => {
  it('say the same when they are read back', async () => {
    const entitlement = {
      kind: 'entitlement',
      name: 'crm/editors',
      title: 'Editors',
      owner: 'ada',
      risk: 'high',
      labels: ['pii'],
      privileged: true,
      type: 'group',
      nativeId: '7f',
    }
    const part = { kind: 'role', name: 'reading', entitlements: ['crm/editors'] }
    const whole = { kind: 'role', name: 'all', title: 'All of it', risk: 'medium', roles: ['reading'] }
    await save(entitlementConfigurable, entitlement)
    await save(roleConfigurable, whole, part)
    expect((await entitlementConfigurable.list(platform.database)).map((one) => one.document)).toEqual([entitlement])
    expect((await roleConfigurable.list(platform.database)).map((one) => one.document)).toEqual([whole, part])
    expect(await roleFacts(platform.database)).toMatchObject([{ name: 'all' }, { name: 'reading' }])
    expect(await findRole(platform.database, 'all')).toMatchObject({ roles: [{ name: 'reading' }], members: 0 })
  })

  it('may not name what there is not, and are told what comes near', () => {
    const documents = new Map([
      ['application', new Map([['crm', { kind: 'application', name: 'crm' }]])],
      [
        'entitlement',
        new Map([
          ['crm/editors', { kind: 'entitlement', name: 'crm/editors' }],
          ['cmr/x', { kind: 'entitlement', name: 'cmr/x' }],
        ]),
      ],
      ['role', new Map([['r', { kind: 'role', name: 'r', owner: 'ada', entitlements: ['crm/editor'], roles: ['r'] }]])],
    ])
    expect(roleConfigurable.check(documents).map((one) => one.message)).toEqual([
      'there is no entitlement "crm/editor". Did you mean "crm/editors"?',
      'a role cannot contain itself',
    ])
    expect(entitlementConfigurable.check(documents).map((one) => one.message)).toEqual([
      'there is no application "cmr". Did you mean "crm"?',
    ])
  })

  it('cannot take away an entitlement that a role still names; once the target has it, an import goes on with it', async () => {
    await save(entitlementConfigurable, { kind: 'entitlement', name: 'crm/editors', risk: 'high' })
    await save(roleConfigurable, { kind: 'role', name: 'reading', entitlements: ['crm/editors'] })
    const remove = async () => {
      let no: string | null = null
      await platform.perform(TESTER, async (work) => {
        no = await entitlementConfigurable.remove(work, ['crm/editors'])
        return accept()
      })
      return no
    }
    expect(await remove()).toBe('Still named by role reading.')
    await imported([group('7f', 'editors')])
    expect(await remove()).toBeNull()
    expect(await entitlementConfigurable.list(platform.database)).toMatchObject([
      { managedBy: 'import', document: { name: 'crm/editors' } },
    ])
    expect(
      (await entitlementIds(platform.database, ['crm/editors'])).get('crm/editors') satisfies EntitlementId | undefined,
    ).toBeDefined()
  })
})
