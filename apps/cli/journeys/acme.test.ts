import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LISTS } from '../src/lists/kinds.ts'
import { ACME, type CommandLine, commandLine } from './command-line.ts'

describe('remit, from an empty server to Acme and back', () => {
  let cli: CommandLine
  let policies: string
  beforeAll(async () => {
    cli = await commandLine()
    policies = path.join(cli.home, 'policies')
    cpSync(path.join(ACME, 'policies'), policies, { recursive: true })
  })
  afterAll(() => cli.close())

  const edit = (file: string, from: string, to: string): void => {
    const before = readFileSync(path.join(policies, file), 'utf8')
    expect(before).toContain(from)
    writeFileSync(path.join(policies, file), before.replace(from, to))
  }
  const IN_FORCE = { exit: 0, complaint: '', out: 'No changes: what is written is in force.\n' }

  it('plans the files, exits 3, and changes nothing by it', async () => {
    expect(await cli.run('plan', policies)).toMatchObject({
      exit: 3,
      out: expect.stringMatching(/1\d\d documents to create/),
    })
    expect(await cli.run('plan', policies)).toMatchObject({ exit: 3 })
  })

  it('applies them', async () => {
    expect(await cli.run('apply', policies)).toMatchObject({ exit: 0, complaint: '' })
  })

  it('reads the sources, and says who is in doubt', async () => {
    for (const source of ['hr', 'contractors', 'non-human', 'devices'])
      expect(await cli.run('import', source)).toMatchObject({
        exit: 0,
        out: expect.stringContaining(`${source}: applied`),
      })
    expect((await cli.run('cases', 'list')).out).toMatch(/contractors +C2001 +Ravi Menon/)
    await cli.remit.settled()
  })

  it('says who one in doubt is, and takes it back', async () => {
    const { items } = await cli.json<{ items: readonly { id: string }[] }>('cases', 'list')
    const id = items[0]!.id
    expect((await cli.run('cases', 'show', id)).out).toContain('ravi.menon')
    expect(await cli.run('cases', 'merge', id, 'ravi.menon')).toMatchObject({ exit: 0 })
    expect((await cli.run('cases', 'list')).out).toBe('No record is in doubt.\n')
    expect(await cli.run('cases', 'undo', id)).toMatchObject({ exit: 0 })
    expect((await cli.run('cases', 'list')).out).toContain('1 case.')
  })

  it('refuses a cut file, and says why', async () => {
    const cut = path.join(cli.home, 'cut.csv')
    writeFileSync(cut, readFileSync(path.join(ACME, 'hr.csv'), 'utf8').split('\n').slice(0, 80).join('\n'))
    expect(await cli.run('import', 'hr', '--file', cut)).toMatchObject({
      exit: 1,
      out: expect.stringContaining('hr: refused'),
    })
  })

  it.each(['workspace', 'code', 'ledgerly', 'payroll', 'badge', 'crm'])('reads what %s holds', async (application) => {
    expect(await cli.run('import', application)).toMatchObject({ exit: 0, out: expect.stringContaining('applied') })
  })

  it('says what an application holds without a reason, and has it taken away', async () => {
    expect(await cli.run('reconcile', 'ledgerly')).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/holdings \d+ without a grant/),
    })
    const which = ['list', 'differences', '-f', 'application=ledgerly', '-f', 'identity=nadia.rahimi'] as const
    const { items } = await cli.json<{ items: readonly { id: string }[] }>(...which)
    expect(
      await cli.run('differences', 'remove', 'ledgerly', items[0]!.id, '--because', 'left over from the rollout'),
    ).toMatchObject({ exit: 0 })
    await cli.remit.settled(async () => (await cli.json<{ items: readonly unknown[] }>(...which)).items.length > 0)
  })

  it('adopts what a CRM administrator had for good reasons', async () => {
    expect(await cli.run('explain', 'rafael.quintana', 'crm/administrator')).toMatchObject({
      out: expect.stringContaining('does not have'),
    })
    expect(await cli.run('differences', 'adopt', 'crm', '--all', '--because', 'as we found it')).toMatchObject({
      exit: 0,
    })
    expect((await cli.run('explain', 'rafael.quintana', 'crm/administrator')).out).toContain('as we found it')
  })

  it('takes the word of somebody who did a task by hand', async () => {
    const { items } = await cli.json<{ items: readonly { id: string }[] }>('list', 'operations', '-f', 'state=manual')
    const id = items[0]!.id
    expect((await cli.run('operations', 'show', id)).out).toContain('by hand')
    expect(await cli.run('operations', 'complete', id, '--note', 'ticket 4711')).toMatchObject({ exit: 0 })
    expect((await cli.run('operations', 'show', id)).out).toContain('ticket 4711')
  })

  it('explains what somebody has, and what is missing for what they have not', async () => {
    expect((await cli.run('explain', 'stefan.brandt')).out).toMatch(
      /ledgerly\/payment-approval +privileged +Rule controllers matches/,
    )
    expect((await cli.run('explain', 'stefan.brandt', 'ledgerly/payment-approval')).out).toMatch(/rule +controllers/)
    expect((await cli.run('explain', 'aisha.farouk', 'code/payments-write')).out).toContain(
      'devices.exists(d, d.compliant)',
    )
  })

  it('asks the decision point: 0 is yes, 1 is no', async () => {
    expect(await cli.run('check', 'stefan.brandt', 'use', 'ledgerly/payment-approval')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^yes/),
    })
    expect(await cli.run('check', 'nadia.rahimi', 'use', 'ledgerly/payment-approval')).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/^no/),
    })
  })

  it('lists who holds an entitlement', async () => {
    expect((await cli.run('who', 'ledgerly/payment-approval')).out).toContain('stefan.brandt')
    expect(await cli.run('who', 'ledgerly/payment-aproval')).toMatchObject({
      exit: 2,
      complaint: expect.stringContaining('There is no entitlement'),
    })
  })

  it('assigns, and ends what was assigned', async () => {
    const { id } = await cli.json<{ id: string }>(
      'assign',
      'nadia.rahimi',
      'controller',
      '--until',
      '2027-01-01',
      '--because',
      'cover',
    )
    expect(await cli.run('check', 'nadia.rahimi', 'use', 'ledgerly/payment-approval')).toMatchObject({ exit: 0 })
    expect(await cli.run('withdraw', id, '--because', 'cover ended')).toMatchObject({ exit: 0 })
    expect(await cli.run('check', 'nadia.rahimi', 'use', 'ledgerly/payment-approval')).toMatchObject({ exit: 1 })
  })

  it.each(Object.entries(LISTS))('lists %s', async (kind, { filters }) => {
    const which = filters.includes('name') ? ['-f', 'name=ledgerly'] : []
    expect(await cli.run('list', kind, ...which)).toMatchObject({ exit: 0, complaint: '' })
  })

  it('writes what is in force as files, a plan of which is empty', async () => {
    const into = path.join(cli.home, 'exported')
    expect(await cli.run('export', into)).toMatchObject({ exit: 0 })
    expect(readdirSync(path.join(into, 'entitlements'))).toContain('ledgerly.yaml')
    expect(await cli.run('plan', into)).toEqual(IN_FORCE)
    expect(await cli.run('export', into)).toMatchObject({ exit: 2 })
    policies = into
  })

  it('shows whom a changed rule touches, applies it by its hash, and takes it back', async () => {
    edit(
      'rules.yaml',
      ' && identity.team == "Payments" && devices.exists(d, d.compliant)',
      ' && identity.team == "Payments"',
    )
    const planned = await cli.run('plan', policies)
    expect(planned).toMatchObject({ exit: 3, out: expect.stringContaining('Aisha Farouk gains code/payments-write') })
    const { hash } = await cli.json<{ hash: string }>('plan', policies)
    expect(await cli.run('apply', policies, '--plan', 'f'.repeat(64))).toMatchObject({
      exit: 1,
      out: expect.stringContaining('another one now'),
    })
    const applied = await cli.json<{ id: string }>('apply', policies, '--plan', hash)
    expect(await cli.run('check', 'aisha.farouk', 'use', 'code/payments-write')).toMatchObject({ exit: 0 })
    expect(await cli.run('revert', applied.id)).toMatchObject({ exit: 0 })
    expect(await cli.run('check', 'aisha.farouk', 'use', 'code/payments-write')).toMatchObject({ exit: 1 })
  })

  it('says what is wrong, where, and what was meant', async () => {
    edit('rules.yaml', 'when: identity.location == "Berlin"', 'when: identity.locatoin == "Berlin"')
    const planned = await cli.run('plan', policies)
    expect(planned.exit).toBe(1)
    expect(planned.out).toMatch(/exported\/rules\.yaml:\d+: error: rule berlin .*location/)
    expect(await cli.run('apply', policies)).toMatchObject({ exit: 1 })
  })

  it('does not plan half of what is written', async () => {
    writeFileSync(path.join(policies, 'broken.yaml'), 'kind: role\nname: [\n')
    expect(await cli.run('plan', policies)).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/broken\.yaml:\d+: error:/),
    })
  })

  it('verifies the ledger, and shows it', async () => {
    expect(await cli.run('ledger', 'verify')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/entries and \d+ checkpoints? hold/),
    })
    expect((await cli.run('ledger', 'show', '--limit', '3')).out.trim().split('\n')).toHaveLength(4)
  })

  it('says what is wrong with itself, and the mend', async () => {
    const { findings } = await cli.json<{ findings: readonly { about: string; is: string }[] }>('doctor')
    expect(findings.filter(({ is }) => is === 'ill').map(({ about }) => about)).toEqual(['sources'])
    expect(await cli.run('doctor', '--url', 'http://127.0.0.1:9')).toMatchObject({
      exit: 1,
      out: expect.stringContaining('does not answer'),
    })
  })

  it('tells its state, its settings and its schemas', async () => {
    expect((await cli.run('status')).out).toContain('identities')
    expect((await cli.run('config')).out).toMatch(/token +set +REMIT_TOKEN/)
    const schema = await cli.json<{ properties: { kind: { enum: readonly string[] } } }>('schema')
    expect(schema.properties.kind.enum).toEqual(expect.arrayContaining(['application', 'role', 'rule', 'source']))
  })

  it('says no in the words of the server', async () => {
    expect(await cli.run('explain', 'nobody.at.all')).toMatchObject({
      exit: 1,
      out: '',
      complaint: expect.stringContaining('There is no identity "nobody.at.all".'),
    })
    expect(await cli.run('list', 'identities', '-f', 'department')).toMatchObject({ exit: 2 })
  })
})
