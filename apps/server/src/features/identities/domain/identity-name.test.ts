import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isIdentityName, nameFor, numbered } from './identity-name.ts'

describe('a name', () => {
  it.each([
    ['Ada Lovelace', null, 'ada.lovelace'],
    ['Zoë Ångström', null, 'zoe.angstrom'],
    ['Jürgen Groß', null, 'jurgen.gross'],
    ["Sinéad O'Connor", null, 'sinead.oconnor'],
    ['Łukasz Żółć', null, 'lukasz.zolc'],
    ['  Dr.  No  ', null, 'dr.no'],
    ['王小明', 'xiaoming.wang@example.org', 'xiaoming.wang'],
    ['王小明', null, 'person'],
  ])('of %s (%s) is %s', (displayName, email, name) => {
    expect(nameFor(displayName, email)).toBe(name)
  })

  it('is one, whatever the display name, and with a number too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.option(fc.string()),
        fc.integer({ min: 1, max: 999_999 }),
        (displayName, email, number) => {
          expect(isIdentityName(numbered(nameFor(displayName, email), number))).toBe(true)
        },
      ),
    )
  })
})
