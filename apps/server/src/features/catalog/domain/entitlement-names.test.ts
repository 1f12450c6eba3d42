import { describe, expect, it } from 'vitest'
import { nameEntitlements } from './entitlement-names.ts'

const none = new Set<string>()

describe('an entitlement is named', () => {
  it('as the target calls it', () => {
    expect(nameEntitlements('crm', [{ nativeId: '7f', name: 'editors' }], none)).toEqual(['crm/editors'])
  })

  it('with its level where two are called the same', () => {
    const fresh = [
      { nativeId: '1', name: 'site', level: 'read' },
      { nativeId: '2', name: 'site', level: 'write' },
    ]
    expect(nameEntitlements('git', fresh, none)).toEqual(['git/site read', 'git/site write'])
  })

  it('by its native id where nothing else tells it apart, whatever the order they come in', () => {
    const fresh = [
      { nativeId: 'team:a', name: 'admin' },
      { nativeId: 'team:b', name: 'admin' },
    ]
    expect(nameEntitlements('git', fresh, none)).toEqual(['git/team:a', 'git/team:b'])
    expect(nameEntitlements('git', fresh.toReversed(), none)).toEqual(['git/team:b', 'git/team:a'])
  })

  it('never with a name that another one has', () => {
    expect(nameEntitlements('crm', [{ nativeId: '7f', name: 'editors' }], new Set(['crm/editors']))).toEqual(['crm/7f'])
  })
})
