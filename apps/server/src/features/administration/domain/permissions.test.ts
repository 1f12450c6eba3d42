import { describe, expect, it } from 'vitest'
import { EVERYTHING, permissionsOf } from './permissions.ts'

const READS = /\.read(-self)?$/

describe('a role of an operator', () => {
  it('administrator: may everything, also what a later feature asks for', () => {
    expect(permissionsOf(['administrator'])).toBe(EVERYTHING)
    expect(EVERYTHING.has('feature-of-tomorrow.write')).toBe(true)
  })
  it('auditor: reads and changes nothing', () => {
    const may = permissionsOf(['auditor'])
    expect([...may].filter((permission) => !READS.test(permission))).toEqual([])
    for (const permission of ['ledger.read', 'configuration.read', 'administration.read'])
      expect(may.has(permission)).toBe(true)
  })
  it('application owner: describes what they own, and neither plans nor grants', () => {
    const may = permissionsOf(['application-owner'])
    expect([...may].filter((permission) => !READS.test(permission))).toEqual(['catalog.write'])
  })
  it('several roles add up; one that nobody knows adds nothing, nor does a name of the prototype', () => {
    const may = permissionsOf(['auditor', 'application-owner'])
    expect([may.has('ledger.read'), may.has('catalog.write'), may.has('grants.write')]).toEqual([true, true, false])
    expect(permissionsOf(['emperor', 'constructor', '__proto__', 'toString']).size).toBe(0)
  })
  it('no role may nothing', () => expect(permissionsOf([]).size).toBe(0))
})
