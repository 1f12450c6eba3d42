import { describe, expect, it } from 'vitest'
import { effectLines } from './effect-lines.ts'

const ada = { id: '1', name: 'ada', displayName: 'Ada Byron' }
const effect = (entitlement: string, why: string) => ({
  identity: ada,
  entitlement: { id: entitlement, name: entitlement },
  why,
})

describe('the effects of a plan', () => {
  it('are one line for one person and reason', () =>
    expect(
      effectLines([effect('code/read', 'rule a'), effect('code/write', 'rule a')]).map(({ what }) => what),
    ).toEqual([['code/read', 'code/write']]))
  it('are two lines for two reasons', () =>
    expect(effectLines([effect('code/read', 'rule a'), effect('code/read', 'rule b')])).toHaveLength(2))
  it('show the name of who has no other', () =>
    expect(effectLines([{ ...effect('code/read', ''), identity: { ...ada, displayName: '' } }])[0]?.person).toBe('ada'))
})
