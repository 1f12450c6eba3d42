import type { ApplicationId, EntitlementId, RoleId, RuleId } from '@remit/kernel'
import { asId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import type { PolicyFacts } from '../facts.ts'
import { compilePolicies } from './compile-policies.ts'

const e = (name: string) => asId<EntitlementId>(name)
const r = (name: string) => asId<RoleId>(name)
const entitlement = (name: string) => ({
  id: e(name),
  application: asId<ApplicationId>('app'),
  name,
  privileged: false,
})
const role = (name: string, entitlements: string[], roles: string[] = []) => ({
  id: r(name),
  name,
  entitlements: entitlements.map(e),
  roles: roles.map(r),
})
const rule = (name: string, ...gives: string[]) => ({
  id: asId<RuleId>(name),
  name,
  when: 'identity.department == "finance"',
  gives: gives.map(r),
})
const nesting = (holder: string, held: string) => ({ holder: e(holder), held: e(held) })

const sound: PolicyFacts = {
  epoch: 7,
  attributes: [{ name: 'department', type: 'string' }],
  entitlements: ['read', 'write', 'vault'].map(entitlement),
  roles: [role('reader', ['read']), role('writer', ['write'], ['reader'])],
  rules: [rule('finance', 'writer')],
  nesting: [nesting('write', 'vault')],
}
const compile = (change: Partial<PolicyFacts>) => compilePolicies({ ...sound, ...change })

describe('sound policies', () => {
  it('know everything a role comes to, through roles and nesting', () => {
    const compiled = compile({})
    if (!compiled.ok) throw new Error(compiled.detail)
    const { value } = compiled
    const names = [...value.givenByRole[1]!].map((ordinal) => value.entitlements.all[ordinal]!.name)
    expect(names).toEqual(['read', 'write', 'vault'])
    expect(value.warnings).toEqual([])
  })

  it('may nest in circles: whoever holds one holds all', () => {
    const compiled = compile({ nesting: [nesting('write', 'vault'), nesting('vault', 'write')] })
    expect(compiled).toMatchObject({ ok: true, value: { warnings: [] } })
  })

  it.each([
    [
      'a circle of roles',
      { roles: [role('reader', ['read'], ['writer']), role('writer', [], ['reader'])] },
      'role-is-in-no-circle',
    ],
    ['a role that contains itself', { roles: [role('writer', ['write'], ['writer'])] }, 'role-is-in-no-circle'],
    ['a role that gives nothing', { roles: [role('writer', ['write']), role('empty', [])] }, 'role-gives-something'],
    ['a rule that gives nothing', { rules: [rule('finance')] }, 'rule-gives-something'],
  ])('may contain %s, which is reported', (_, change, check) => {
    expect(compile(change)).toMatchObject({ ok: true, value: { warnings: [{ check, severity: 'warning' }] } })
  })

  it('pass on what is odd in a rule', () => {
    const attributes = [{ name: 'department', type: 'string', values: ['sales'] } as const]
    expect(compile({ attributes })).toMatchObject({
      ok: true,
      value: { warnings: [{ check: 'rule-is-sound', severity: 'warning', about: { name: 'finance' } }] },
    })
  })
})

describe('policies compiled after others', () => {
  const first = compile({})
  if (!first.ok) throw new Error(first.detail)
  const programAfter = (change: Partial<PolicyFacts>) => {
    const after = compilePolicies({ ...sound, ...change }, first.value)
    if (!after.ok) throw new Error(after.detail)
    return after.value.rules.all[0]!.program
  }
  const { program } = first.value.rules.all[0]!

  it('take over a rule whose text is the same', () => {
    expect(programAfter({ epoch: 8, rules: [{ ...rule('renamed', 'reader') }] })).toBe(program)
  })

  it('compile again what is said in other words, or about other attributes', () => {
    expect(
      programAfter({ rules: [{ ...rule('finance', 'writer'), when: 'identity.department != "finance"' }] }),
    ).not.toBe(program)
    expect(programAfter({ attributes: [...sound.attributes, { name: 'level', type: 'int' }] })).not.toBe(program)
  })
})

describe('policies are refused as a whole', () => {
  it.each([
    ['a rule gives an unknown role', { rules: [rule('finance', 'writr')] }, 'rule "finance": no role "writr"'],
    [
      'a role contains an unknown role',
      { roles: [role('writer', ['write'], ['nobody'])] },
      'role "writer": no role "nobody"',
    ],
    [
      'a role names an unknown entitlement',
      { roles: [role('writer', ['wrote'])] },
      'role "writer": no entitlement "wrote"',
    ],
    ['something unknown is nested', { nesting: [nesting('write', 'x')] }, 'nesting "write → x": no entitlement "x"'],
    [
      'two roles share a name',
      { roles: [role('writer', ['write']), { ...role('other', ['read']), name: 'writer' }] },
      'role "writer": two of kind role are named "writer"',
    ],
  ])('when %s', (_, change, detail) => {
    expect(compile(change)).toMatchObject({ ok: false, refusal: 'policies.unsound', detail })
  })

  it('when rules cannot be understood, with all that was found', () => {
    const unsound = compile({ attributes: [], rules: [rule('one', 'writer'), rule('two', 'nobody')] })
    expect(unsound).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^rule "two": no role "nobody" \(and 2 more\)$/),
      findings: [
        { check: 'no-unknown-role' },
        { check: 'rule-is-sound', at: { line: 1 }, message: expect.stringContaining('department') },
        { check: 'rule-is-sound' },
      ],
    })
  })
})
