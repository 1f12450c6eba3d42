import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TextIndex } from './text-index.ts'

const anyText = fc.oneof(
  fc.constantFrom('ada', 'bob', '', 'constructor', 'zoë', '雪', 'ÿ', 'Ā', 'e\u0301'),
  fc.string({ maxLength: 3, unit: 'binary' }),
)

it('says what a plain map says, however texts change hands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyText, fc.nat({ max: 5 })), { maxLength: 30 }),
      fc.array(anyText),
      (given, others) => {
        const index = new TextIndex()
        const plain = new Map<string, number>()
        for (const [text, ordinal] of given) {
          for (const [known, owner] of plain) if (owner === ordinal) plain.delete(known)
          plain.set(text, ordinal)
          index.set(text, ordinal)
        }
        for (const text of [...others, ...given.map(([each]) => each)]) expect(index.get(text)).toBe(plain.get(text))
        const textOf = new Map([...plain].map(([text, ordinal]) => [ordinal, text]))
        for (let ordinal = 0; ordinal < 7; ordinal++) expect(index.textOf(ordinal)).toBe(textOf.get(ordinal))
      },
    ),
    { numRuns: 500 },
  )
})

it('finds every one of many, and none besides', () => {
  const index = new TextIndex()
  const size = 20_000
  for (let ordinal = 0; ordinal < size; ordinal++) index.set(`identity-${ordinal}`, ordinal)
  for (let ordinal = 0; ordinal < size; ordinal++) {
    if (index.get(`identity-${ordinal}`) !== ordinal) throw new Error(`lost ${ordinal}`)
    if (index.textOf(ordinal) !== `identity-${ordinal}`) throw new Error(`misspelt ${ordinal}`)
  }
  expect(index.get(`identity-${size}`)).toBeUndefined()
})
