import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalDn, rdn, sameDn } from './dn.ts'

describe('two distinguished names', () => {
  it.each([
    ['cn=Doe\\2C Jane,dc=acme', 'CN=Doe\\, Jane, DC=acme'],
    ['cn=J\\C3\\BCrgen,dc=acme', 'cn=Jürgen,dc=acme'],
    ['cn=a+uid=b,dc=acme', 'uid=b+cn=a,dc=acme'],
    ['cn=two  spaces', 'cn=Two Spaces'],
    ['cn=a\\\\,dc=x', 'cn=a\\5C,dc=x'],
    ['cn=a;dc=x', 'cn=a,dc=x'],
  ])('are the same: %s and %s', (one, other) => {
    expect(sameDn(one, other)).toBe(true)
  })

  it.each([
    ['cn=a\\,dc=x', 'cn=a,dc=x'],
    ['cn=a,dc=x', 'cn=a,dc=y'],
    ['cn=a+uid=b,dc=x', 'cn=a,uid=b,dc=x'],
    ['cn=a,dc=x', 'cn=a'],
  ])('differ: %s and %s', (one, other) => {
    expect(sameDn(one, other)).toBe(false)
  })

  it.each(['', 'x', 'cn=', '=a', 'cn=a,', 'cn=a\\', 'cn=\\C3'])('cannot be made of %j', (text) => {
    expect(canonicalDn(text)).toBeNull()
    expect(sameDn(text, text)).toBe(false)
  })

  it('keep any value as one value', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '')
    const hostile = fc.string({
      unit: fc.constantFrom(',', '+', '=', '\\', '"', ' ', '#', ';', '<', 'a', '\0'),
      minLength: 1,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          hostile.filter((text) => text.trim() !== ''),
        ),
        (text) => {
          const dn = canonicalDn(`${rdn('cn', text)},dc=acme`)
          expect(dn).toBe(canonicalDn(`${rdn('cn', text.toLowerCase().replace(/ +/g, ' ').trim())},dc=acme`))
          expect(dn?.endsWith(',dc=acme')).toBe(true)
        },
      ),
    )
  })
})
