import { describe, expect, it } from 'vitest'
import { differences } from './differences.ts'

describe('documents', () => {
  it('differ in the parts that differ, however deep', () => {
    const before = { name: 'hr', settings: { path: 'a.csv', columns: { login: 'name', mail: 'email' } }, rank: 10 }
    const after = {
      settings: { columns: { mail: 'email', login: 'displayName' }, path: 'a.csv' },
      name: 'hr',
      mode: 'delta',
    }
    expect(differences(before, after)).toEqual([
      { at: 'settings.columns.login', was: '"name"', is: '"displayName"' },
      { at: 'rank', was: '10', is: undefined },
      { at: 'mode', was: undefined, is: '"delta"' },
    ])
  })

  it('differ in a list as a whole, and not in the order of their keys', () => {
    expect(
      differences({ gives: ['a', 'b'], scope: { x: 1, y: 2 } }, { gives: ['b', 'a'], scope: { y: 2, x: 1 } }),
    ).toEqual([{ at: 'gives', was: '["a","b"]', is: '["b","a"]' }])
  })
})
