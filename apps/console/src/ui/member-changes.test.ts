import { describe, expect, it } from 'vitest'
import { memberChanges } from './member-changes.ts'

describe('two documents', () => {
  it('differ in the members that differ, and only these are told', () =>
    expect(memberChanges({ when: 'a', gives: ['x'] }, { when: 'b', gives: ['x'] })).toEqual([
      { name: 'when', before: 'a', after: 'b' },
    ]))
  it('tell a list as people write one', () =>
    expect(memberChanges({ gives: ['x'] }, { gives: ['x', 'y'] })).toEqual([
      { name: 'gives', before: 'x', after: 'x, y' },
    ]))
  it('are all new when there was none', () =>
    expect(memberChanges(null, { name: 'a' })).toEqual([{ name: 'name', before: undefined, after: 'a' }]))
  it('are all gone when there is none any more', () =>
    expect(memberChanges({ name: 'a' }, null)).toEqual([{ name: 'name', before: 'a', after: undefined }]))
  it('do not differ by a member that says nothing', () => expect(memberChanges({ owner: null }, {})).toEqual([]))
})
