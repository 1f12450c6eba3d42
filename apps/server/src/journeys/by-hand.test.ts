import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, company } from './company.ts'

const INSTRUCTIONS = 'Write to the clerk of the club; the export is made every evening.'

/** An application that only exports what it holds: whatever changes there, a person changes. */
describe('a disconnected application', () => {
  let acme: Company
  beforeAll(async () => {
    acme = await company()
    acme.write('hr.csv', 'number,login,name,department\n1,ada,Ada Lovelace,Board\n2,bob,Bob Sand,Sales\nEND,2\n')
    exported(['bob'], ['bob,keys'])
    await acme.apply(
      {
        kind: 'source',
        name: 'hr',
        connector: 'csv-people',
        rank: 10,
        settings: {
          path: 'hr.csv',
          key: 'number',
          trailer: 'END',
          columns: { number: 'employeeNumber', login: 'name', name: 'displayName', department: 'department' },
        },
      },
      {
        kind: 'application',
        name: 'club',
        connector: 'csv-export',
        fulfilment: 'manual',
        instructions: INSTRUCTIONS,
        accounts: { userName: '{name}' },
        settings: {
          accounts: { path: 'members.csv', account: 'login', userName: 'login' },
          holdings: { path: 'rights.csv', account: 'login', entitlement: 'right' },
        },
      },
    )
    await acme.read('hr')
    expect(await acme.import('club')).toMatchObject({ state: 'applied', counts: { accounts: 1, holdings: 1 } })
    await acme.apply(
      { kind: 'role', name: 'board', entitlements: ['club/keys'] },
      { kind: 'rule', name: 'board', when: 'identity.department == "Board"', gives: ['board'] },
    )
    await acme.idle()
  })
  afterAll(() => acme?.close())

  const exported = (members: readonly string[], rights: readonly string[]): void => {
    acme.write('members.csv', `${['login,since', ...members.map((login) => `${login},2020`)].join('\n')}\n`)
    acme.write('rights.csv', `${['login,right', ...rights].join('\n')}\n`)
  }
  const tasks = async () =>
    (await acme.operations('club')).map((one) => `${one.kind} ${one.identity?.name} ${one.state}`).sort()

  it('becomes tasks with instructions, and nothing counts as done because somebody says so', async () => {
    expect(await tasks()).toEqual(['addEntitlement ada manual', 'createAccount ada manual'])
    const open = await acme.operations('club', 'manual')
    expect(new Set(open.map((one) => one.instructions))).toEqual(new Set([INSTRUCTIONS]))
    for (const { id } of open) await acme.remit.ask('POST', `/operations/${id}/complete`, { note: 'letter of Monday' })
    expect(await tasks()).toEqual(['addEntitlement ada done', 'createAccount ada done'])
  })

  it('comes back to whoever said so when the next export does not show it', async () => {
    await acme.import('club')
    expect(await tasks()).toEqual(['addEntitlement ada manual', 'createAccount ada manual'])
  })

  it('is completed by the import that shows it', async () => {
    exported(['bob', 'ada'], ['bob,keys', 'ada,keys'])
    await acme.import('club')
    expect(await tasks()).toEqual(['addEntitlement ada verified', 'createAccount ada verified'])
    expect((await acme.differences('club')).map((one) => `${one.kind} ${one.identity?.name}`)).toEqual([
      'unjustified-holding bob',
    ])
  })

  it('has what nobody granted taken away by a task, and by the export that shows it gone', async () => {
    await acme.dealWith('remove', 'club', 'all')
    expect((await acme.operations('club', 'manual')).map((one) => `${one.kind} ${one.identity?.name}`)).toEqual([
      'removeEntitlement bob',
    ])
    exported(['bob', 'ada'], ['ada,keys'])
    await acme.import('club')
    expect(await acme.operations('club', 'open')).toEqual([])
    expect(await acme.differences('club')).toEqual([])
  })
})
