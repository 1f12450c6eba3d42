import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unreadable } from './readable.ts'

const nested = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { value }
  return value
}

describe('what comes from outside', () => {
  it('is read when it is ordinary JSON, whatever it says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        const text = JSON.stringify(value)
        expect(unreadable(value)).toBe(text.includes('\\u0000') || text.includes('\\ud') ? expect.any(String) : null)
      }),
    )
  })
  it.each([
    ['a NUL in a text', { name: 'a\u0000b' }, 'NUL'],
    ['a NUL in a key', { 'a\u0000': 1 }, 'NUL'],
    ['half a character', ['\ud83d'], 'half a character'],
    ['what is nested without end', nested(5000), 'deeper than 64'],
  ])('is refused with %s', (_what, value, says) => expect(unreadable(value)).toContain(says))
  it('may be nested as deep as any document of ours', () => expect(unreadable(nested(64))).toBeNull())
  it('is looked into whatever its prototype: a query has none of ours', () => {
    expect(unreadable(Object.assign(Object.create(Object.create(null)), { q: '\u0000' }))).toContain('NUL')
  })
  it('takes bytes as bytes', () => expect(unreadable(Buffer.from([0]))).toBeNull())
})
