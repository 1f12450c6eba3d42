import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { normalForm, sameDocument } from './normal-form.ts'

const schema = Type.Object({
  kind: Type.Literal('role'),
  name: Type.String(),
  title: Type.Optional(Type.String()),
  risk: Type.String({ default: 'low' }),
  gives: Type.Array(Type.String(), { uniqueItems: true }),
  steps: Type.Optional(Type.Array(Type.String())),
  managed: Type.Optional(Type.Object({ entitlements: Type.Array(Type.String()) })),
  brake: Type.Optional(
    Type.Object(
      { losses: Type.Object({ count: Type.Integer({ default: 20 }) }, { default: { count: 20 } }) },
      { default: { losses: { count: 20 } } },
    ),
  ),
})
const role = { kind: 'role', name: 'clerk', gives: ['b', 'a'] }

describe('two documents', () => {
  it('mean the same when one says what goes without saying', () =>
    expect(sameDocument(role, { ...role, risk: 'low', title: 'clerk', steps: [] }, schema)).toBe(true))
  it('mean the same when one says what goes without saying inside of what goes without saying', () => {
    expect(sameDocument(role, { ...role, brake: { losses: { count: 20 } } }, schema)).toBe(true)
    expect(sameDocument(role, { ...role, brake: { losses: { count: 21 } } }, schema)).toBe(false)
  })
  it('mean the same when a set is written in another order', () =>
    expect(sameDocument(role, { ...role, gives: ['a', 'b'] }, schema)).toBe(true))
  it('differ when one says that there is none of what must be said', () =>
    expect(sameDocument(role, { ...role, managed: { entitlements: [] } }, schema)).toBe(false))
  it('differ when a list that is no set is', () =>
    expect(sameDocument({ ...role, steps: ['a', 'b'] }, { ...role, steps: ['b', 'a'] }, schema)).toBe(false))
  it('differ in what they say', () => expect(sameDocument(role, { ...role, risk: 'high' }, schema)).toBe(false))
  it('come to rest: the normal form is its own', () =>
    expect(normalForm(normalForm(role, schema), schema)).toEqual(normalForm(role, schema)))
})
