import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from './canonical-json.ts'

const json = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<Json>

/** The members of every object in another order. */
const shuffled = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value as Record<string, Json>)
            .reverse()
            .map(([key, one]) => [key, shuffled(one)]),
        )
      : value

describe('canonical JSON', () => {
  it('says of what it said the same again', () => {
    fc.assert(
      fc.property(
        json,
        (value) => void expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value)),
      ),
    )
  })

  it('is one text for one value, whatever the order of members', () => {
    fc.assert(fc.property(json, (value) => void expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))))
  })

  it('is another text for another value: what it says can be read back', () => {
    const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value))
    fc.assert(fc.property(json, (value) => void expect(JSON.parse(canonicalJson(value))).toEqual(plain(value))))
  })

  it('orders members as RFC 8785 §3.2.3 does: by UTF-16 units', () => {
    const members = { '€': 1, '\r': 2, '\ufb33': 3, 1: 4, '😀': 5, '\u0080': 6, ö: 7 }
    expect(canonicalJson(members)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    )
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ '\udc00': 1 }]])(
    'refuses what JSON cannot say',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    },
  )
})
