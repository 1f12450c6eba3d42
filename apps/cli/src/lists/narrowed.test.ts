import { describe, expect, it } from 'vitest'
import { Misused } from '../answer.ts'
import { narrowed } from './narrowed.ts'

const accounts = { path: '/applications/{name}/accounts', filters: ['name', 'status'], columns: {} }

describe('filters', () => {
  it('go into the path where it asks for one, else into the query', () => {
    expect(narrowed(accounts, ['name=git/hub', 'status=active'])).toEqual({
      path: '/applications/git%2Fhub/accounts',
      query: { status: 'active' },
    })
  })

  it('may be given twice, and hold an equals sign', () => {
    expect(narrowed({ path: '/x', filters: ['label'], columns: {} }, ['label=a=1', 'label=b']).query).toEqual({
      label: ['a=1', 'b'],
    })
  })

  it.each([[['departmnt=IT', 'name=code']], [['status']], [['status=active']], [['=x']]])(
    'are refused when the server would pass over them: %j',
    (typed) => {
      expect(() => narrowed(accounts, typed)).toThrow(Misused)
    },
  )
})
