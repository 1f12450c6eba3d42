import type { IdentityId } from '@remit/kernel'
import { describe, expect, it } from 'vitest'
import { type Doer, identityOf, isSecondPerson, personOf } from './second-person.ts'

const ADA = 'ada' as IdentityId
const session = (operator: string, identity: IdentityId | null = null): Doer => ({
  by: { kind: 'operator', id: operator, name: operator },
  identity,
  operator,
})
const token = (operator: string | null, identity: IdentityId | null = null): Doer => ({
  by: { kind: 'token', id: 't', name: 'ci' },
  identity,
  operator,
})

describe('a second person', () => {
  const released = (maker: Doer, applying: Doer) => isSecondPerson(personOf(maker), personOf(applying))

  it('is somebody else', () => expect(released(session('adam'), session('bea'))).toBe(true))
  it('is not the same operator with a token', () => expect(released(session('adam'), token('adam'))).toBe(false))
  it('is not the same identity with another operator', () =>
    expect(released(session('adam', ADA), session('adam-too', ADA))).toBe(false))
  it('is never a token of nobody', () => expect(released(session('adam'), token(null))).toBe(false))
  it('may be anybody where nobody can say who made it', () => expect(released(token(null), session('adam'))).toBe(true))
  it('is never machinery', () =>
    expect(released(session('adam'), { by: { kind: 'system', name: 'clock' }, identity: null, operator: null })).toBe(
      false,
    ))
})

describe('a person', () => {
  it('is kept so that the identity can be told from it', () => {
    expect(identityOf(personOf(session('adam', ADA)))).toBe(ADA)
    expect(identityOf(personOf(session('adam')))).toBeNull()
    expect(identityOf(null)).toBeNull()
  })
})
