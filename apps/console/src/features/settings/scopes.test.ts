import { describe, expect, it } from 'vitest'
import { permissionsOf, scopeOf } from './scopes.ts'

describe('what a token may do', () => {
  it('is told by its name when it is one of the usual', () =>
    expect(scopeOf(permissionsOf.read.toReversed())).toBe('read'))
  it('has no name when somebody chose otherwise', () => expect(scopeOf(['ledger.read'])).toBeNull())
  it('never lets a reader write', () => expect(permissionsOf.read.every((one) => one.endsWith('.read'))).toBe(true))
})
