import { describe, expect, it } from 'vitest'
import { fieldsOf } from './fields.ts'

const candidate = {
  identity: '1',
  name: 'ravi',
  displayName: 'Ravi',
  evidence: [{ field: 'email', theirs: 'a@x', ours: 'b@x', same: false }],
}

describe('the rows of a case', () => {
  it('begin with what was compared', () =>
    expect(
      fieldsOf({ said: { title: 'Engineer', email: 'A@x' }, candidates: [candidate] }).map(({ name }) => name),
    ).toEqual(['email', 'title']))
  it('tell the attributes of a record beside its fields', () =>
    expect(fieldsOf({ said: { attributes: { team: 'Mobile' } }, candidates: [] })).toEqual([
      { name: 'team', value: 'Mobile' },
    ]))
  it('tell a day as people write one', () =>
    expect(fieldsOf({ said: { starts: '2026-11-29' }, candidates: [] })).toEqual([
      { name: 'starts', value: '29 Nov 2026' },
    ]))
  it('tell nothing of what the record leaves empty', () =>
    expect(fieldsOf({ said: { email: '' }, candidates: [] })).toEqual([]))
})
