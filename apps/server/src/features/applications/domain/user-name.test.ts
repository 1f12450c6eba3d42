import { describe, expect, it } from 'vitest'
import { uniqueUserName } from './user-name.ts'

const among =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name.toLowerCase())

describe('a user name', () => {
  it('is what the mapping says while it is free', () => expect(uniqueUserName('ada', '{n}', among())).toBe('ada'))
  it('counts from 2 when it is taken', () => expect(uniqueUserName('ada', '{n}', among('ada', 'ada2'))).toBe('ada3'))
  it('keeps the domain of an address', () =>
    expect(uniqueUserName('ada@acme.example', '.{n}', among('ada@acme.example'))).toBe('ada.2@acme.example'))
})
