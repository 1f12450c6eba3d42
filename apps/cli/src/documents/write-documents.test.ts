import { describe, expect, it } from 'vitest'
import { readDocuments } from './read-directory.ts'
import { filesOf } from './write-documents.ts'

const rule = {
  kind: 'rule',
  name: 'research',
  when: 'identity.department == "Research" && identity.title != "#1: boss"',
  gives: ['reader'],
}
const role = { title: 'Reader: of "notes"', name: 'reader', kind: 'role', entitlements: ['notes/readers'] }
const entitlement = { kind: 'entitlement', name: 'notes/readers', labels: ['yes', '012', 'null'] }
const exported = [rule, role, entitlement].map((document) => ({ kind: document.kind, name: document.name, document }))

describe('an export', () => {
  it('reads back as what it was written from', () => {
    const back = [...filesOf(exported)].flatMap(([file, text]) => readDocuments(text, file).documents)
    expect(back.map(({ document }) => document)).toEqual([rule, role, entitlement])
  })

  it('has a file for each kind, and one for the entitlements of each application', () => {
    expect([...filesOf(exported).keys()]).toEqual(['rules.yaml', 'roles.yaml', 'entitlements/notes.yaml'])
  })

  it('stays in its directory, whatever things are called', () => {
    const document = { kind: 'entitlement', name: '../../etc/passwd' }
    expect([...filesOf([{ ...document, document }]).keys()]).toEqual(['entitlements/_.yaml'])
  })
})
